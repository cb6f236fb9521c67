package dev.merchantreview.outside;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param url the bank's gateway
 * @param token what the bank knows us by
 * @param timeout how long one answer may take
 */
@Validated
@ConfigurationProperties("merchant-review.bank")
record BankProperties(@NotNull URI url, @NotNull String token, @NotNull Duration timeout) {}
