package dev.merchantreview.waiver;

import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That what a rule holds against somebody counts no more.
 *
 * @param rule the code of the problem
 * @param category the one it is for; null where the rule is not about categories
 * @param endsOn the last day it counts, where the platform is
 * @param revocation null unless it was taken back
 */
public record Waiver(
    String id,
    Platform platform,
    WaiverSubject subject,
    String rule,
    @Nullable String category,
    String reason,
    String grantedBy,
    Instant grantedAt,
    LocalDate endsOn,
    @Nullable Revocation revocation) {

  /** How long a reason may be, in characters. */
  public static final int LONGEST_REASON = 500;

  /** That it was taken back. */
  public record Revocation(Instant at, String by, String reason) {}

  /** Where a waiver stands. */
  public enum State {
    /** It counts. */
    STANDING,
    /** Its last day is over. */
    ENDED,
    /** It was taken back. */
    REVOKED
  }

  /** Where it stands on a day. */
  public State stateOn(LocalDate day) {
    return revocation != null ? State.REVOKED : endsOn.isBefore(day) ? State.ENDED : State.STANDING;
  }
}
