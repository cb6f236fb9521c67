package dev.merchantreview.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes on record with the present round when it is decided, beside what was handed in: kept
 * with the case until then.
 *
 * @param examined when the machine looked last and which tables it asked; null before it did. Its
 *     results are the round's {@link ReviewRound#checks}
 * @param clock how the clock stood when it was stopped; null while it runs or never did
 * @param verdicts what was decided of it, oldest first: a review may take more than one
 */
public record Evidence(
    @Nullable Examined examined, @Nullable ReviewClock clock, List<GivenVerdict> verdicts) {

  /** Nothing yet. */
  static final Evidence NONE = new Evidence(null, null, List.of());

  /**
   * A look of the machine at what was handed in.
   *
   * @param elementId the BPMN element that asked for it
   * @param tables the decision tables that were asked: as {@code Decisions.Result.evidence()}
   */
  public record Examined(Instant at, String elementId, List<Map<String, Object>> tables) {}

  Evidence examined(Examined latest) {
    return new Evidence(latest, clock, verdicts);
  }

  Evidence stopped(ReviewClock stood) {
    return new Evidence(examined, stood, verdicts);
  }

  Evidence with(GivenVerdict verdict) {
    return new Evidence(
        examined, clock, Stream.concat(verdicts.stream(), Stream.of(verdict)).toList());
  }
}
