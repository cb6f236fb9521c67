package dev.merchantreview.web;

import dev.merchantreview.shared.TypedText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Asks to see personal data.
 *
 * @param purpose why it has to be seen; kept in the history
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record UnmaskingRequest(
    @NotNull
        @Pattern(regexp = TypedText.VISIBLE)
        @Schema(format = ApiRequest.MULTI_LINE)
        @Size(min = UnmaskingRequest.SHORTEST, max = UnmaskingRequest.LONGEST)
        String purpose) {

  private static final int SHORTEST = 5;
  private static final int LONGEST = 500;

  /** Whether a text that came past the contract, from a form, says what for as one has to. */
  public static boolean isPurpose(String stripped) {
    int length = stripped.codePointCount(0, stripped.length());
    return length >= SHORTEST
        && length <= LONGEST
        && TypedText.forbidden(stripped, TypedText.Lines.MANY).isEmpty();
  }
}
