package dev.merchantreview.documents;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A document uploaded before, as it is handed in.
 *
 * @param validUntil the last day it is valid; null for a document without an end
 */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record DocumentReference(
    @NotNull DocumentKind kind,
    @NotNull @Pattern(regexp = DocumentReference.ID) String documentId,
    @Nullable LocalDate validUntil) {

  /** What a document's id looks like. */
  public static final String ID = "^dc_[0-9a-z]{16}$";
}
