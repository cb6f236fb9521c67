package dev.merchantreview.onboarding.web;

import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record WithdrawalRequest(
    @Nullable @Schema(format = ApiRequest.MULTI_LINE) @Size(max = 500) String reason) {}
