package dev.merchantreview.outside;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param url where the platform's other systems tell how a merchant stands
 * @param token what they know us by
 * @param timeout how long one answer may take
 */
@Validated
@ConfigurationProperties("merchant-review.merchant-standing")
record MerchantStandingProperties(
    @NotNull URI url, @NotNull String token, @NotNull Duration timeout) {}
