package dev.merchantreview.onboarding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when the case waits for its merchant.
 *
 * @param remindedAt null until the merchant was reminded
 */
public record Waiting(Instant remindAt, Instant dueAt, @Nullable Instant remindedAt) {

  Waiting reminded(Instant now) {
    return new Waiting(remindAt, dueAt, now);
  }
}
