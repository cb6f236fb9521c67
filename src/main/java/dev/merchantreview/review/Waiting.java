package dev.merchantreview.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when the case waits for its merchant.
 *
 * @param remindedAt null until the merchant was reminded
 */
public record Waiting(Instant remindAt, Instant dueAt, @Nullable Instant remindedAt) {

  /** The merchant was reminded. */
  public Waiting reminded(Instant now) {
    return new Waiting(remindAt, dueAt, now);
  }
}
