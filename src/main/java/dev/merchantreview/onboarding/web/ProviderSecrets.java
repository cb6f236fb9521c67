package dev.merchantreview.onboarding.web;

import dev.merchantreview.web.ProviderNotices;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What providers sign their notices with.
 *
 * @param identity the identity provider's secret, at least 16 characters
 * @param identityBefore its secret of before; only while the secret is changed, like the other one
 * @param contractSigning the contract signing provider's secret, at least 16 characters
 * @param tolerance how old, or how far ahead, a signature may be
 */
@Validated
@ConfigurationProperties("merchant-review.provider-secrets")
record ProviderSecrets(
    @NotNull @Size(min = 16, message = "must have at least 16 characters") String identity,
    @Nullable @Size(min = 16, message = "must have at least 16 characters") String identityBefore,
    @NotNull @Size(min = 16, message = "must have at least 16 characters") String contractSigning,
    @Nullable @Size(min = 16, message = "must have at least 16 characters")
        String contractSigningBefore,
    @NotNull Duration tolerance) {

  ProviderNotices.Provider identityProvider() {
    return ProviderNotices.Provider.of("identity-provider", identity, identityBefore, tolerance);
  }

  ProviderNotices.Provider contractSigningProvider() {
    return ProviderNotices.Provider.of(
        "contract-signing", contractSigning, contractSigningBefore, tolerance);
  }
}
