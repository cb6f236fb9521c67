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
        @Size(min = 5, max = 500)
        String purpose) {}
