package dev.merchantreview.reconciliation;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param interval how often all cases are compared
 * @param grace how long a case must have been left alone before it is judged: the engine and its
 *     records run behind
 * @param patience how long a person who resyncs a case waits for records that are behind
 * @param retention how long a finding is kept that was resolved; an hour at least
 */
@Validated
@ConfigurationProperties("merchant-review.reconciliation")
record ReconciliationProperties(
    @NotNull Duration interval,
    @NotNull Duration grace,
    @NotNull Duration patience,
    @NotNull @DurationMin(hours = 1) Duration retention) {}
