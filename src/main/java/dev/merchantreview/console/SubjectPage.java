package dev.merchantreview.console;

import dev.merchantreview.figure.Figure;
import dev.merchantreview.figure.FigureDefinition;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.programme.ProgrammeSubjects;
import dev.merchantreview.score.Score;
import dev.merchantreview.score.ScoreDefinition;
import dev.merchantreview.score.ScoreDefinitions;
import dev.merchantreview.score.Scores;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.PathIds;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * How a store, a merchant, a streamer or a provider stands: scores over time, memberships, duties,
 * figures.
 */
@Controller
@Hidden
class SubjectPage {

  private static final String PATH = ConsolePaths.ROOT + "/subjects";

  /** As many days as a score looks back; ours. */
  private static final int DAYS = 90;

  private final ProgrammeSubjects subjects;
  private final MembershipRows memberships;
  private final DutyRows duties;
  private final Scores scores;
  private final ScoreDefinitions scoreDefinitions;
  private final Figures figures;
  private final FigureDefinitions figureDefinitions;
  private final CategoryWords words;

  SubjectPage(
      ProgrammeSubjects subjects,
      MembershipRows memberships,
      DutyRows duties,
      Scores scores,
      ScoreDefinitions scoreDefinitions,
      Figures figures,
      FigureDefinitions figureDefinitions,
      CategoryWords words) {
    this.subjects = subjects;
    this.memberships = memberships;
    this.duties = duties;
    this.scores = scores;
    this.scoreDefinitions = scoreDefinitions;
    this.figures = figures;
    this.figureDefinitions = figureDefinitions;
    this.words = words;
  }

  /** Where the page of a subject is. */
  static String path(SubjectKind kind, String id) {
    return PATH + "/" + kind + "/" + id;
  }

  /**
   * A part of a score.
   *
   * @param raw and the others: empty where there is none
   */
  record Part(String label, String weight, String raw, String place, String points) {}

  /**
   * The gate of the latest day.
   *
   * @param raw empty where there was no figure, and so no score
   * @param most what the figure may be at most
   * @param failed whether it held the score at its lowest
   */
  record Gate(String label, String raw, String most, boolean failed) {}

  /**
   * A score over time.
   *
   * @param value of the latest day; empty where there is none
   * @param gate null where the terms have none
   * @param pledges those that added points
   * @param chart null where no day had a score
   */
  record ScoreShown(
      String label,
      String day,
      String value,
      String industry,
      int edition,
      List<Part> parts,
      @Nullable Gate gate,
      List<String> pledges,
      @Nullable ScoreChart chart) {}

  /** A figure that counts now. */
  record FigureShown(String label, String value, int window, String asOf, boolean fresh) {}

  @GetMapping(PATH + "/{kind}/{id}")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String subject(@PathVariable String kind, @PathVariable String id, Model model, Locale locale) {
    SubjectKind of =
        Arrays.stream(SubjectKind.values())
            .filter(one -> one.name().equals(kind))
            .findFirst()
            .orElseThrow(() -> ApiProblem.notFound(kind));
    String owner =
        subjects.ownerOf(of, PathIds.require(id)).orElseThrow(() -> ApiProblem.notFound(id));
    FigureSubject subject = new FigureSubject(of, id);
    model.addAttribute("kind", of);
    model.addAttribute("id", id);
    model.addAttribute("owner", owner);
    model.addAttribute("isCase", of == SubjectKind.STORE || of == SubjectKind.PROVIDER);
    model.addAttribute("memberships", memberships.of(of, id, locale));
    model.addAttribute("duties", duties.of(of, id, locale));
    model.addAttribute("score", score(subject, locale).orElse(null));
    model.addAttribute("figures", figures(subject, locale));
    model.addAttribute("sheets", List.of("case.css"));
    return "console/subject";
  }

  private Optional<ScoreShown> score(FigureSubject subject, Locale locale) {
    LocalDate today = scores.today();
    List<Score> history = scores.history(subject, today, DAYS);
    Optional<ScoreDefinition> definition = scoreDefinitions.of(subject.kind());
    if (history.isEmpty() || definition.isEmpty()) {
      return Optional.empty();
    }
    Score latest = history.getFirst();
    return Optional.of(
        new ScoreShown(
            definition.get().label(locale),
            latest.day().toString(),
            text(latest.value()),
            latest.industry() == null ? "" : words.industry(latest.industry(), locale),
            latest.edition(),
            latest.parts().stream()
                .map(
                    part ->
                        new Part(
                            label(part.figure(), locale),
                            part.weight().toPlainString(),
                            text(part.raw()),
                            text(part.place()),
                            text(part.points())))
                .toList(),
            gate(latest.gate(), locale),
            latest.bonus().stream()
                .filter(Score.BonusPart::given)
                .map(one -> label(one.figure(), locale) + " +" + one.points().toPlainString())
                .toList(),
            ScoreChart.of(history, today)));
  }

  private @Nullable Gate gate(Score.@Nullable GatePart gate, Locale locale) {
    return gate == null
        ? null
        : new Gate(
            label(gate.figure(), locale),
            text(gate.raw()),
            gate.most().toPlainString(),
            gate.failed());
  }

  private List<FigureShown> figures(FigureSubject subject, Locale locale) {
    LocalDate today = figures.today();
    return figures.on(subject, today).stream()
        .sorted(Comparator.comparing(Figure::name).thenComparing(Figure::windowDays))
        .map(
            figure ->
                new FigureShown(
                    label(figure.name(), locale),
                    figure.value().toPlainString(),
                    figure.windowDays(),
                    figure.asOf().toString(),
                    figure.isFreshOn(today)))
        .toList();
  }

  private String label(String figure, Locale locale) {
    return figureDefinitions
        .find(figure)
        .map((FigureDefinition one) -> one.label(locale))
        .orElse(figure);
  }

  private static String text(@Nullable BigDecimal number) {
    return number == null ? "" : number.toPlainString();
  }
}
