package dev.merchantreview.console;

import dev.merchantreview.review.Examination;
import dev.merchantreview.review.GivenVerdict;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.review.Round;
import dev.merchantreview.review.Rounds;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.PersonalField;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What was handed in in each round and what was said to it, side by side. */
@Component
class RoundsSection implements CaseSection {

  /** As many as are read beside each other on a screen (ours). */
  private static final int COLUMNS = 6;

  /** More rounds of one case than are ever shown together. */
  private static final int MOST = 1_000;

  private final Rounds rounds;
  private final ReviewedTypes types;
  private final MaskedData masked;
  private final ConsoleTimes times;
  private final JsonMapper json;

  RoundsSection(
      Rounds rounds, ReviewedTypes types, MaskedData masked, ConsoleTimes times, JsonMapper json) {
    this.rounds = rounds;
    this.types = types;
    this.masked = masked;
    this.times = times;
    this.json = json;
  }

  @Override
  public int order() {
    return 210;
  }

  @Override
  public String id() {
    return "rounds";
  }

  @Override
  public String titleKey() {
    return "rounds.title";
  }

  @Override
  public String template() {
    return "console/case/rounds";
  }

  @Override
  public @Nullable Object model(CaseId caseId, Caller caller, Locale locale) {
    List<Round> all = rounds.of(caseId, 0, MOST);
    if (all.isEmpty()) {
      return null;
    }
    List<Round> shown = all.subList(Math.max(0, all.size() - COLUMNS), all.size());
    Reviewed<?> type = types.of(caseId);
    return new RoundsTable(
        caseId.value(),
        shown.stream().map(round -> column(type, round, locale)).toList(),
        rows(caseId, shown, locale),
        all.size() - shown.size(),
        masked.isOf(caseId));
  }

  private RoundsTable.Column column(Reviewed<?> type, Round round, Locale locale) {
    ReviewClock clock = round.clock();
    return new RoundsTable.Column(
        round.number(),
        round.standing().name(),
        times.minute(round.submittedAt()),
        round.submittedBy() == null ? "" : round.submittedBy(),
        round.verdict() == null ? null : round.verdict().name(),
        times.minute(round.decidedAt()),
        clock == null ? "" : times.last(clock.dueAt()),
        clock == null
            ? List.of()
            : clock.days().stream()
                .map(day -> times.monthAndDay(day.date()) + " " + day.kind().label(locale))
                .toList(),
        round.deadlineKept(),
        round.reason(),
        lines(type, round.problems(), round.items(), locale),
        round.verdicts().stream().map(this::given).toList(),
        round.examinations().stream().map(one -> look(type, one, locale)).toList(),
        round.erased(),
        round.source() == Round.Source.HISTORY);
  }

  private static List<RoundsTable.Line> lines(
      Reviewed<?> type, List<Problem> problems, List<Round.Item> items, Locale locale) {
    return problems.stream()
        .map(
            problem ->
                new RoundsTable.Line(
                    items.stream()
                        .map(Round.Item::item)
                        .filter(item -> item.isMeantBy(problem.pointer()))
                        .map(item -> item.label().in(locale))
                        .findFirst()
                        .orElse(problem.pointer()),
                    type.table().message(problem.code(), locale),
                    problem.note(),
                    problem.from().name()))
        .toList();
  }

  private RoundsTable.Given given(GivenVerdict verdict) {
    return new RoundsTable.Given(
        verdict.verdict().name(),
        times.minute(verdict.at()),
        verdict.by().kind().name(),
        verdict.by().id(),
        verdict.elementId(),
        verdict.group());
  }

  private RoundsTable.Look look(Reviewed<?> type, Examination looked, Locale locale) {
    return new RoundsTable.Look(
        times.minute(looked.at()),
        looked.rules().stream().map(rule -> rule(type, rule, locale)).toList(),
        looked.tables().stream().map(table -> table(table, locale)).toList());
  }

  private RoundsTable.Rule rule(Reviewed<?> type, RuleResult rule, Locale locale) {
    return new RoundsTable.Rule(
        type.ruleName(rule.rule()).map(name -> name.in(locale)).orElseGet(rule::rule),
        rule.outcome().name(),
        rule.version(),
        json.writeValueAsString(rule.inputs()),
        Stream.concat(rule.problems().stream(), rule.findings().stream())
            .map(
                one ->
                    type.table().message(one.code(), locale)
                        + (one.note() == null ? "" : " " + one.note()))
            .toList());
  }

  private RoundsTable.Table table(Map<String, Object> table, Locale locale) {
    return new RoundsTable.Table(
        text(table.get("decision")),
        text(table.get("version")),
        text(table.get("edition")),
        table.get("inForceSince") instanceof String since
            ? times.date(LocalDate.parse(since), locale)
            : "",
        text(table.get("notice")),
        text(table.get("rules")),
        text(table.get("inputs")),
        text(table.get("output")));
  }

  private String text(@Nullable Object value) {
    return value == null
        ? ""
        : value instanceof String text ? text : json.writeValueAsString(value);
  }

  /** The fields in the order of the latest round that has any; those it has no more come last. */
  private List<RoundsTable.Row> rows(CaseId caseId, List<Round> rounds, Locale locale) {
    Map<String, ReviewItem> fields = new LinkedHashMap<>();
    for (Round round : rounds.reversed()) {
      round.items().forEach(one -> fields.putIfAbsent(one.item().pointer(), one.item()));
    }
    List<RoundsTable.Row> rows = new ArrayList<>();
    fields.forEach(
        (pointer, item) -> {
          List<RoundsTable.Cell> cells = new ArrayList<>();
          Optional<ReviewItem> before = Optional.empty();
          for (Round round : rounds) {
            Optional<Round.Item> now =
                round.items().stream()
                    .filter(one -> one.item().pointer().equals(pointer))
                    .findFirst();
            cells.add(
                cell(
                    round,
                    now,
                    before,
                    round == rounds.getLast()
                        ? now.map(Round.Item::item)
                            .map(one -> masked.in(caseId, pointer, one.value()))
                            .orElseGet(List::of)
                        : List.of()));
            before = now.map(Round.Item::item).or(() -> Optional.empty());
          }
          rows.add(new RoundsTable.Row(item.label().in(locale), List.copyOf(cells)));
        });
    return List.copyOf(rows);
  }

  private static RoundsTable.Cell cell(
      Round round,
      Optional<Round.Item> now,
      Optional<ReviewItem> before,
      List<PersonalField> masked) {
    if (now.isEmpty()) {
      return new RoundsTable.Cell(null, null, null, null, null, before.isPresent(), List.of());
    }
    Round.Item one = now.get();
    Boolean accepted = one.accepted();
    Integer judged = one.round();
    return new RoundsTable.Cell(
        one.item().value(),
        one.item().isDocument() ? one.item().value() : null,
        accepted == null ? null : accepted ? "ACCEPTED" : "PROBLEM",
        judged == null || judged == round.number() ? null : judged,
        one.by(),
        before.filter(then -> isOther(then, one.item())).isPresent(),
        masked.stream().map(Enum::name).toList());
  }

  /** What was erased cannot be compared but by what is left of it. */
  private static boolean isOther(ReviewItem then, ReviewItem now) {
    return !then.isSameAs(now) || !then.value().equals(now.value());
  }
}
