package dev.merchantreview.notification;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param retryFor how long delivery is tried
 * @param firstBackoff how long to wait after the first failure; doubled after each further one
 * @param longestBackoff where the doubling ends
 * @param longestRetryAfter how long an endpoint may ask to be left alone at a time
 * @param timeout how long one delivery may take, from looking up the name to the end of the answer
 * @param concurrent how many deliveries may be under way at once in one instance
 * @param concurrentPerEndpoint how many of them to one endpoint
 * @param ports where notifications may go
 * @param privateAddresses whether notifications may go to plain HTTP, to any port and to addresses
 *     that are not public; elsewhere than on a machine of one's own that would let a merchant reach
 *     into the platform's network
 * @param secretOverlap how long calls are signed with a secret that was replaced too
 * @param formerHeadersUntil until when calls carry {@code X-Signature} and {@code X-Event-Id}
 *     beside the headers of Standard Webhooks
 * @param retention how long a notification is kept that is not to be sent any more
 */
@Validated
@ConfigurationProperties("merchant-review.notifications")
record NotificationProperties(
    @NotNull Duration retryFor,
    @NotNull Duration firstBackoff,
    @NotNull Duration longestBackoff,
    @NotNull Duration longestRetryAfter,
    @NotNull Duration timeout,
    @Min(1) int concurrent,
    @Min(1) int concurrentPerEndpoint,
    @NotEmpty Set<Integer> ports,
    @NotNull Boolean privateAddresses,
    @NotNull @DurationMin Duration secretOverlap,
    @NotNull OffsetDateTime formerHeadersUntil,
    @NotNull @DurationMin(hours = 1) Duration retention) {

  /**
   * @param attempts how often delivery has failed, at least 1
   */
  Duration backoff(int attempts) {
    Duration doubled = firstBackoff.multipliedBy(1L << Math.min(attempts - 1, 30));
    return doubled.compareTo(longestBackoff) > 0 ? longestBackoff : doubled;
  }

  /** How long an endpoint that asked for a pause is left alone. */
  Duration pause(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : asked;
  }
}
