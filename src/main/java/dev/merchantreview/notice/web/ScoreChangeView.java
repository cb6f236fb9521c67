package dev.merchantreview.notice.web;

import dev.merchantreview.notice.ScoreRehearsal;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subject whose score would be another.
 *
 * @param score the score's name
 * @param subject the store or streamer
 * @param before its score of the day; null without one
 * @param after what it would be; null without one
 * @param heldBefore whether the gate held it at the lowest
 * @param heldAfter whether the gate would
 * @param parts the figures that contribute otherwise, the largest difference first
 */
record ScoreChangeView(
    String score,
    String subject,
    @Nullable BigDecimal before,
    @Nullable BigDecimal after,
    boolean heldBefore,
    boolean heldAfter,
    List<ScoreChangePartView> parts) {

  /**
   * A figure that contributes otherwise.
   *
   * @param figure the figure's name
   * @param windowDays over how many days it is counted; 0 for none
   * @param pointsBefore null where it contributed nothing: the weights do not ask for it, it is not
   *     there, or the score does not come from its parts
   * @param pointsAfter the same by the new weights
   */
  record ScoreChangePartView(
      String figure,
      int windowDays,
      @Nullable BigDecimal pointsBefore,
      @Nullable BigDecimal pointsAfter) {}

  static ScoreChangeView of(ScoreRehearsal.KeptChange kept) {
    ScoreRehearsal.Change change = kept.change();
    return new ScoreChangeView(
        kept.score(),
        change.subject(),
        change.before(),
        change.after(),
        change.heldBefore(),
        change.heldAfter(),
        change.parts().stream()
            .map(
                part ->
                    new ScoreChangePartView(
                        part.figure(), part.windowDays(), part.pointsBefore(), part.pointsAfter()))
            .toList());
  }
}
