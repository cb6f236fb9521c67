package dev.merchantreview.score.web;

import dev.merchantreview.figure.FigureDefinition;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.score.Score;
import dev.merchantreview.score.ScoreDefinition;
import dev.merchantreview.score.ScoreDefinitions;
import dev.merchantreview.score.Scores;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.PathIds;
import dev.merchantreview.web.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Scores of stores and streamers. */
@RestController
@RequestMapping("/api/v1/scores")
@Tag(
    name = "Scores",
    description = "评分: stores' experience and streamers' reputation, daily from figures")
class ScoreController {

  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private final Scores scores;
  private final ScoreDefinitions definitions;
  private final FigureDefinitions figureDefinitions;
  private final Figures figures;

  ScoreController(
      Scores scores,
      ScoreDefinitions definitions,
      FigureDefinitions figureDefinitions,
      Figures figures) {
    this.scores = scores;
    this.definitions = definitions;
    this.figureDefinitions = figureDefinitions;
    this.figures = figures;
  }

  /**
   * An indicator of a score.
   *
   * @param figure the figure's name
   * @param label what people call it
   * @param windowDays over how many days it was counted
   * @param weight its share in the score
   * @param raw the figure; null without one that counted
   * @param place in the industry, 0 (worst) to 1 (best); null without a figure
   * @param points what it contributed; null without a figure, without a score, and where the gate
   *     held it
   */
  record ScorePartView(
      String figure,
      String label,
      int windowDays,
      BigDecimal weight,
      @Nullable BigDecimal raw,
      @Nullable BigDecimal place,
      @Nullable BigDecimal points) {}

  /**
   * The gate of a score.
   *
   * @param figure the figure's name
   * @param label what people call it
   * @param raw the figure; null without one that counted
   * @param most what it may be at most
   * @param failed whether it held the score at its lowest
   */
  record ScoreGateView(
      String figure,
      String label,
      int windowDays,
      @Nullable BigDecimal raw,
      BigDecimal most,
      boolean failed) {}

  /**
   * A pledge that adds to a score.
   *
   * @param figure the figure's name
   * @param label what people call it
   * @param given whether it was given
   * @param points what it adds where it is
   */
  record ScoreBonusView(
      String figure, String label, int windowDays, boolean given, BigDecimal points) {}

  /**
   * A score of a day.
   *
   * @param score its name
   * @param label what people call it
   * @param day the day it was computed for; null where nothing was computed of the subject
   * @param value the score; null without enough figures: no score meets no threshold
   * @param ageDays how many days old it was on the day that was asked for; null where there is none
   * @param fresh whether it counted on that day
   * @param industry platform and main category it was compared in; null for those without one
   * @param edition whose weights judged it; null where there is none
   * @param parts the indicators
   * @param gate null where there is none
   * @param bonus what could add points
   */
  record ScoreView(
      SubjectKind subjectKind,
      String subjectId,
      String score,
      String label,
      @Nullable LocalDate day,
      @Nullable BigDecimal value,
      @Nullable Long ageDays,
      boolean fresh,
      @Nullable String industry,
      @Nullable Integer edition,
      List<ScorePartView> parts,
      @Nullable ScoreGateView gate,
      List<ScoreBonusView> bonus) {}

  @GetMapping("/{subjectKind}/{id}")
  @MayCall
  @Operation(
      operationId = "getScore",
      summary =
          "A subject's score with its parts, today or on a day of before; a merchant sees its own")
  @Parameter(
      name = "on",
      in = ParameterIn.QUERY,
      description = "The day, YYYY-MM-DD; today unless given",
      schema = @Schema(type = "string", format = "date"))
  ScoreView get(
      @PathVariable SubjectKind subjectKind,
      @PathVariable String id,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("on"), Query.Kind.SINGLE);
    LocalDate on = query.date("on").orElseGet(scores::today);
    query.check();
    FigureSubject subject = visible(subjectKind, id, caller);
    ScoreDefinition definition = definition(subjectKind, id);
    return scores
        .on(subject, on)
        .map(score -> view(score, definition, on, locale))
        .orElseGet(
            () ->
                new ScoreView(
                    subjectKind,
                    id,
                    definition.name(),
                    definition.label(locale),
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    List.of(),
                    null,
                    List.of()));
  }

  @GetMapping("/{subjectKind}/{id}/history")
  @MayCall
  @Operation(
      operationId = "listScores",
      summary = "The scores a subject had with their parts, one a day, latest first")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<ScoreView> history(
      @PathVariable SubjectKind subjectKind,
      @PathVariable String id,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of());
    int limit = query.limit();
    LocalDate until = query.cursor().map(cursor -> before(cursor, query)).orElse(LAST_DAY);
    query.check();
    FigureSubject subject = visible(subjectKind, id, caller);
    ScoreDefinition definition = definition(subjectKind, id);
    return Page.of(
        scores.history(subject, until, limit + 1),
        limit,
        score -> new Page.Cursor(Instant.EPOCH, score.day().toString()),
        score -> view(score, definition, score.day(), locale));
  }

  private static LocalDate before(Page.Cursor cursor, Query query) {
    try {
      return LocalDate.parse(cursor.id()).minusDays(1);
    } catch (DateTimeException wrong) {
      query.wrong(FieldError.of("#query/cursor", "WRONG_CURSOR"));
      return LocalDate.EPOCH;
    }
  }

  private ScoreView view(Score score, ScoreDefinition definition, LocalDate on, Locale locale) {
    Score.GatePart gate = score.gate();
    return new ScoreView(
        score.subject().kind(),
        score.subject().id(),
        definition.name(),
        definition.label(locale),
        score.day(),
        score.value(),
        score.ageOn(on),
        score.isFreshOn(on),
        score.industry(),
        score.edition(),
        score.parts().stream()
            .map(
                part ->
                    new ScorePartView(
                        part.figure(),
                        label(part.figure(), locale),
                        part.windowDays(),
                        part.weight(),
                        part.raw(),
                        part.place(),
                        part.points()))
            .toList(),
        gate == null
            ? null
            : new ScoreGateView(
                gate.figure(),
                label(gate.figure(), locale),
                gate.windowDays(),
                gate.raw(),
                gate.most(),
                gate.failed()),
        score.bonus().stream()
            .map(
                one ->
                    new ScoreBonusView(
                        one.figure(),
                        label(one.figure(), locale),
                        one.windowDays(),
                        one.given(),
                        one.points()))
            .toList());
  }

  /** What the files name no more is shown by its name. */
  private String label(String figure, Locale locale) {
    return figureDefinitions
        .find(figure)
        .map((FigureDefinition one) -> one.label(locale))
        .orElse(figure);
  }

  private ScoreDefinition definition(SubjectKind kind, String id) {
    return definitions.of(kind).orElseThrow(() -> ApiProblem.notFound(id));
  }

  /** What is somebody else's is not there for a merchant. */
  private FigureSubject visible(SubjectKind kind, String id, Caller caller) {
    String owner = figures.owners(kind, List.of(PathIds.require(id))).get(id);
    if (owner == null || !(caller.readsAll() || caller.actsFor(owner))) {
      throw ApiProblem.notFound(id);
    }
    return new FigureSubject(kind, id);
  }
}
