package dev.merchantreview.deposit;

import dev.merchantreview.web.ProviderNotices;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param paymentSecret what the payment provider signs with, at least 16 characters
 * @param signatureTolerance how old, or how far ahead, a signature may be
 */
@Validated
@ConfigurationProperties("merchant-review.deposit")
public record DepositProperties(
    @NotNull(message = "must be set: the secret shared with the payment provider")
        @Size(min = 16, message = "must have at least 16 characters")
        String paymentSecret,
    @NotNull Duration signatureTolerance) {

  /** The payment provider, as it signs what it tells. */
  public ProviderNotices.Provider paymentProvider() {
    return new ProviderNotices.Provider("payment-provider", paymentSecret, signatureTolerance);
  }
}
