package dev.merchantreview.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * A token bucket for each of many keys, in this instance's memory. A key that was not seen for as
 * long as its bucket takes to fill is forgotten, which changes nothing for it.
 */
final class Limit {

  private final LimitProperties.Rate rate;
  private final Cache<String, Bucket> buckets;
  private final Counter refused;

  /**
   * @param name what the metric calls it
   * @param tracked keys that are remembered at most
   * @throws IllegalArgumentException when the rate cannot be kept
   */
  Limit(String name, LimitProperties.Rate rate, long tracked, MeterRegistry meters) {
    this.rate = rate;
    this.buckets = Caffeine.newBuilder().maximumSize(tracked).expireAfterAccess(rate.per()).build();
    this.refused =
        Counter.builder("merchantreview.requests.limited")
            .description("Requests answered 429")
            .tag("limit", name)
            .register(meters);
    // A rate that cannot be kept is reported at the start, not to the first caller.
    full();
  }

  /**
   * Takes what a request costs.
   *
   * @throws ApiProblem 429 when that much is not left
   */
  void take(String key, long cost) {
    long bounded = Math.clamp(cost, 1, rate.count());
    ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(bounded);
    if (!probe.isConsumed()) {
      refuse(probe.getNanosToWaitForRefill());
    }
  }

  /** Whether nothing is left for a key. */
  boolean isUsedUp(String key) {
    Bucket bucket = buckets.getIfPresent(key);
    return bucket != null && bucket.getAvailableTokens() <= 0;
  }

  /**
   * Refuses without taking anything.
   *
   * @throws ApiProblem 429
   */
  void refuse(String key) {
    refuse(bucket(key).estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  /** Counts something that has happened already, down to nothing left. */
  void count(String key) {
    bucket(key).tryConsume(1);
  }

  private void refuse(long nanos) {
    refused.increment();
    throw ApiProblem.tooManyRequests(
        Math.max(1, Duration.ofNanos(nanos).plusMillis(999).toSeconds()));
  }

  private Bucket bucket(String key) {
    return buckets.get(key, fresh -> full());
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(rate.count()).refillGreedy(rate.count(), rate.per()))
        .build();
  }
}
