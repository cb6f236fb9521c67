package dev.merchantreview.notice.web;

import dev.merchantreview.notice.ScoreRehearsal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other weights of a score would have made of the last day that was computed.
 *
 * @param score its name
 * @param edition the edition that was played
 * @param editionBefore the one the day was judged by; null where no day was computed
 * @param day the day; null where none was computed yet: all counts are 0 then
 * @param subjects of how many subjects the day has a result
 * @param scoredBefore how many of them have a score
 * @param scoredAfter how many would have one
 * @param changed how many would have another score, gain one or lose it
 * @param meanChange after less before, of those that have a score either way; null without one
 * @param meanSize the same without the sign
 * @param largestRise the most one of them gains, 0 or more; null without one
 * @param largestFall the most one of them loses, 0 or more; null without one
 * @param crossings one for each threshold
 * @param tookMillis how long it took, in milliseconds
 */
record RehearsedScoreView(
    String score,
    int edition,
    @Nullable Integer editionBefore,
    @Nullable LocalDate day,
    int subjects,
    int scoredBefore,
    int scoredAfter,
    int changed,
    @Nullable BigDecimal meanChange,
    @Nullable BigDecimal meanSize,
    @Nullable BigDecimal largestRise,
    @Nullable BigDecimal largestFall,
    List<ScoreCrossingView> crossings,
    long tookMillis) {

  /**
   * How many cross a threshold; who has no score does not meet it.
   *
   * @param threshold in points
   * @param rising how many would meet it and do not now
   * @param falling how many meet it and would not any more
   */
  record ScoreCrossingView(BigDecimal threshold, int rising, int falling) {}

  static RehearsedScoreView of(ScoreRehearsal found) {
    return new RehearsedScoreView(
        found.score(),
        found.edition(),
        found.editionBefore(),
        found.day(),
        found.subjects(),
        found.scoredBefore(),
        found.scoredAfter(),
        found.changed(),
        found.meanChange(),
        found.meanSize(),
        found.largestRise(),
        found.largestFall(),
        found.crossings().stream()
            .map(one -> new ScoreCrossingView(one.threshold(), one.rising(), one.falling()))
            .toList(),
        found.tookMillis());
  }
}
