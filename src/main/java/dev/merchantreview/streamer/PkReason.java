package dev.merchantreview.streamer;

import java.util.Arrays;

/** Why a streamer does not meet the threshold of a PK, as {@code pk-threshold.dmn} names it. */
public enum PkReason {
  /** Too few followers. */
  FOLLOWERS_TOO_FEW,
  /** The merchant level is too low. */
  LEVEL_TOO_LOW,
  /** The experience rating is too low. */
  RATING_TOO_LOW;

  /** Whether there are words for a reason: an edition of before may have named another. */
  public static boolean isKnown(String code) {
    return Arrays.stream(values()).anyMatch(reason -> reason.name().equals(code));
  }
}
