package dev.merchantreview.onboarding;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param key what amounts of verification transfers are drawn and hashed with, at least 32
 *     characters
 */
@Validated
@ConfigurationProperties("merchant-review.account-verification")
record VerificationProperties(
    @NotNull @Size(min = 32, message = "must have at least 32 characters") String key) {}
