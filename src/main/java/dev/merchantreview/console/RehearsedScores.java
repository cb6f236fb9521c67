package dev.merchantreview.console;

import dev.merchantreview.figure.FigureDefinition;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.notice.Rehearsal;
import dev.merchantreview.notice.Rehearsals;
import dev.merchantreview.notice.ScoreRehearsal;
import dev.merchantreview.score.ScoreDefinition;
import dev.merchantreview.score.ScoreDefinitions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a rehearsal found out about scores, as a notice's page shows it. */
@Component
class RehearsedScores {

  private static final int MOST_PARTS = 4;
  private static final String NONE = "–";

  private final Rehearsals rehearsals;
  private final ScoreDefinitions scores;
  private final FigureDefinitions figures;

  RehearsedScores(Rehearsals rehearsals, ScoreDefinitions scores, FigureDefinitions figures) {
    this.rehearsals = rehearsals;
    this.scores = scores;
    this.figures = figures;
  }

  /**
   * A score.
   *
   * @param label what people call it
   * @param day empty where none was computed yet
   * @param mean and {@code rise}, {@code fall}: a dash where nobody has a score either way
   */
  record Shown(
      ScoreRehearsal found,
      String label,
      String day,
      String mean,
      String size,
      String rise,
      String fall,
      List<Change> changes) {}

  /**
   * A subject whose score would be another.
   *
   * @param kind of the subject; null where there is no such score any more
   */
  record Change(
      @Nullable SubjectKind kind,
      String subject,
      String before,
      String after,
      boolean heldBefore,
      boolean heldAfter,
      List<Part> parts) {}

  /** A figure that contributes otherwise. */
  record Part(String label, String before, String after) {}

  List<Shown> shown(Rehearsal rehearsal, boolean withChanges, Locale locale) {
    if (rehearsal.scores().isEmpty()) {
      return List.of();
    }
    List<ScoreRehearsal.KeptChange> changes =
        withChanges ? rehearsals.scoreChanges(rehearsal.noticeId(), rehearsal.number()) : List.of();
    return rehearsal.scores().stream().map(found -> shown(found, changes, locale)).toList();
  }

  private Shown shown(
      ScoreRehearsal found, List<ScoreRehearsal.KeptChange> changes, Locale locale) {
    Optional<ScoreDefinition> definition =
        scores.all().stream().filter(one -> one.name().equals(found.score())).findFirst();
    return new Shown(
        found,
        definition.map(one -> one.label(locale)).orElse(found.score()),
        found.day() == null ? "" : found.day().toString(),
        text(found.meanChange()),
        text(found.meanSize()),
        text(found.largestRise()),
        text(found.largestFall()),
        changes.stream()
            .filter(one -> one.score().equals(found.score()))
            .map(
                one ->
                    change(
                        one.change(),
                        definition.map(ScoreDefinition::subject).orElse(null),
                        locale))
            .toList());
  }

  private Change change(ScoreRehearsal.Change one, @Nullable SubjectKind kind, Locale locale) {
    return new Change(
        kind,
        one.subject(),
        text(one.before()),
        text(one.after()),
        one.heldBefore(),
        one.heldAfter(),
        one.parts().stream()
            .limit(MOST_PARTS)
            .map(
                part ->
                    new Part(
                        label(part.figure(), locale),
                        text(part.pointsBefore()),
                        text(part.pointsAfter())))
            .toList());
  }

  /** What the files name no more is shown by its name. */
  private String label(String figure, Locale locale) {
    return figures.find(figure).map((FigureDefinition one) -> one.label(locale)).orElse(figure);
  }

  private static String text(@Nullable BigDecimal number) {
    return number == null ? NONE : number.toPlainString();
  }
}
