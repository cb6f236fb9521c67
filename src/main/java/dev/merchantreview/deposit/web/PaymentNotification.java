package dev.merchantreview.deposit.web;

import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What the payment provider tells.
 *
 * @param amountFen from 1 to 10 billion yuan
 * @param reference the id of the case the money is for
 * @param deposit which of its deposits, or its yearly fee; the store's deposit where it is left out
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record PaymentNotification(
    @NotNull @Pattern(regexp = "^[\\x21-\\x7E]{1,100}$") String paymentId,
    @NotNull @Pattern(regexp = "^[\\x21-\\x7E]{1,100}$") String reference,
    @NotNull @Min(1) @Max(1_000_000_000_000L) Long amountFen,
    @NotNull OffsetDateTime paidAt,
    @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 100) String payer,
    @Nullable DepositPurpose deposit) {

  DepositPurpose purpose() {
    return deposit == null ? DepositPurpose.STORE : deposit;
  }
}
