package dev.merchantreview.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a merchant is told.
 *
 * @param id the event id the merchant's system can tell repeats by
 * @param type what happened
 * @param body what is sent
 * @param state where the delivery stands
 * @param attempts how often delivery was tried
 * @param lastStatus HTTP status of the last try; null when there was no answer, or no try
 * @param lastError why the last try failed; null when it did not
 * @param nextAttemptAt null unless it is tried again
 */
public record Notification(
    String id,
    String merchantId,
    String caseId,
    String type,
    String body,
    State state,
    int attempts,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant deliveredAt) {

  /** Where a delivery stands. */
  public enum State {
    /** Tried, or to be tried, and not received yet. */
    PENDING,
    /** The merchant's system answered with success. */
    DELIVERED,
    /** Given up after the whole time of retries. */
    FAILED
  }
}
