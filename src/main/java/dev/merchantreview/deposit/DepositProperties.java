package dev.merchantreview.deposit;

import dev.merchantreview.web.ProviderNotices;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param paymentSecret what the payment provider signs with, at least 16 characters
 * @param paymentSecretBefore what it signed with before; only while the secret is changed
 * @param signatureTolerance how old, or how far ahead, a signature may be
 */
@Validated
@ConfigurationProperties("merchant-review.deposit")
public record DepositProperties(
    @NotNull(message = "must be set: the secret shared with the payment provider")
        @Size(min = 16, message = "must have at least 16 characters")
        String paymentSecret,
    @Nullable @Size(min = 16, message = "must have at least 16 characters")
        String paymentSecretBefore,
    @NotNull Duration signatureTolerance) {

  /** The payment provider, as it signs what it tells. */
  public ProviderNotices.Provider paymentProvider() {
    return ProviderNotices.Provider.of(
        "payment-provider", paymentSecret, paymentSecretBefore, signatureTolerance);
  }
}
