package dev.merchantreview.notice;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How fast cases are opened that a notice has reviewed again.
 *
 * @param portion how many one after the other, 1 to 10,000
 * @param settled how long behind the first day's beginning nothing is seen any more that was
 *     decided before it, a minute to a day: everything is open only when it was looked through
 *     behind that
 * @param pause how long after a portion the next one begins, at least a tenth of a second
 */
@Validated
@ConfigurationProperties("merchant-review.review-again")
record ReviewAgainProperties(
    @Min(1) @Max(10_000) int portion,
    @NotNull @DurationMin(millis = 100) Duration pause,
    @NotNull @DurationMin(minutes = 1) @DurationMax(days = 1) Duration settled) {}
