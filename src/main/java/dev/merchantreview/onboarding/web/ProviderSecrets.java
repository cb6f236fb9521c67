package dev.merchantreview.onboarding.web;

import dev.merchantreview.web.ProviderNotices;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What providers sign their notices with.
 *
 * @param identity the identity provider's secret, at least 16 characters
 * @param contractSigning the contract signing provider's secret, at least 16 characters
 * @param tolerance how old, or how far ahead, a signature may be
 */
@Validated
@ConfigurationProperties("merchant-review.provider-secrets")
record ProviderSecrets(
    @NotNull @Size(min = 16, message = "must have at least 16 characters") String identity,
    @NotNull @Size(min = 16, message = "must have at least 16 characters") String contractSigning,
    @NotNull Duration tolerance) {

  ProviderNotices.Provider identityProvider() {
    return new ProviderNotices.Provider("identity-provider", identity, tolerance);
  }

  ProviderNotices.Provider contractSigningProvider() {
    return new ProviderNotices.Provider("contract-signing", contractSigning, tolerance);
  }
}
