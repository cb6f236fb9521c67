package dev.merchantreview.outside;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param url the provider's address
 * @param token what the provider knows us by
 * @param timeout how long one answer may take
 */
@Validated
@ConfigurationProperties("merchant-review.contract-signing")
record ContractSigningProperties(
    @NotNull URI url, @NotNull String token, @NotNull Duration timeout) {}
