package dev.merchantreview.filing.web;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The qualification of a filing.
 *
 * @param documents empty where the category requires nothing
 * @param liveAt another time of the live; null leaves it
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record QualificationRequest(
    @NotNull @Size(max = 50) List<@NotNull DocumentReference> documents,
    @Nullable OffsetDateTime liveAt) {}
