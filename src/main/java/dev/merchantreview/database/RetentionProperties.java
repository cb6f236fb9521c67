package dev.merchantreview.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How what is old is deleted; how old that is stands with each kind.
 *
 * @param enabled whether anything that is old is deleted at all
 * @param portion how many rows are deleted in one transaction
 */
@Validated
@ConfigurationProperties("merchant-review.retention")
record RetentionProperties(
    @NotNull Boolean enabled, @NotNull @Min(1) @Max(100_000) Integer portion) {}
