package dev.merchantreview.notice;

import java.math.BigDecimal;
import java.util.List;

/** Plays scores by terms a notice brings. Who computes scores has one. */
public interface ScoreRehearsals {

  /** What becomes of asking. */
  sealed interface Outcome {

    /**
     * They were played.
     *
     * @param scores one for each score of which the notice brings an edition that does not count
     *     yet; empty where it brings none
     */
    record Played(List<ScoreRehearsal.Played> scores) implements Outcome {}

    /** Others are being played: all subjects are compared, so that is done one at a time. */
    record Busy() implements Outcome {}

    /** It took longer than it may, and was ended. */
    record TooLong() implements Outcome {}
  }

  /** Whether the notice brings an edition of a score's terms that does not count yet. */
  boolean isBroughtBy(RuleNotice notice);

  /**
   * Computes the scores of the last day that was computed by the new terms, and holds them against
   * what is on record of that day. Writes nothing; in a transaction of its own.
   *
   * @param thresholds of whoever reads scores; what is not there meets none
   */
  Outcome play(RuleNotice notice, List<BigDecimal> thresholds);
}
