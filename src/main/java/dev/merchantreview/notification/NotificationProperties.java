package dev.merchantreview.notification;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param retryFor how long delivery is tried
 * @param firstBackoff how long to wait after the first failure; doubled after each further one
 * @param longestBackoff where the doubling ends
 * @param timeout how long one delivery may take
 * @param privateAddresses whether notifications may go to plain HTTP and to addresses that are not
 *     public; elsewhere than on a machine of one's own that would let a merchant reach into the
 *     platform's network
 */
@Validated
@ConfigurationProperties("merchant-review.notifications")
record NotificationProperties(
    @NotNull Duration retryFor,
    @NotNull Duration firstBackoff,
    @NotNull Duration longestBackoff,
    @NotNull Duration timeout,
    @NotNull Boolean privateAddresses) {

  /**
   * @param attempts how often delivery has failed, at least 1
   */
  Duration backoff(int attempts) {
    Duration doubled = firstBackoff.multipliedBy(1L << Math.min(attempts - 1, 30));
    return doubled.compareTo(longestBackoff) > 0 ? longestBackoff : doubled;
  }
}
