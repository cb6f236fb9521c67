package dev.merchantreview.notice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other terms of a score would have made of the last day that was computed.
 *
 * @param score its name
 * @param edition the one that was played
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
 * @param crossings one for each threshold that was asked for
 * @param tookMillis how long it took, in milliseconds
 */
public record ScoreRehearsal(
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
    List<Crossing> crossings,
    long tookMillis) {

  /**
   * A threshold; who has no score does not meet it.
   *
   * @param rising how many would meet it and do not now
   * @param falling how many meet it and would not any more
   */
  public record Crossing(BigDecimal threshold, int rising, int falling) {}

  /**
   * A subject whose score would be another.
   *
   * @param subject its id
   * @param before null without a score
   * @param after null without a score
   * @param heldBefore whether the gate held it at the lowest
   * @param heldAfter whether the gate would
   * @param parts those that contribute otherwise, the largest difference first
   */
  public record Change(
      String subject,
      @Nullable BigDecimal before,
      @Nullable BigDecimal after,
      boolean heldBefore,
      boolean heldAfter,
      List<Part> parts) {}

  /**
   * A figure that contributes otherwise.
   *
   * @param pointsBefore null where it contributed nothing: the terms do not ask for it, it is not
   *     there, or the score does not come from its parts
   * @param pointsAfter the same by the new terms
   */
  public record Part(
      String figure,
      int windowDays,
      @Nullable BigDecimal pointsBefore,
      @Nullable BigDecimal pointsAfter) {}

  /**
   * A rehearsal that is not kept yet.
   *
   * @param changes the subjects that change most, most first
   */
  public record Played(ScoreRehearsal found, List<Change> changes) {}

  /** A change with the score it is of, as it is read again. */
  public record KeptChange(String score, Change change) {}
}
