package dev.merchantreview.payout;

import dev.merchantreview.web.ProviderNotices;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param bankSecret what the bank signs its notices with, at least 16 characters
 * @param bankSecretBefore what it signed with before; only while the secret is changed
 * @param signatureTolerance how old, or how far ahead, a signature may be
 * @param reconciliation of payouts with the bank's statement
 */
@Validated
@ConfigurationProperties("merchant-review.payouts")
public record PayoutProperties(
    @NotNull(message = "must be set: the secret the bank signs its notices with")
        @Size(min = 16, message = "must have at least 16 characters")
        String bankSecret,
    @Nullable @Size(min = 16, message = "must have at least 16 characters") String bankSecretBefore,
    @NotNull Duration signatureTolerance,
    @NotNull @Valid Reconciliation reconciliation) {

  /**
   * @param interval between two comparisons
   * @param grace how long a difference may only mean that one side was told before the other
   * @param window how far back payouts are compared
   */
  public record Reconciliation(
      @NotNull Duration interval, @NotNull Duration grace, @NotNull Duration window) {}

  /** The bank, as it signs what it tells. */
  public ProviderNotices.Provider bank() {
    return ProviderNotices.Provider.of("bank", bankSecret, bankSecretBefore, signatureTolerance);
  }
}
