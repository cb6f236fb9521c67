package dev.merchantreview.review.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.Examination;
import dev.merchantreview.review.GivenVerdict;
import dev.merchantreview.review.OwnersSight;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.review.Round;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Shows rounds of review to whoever may see them. */
@Component
class RoundViews {

  private final ReviewedTypes types;
  private final OwnersSight sight;
  private final WorkingCalendar calendar;
  private final JsonMapper json;

  RoundViews(ReviewedTypes types, OwnersSight sight, WorkingCalendar calendar, JsonMapper json) {
    this.types = types;
    this.sight = sight;
    this.calendar = calendar;
    this.json = json;
  }

  /** How much of a round somebody is shown. */
  enum Sight {
    /** Who runs or audits the service: all of it. */
    WHOLE,
    /** Who handed it in: without what is internal. */
    OWNER,
    /** Who is a side of the case: that it was handed in, and what it came to. */
    SIDE
  }

  RoundView of(CaseId caseId, Round round, Sight sight, Locale locale) {
    return sight == Sight.SIDE
        ? side(round)
        : new View(types.of(caseId), sight == Sight.WHOLE, locale).of(round);
  }

  private RoundView side(Round round) {
    return new RoundView(
        round.number(),
        round.standing(),
        at(round.submittedAt()),
        null,
        null,
        round.erased(),
        List.of(),
        round.verdict(),
        List.of(),
        null,
        at(round.decidedAt()),
        null,
        List.of(),
        List.of(),
        null,
        null,
        round.source());
  }

  private @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : time(instant);
  }

  private OffsetDateTime time(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }

  /** Shows the rounds of cases of one type to one caller. */
  private final class View {

    private final Reviewed<?> type;
    private final boolean whole;
    private final Locale locale;

    View(Reviewed<?> type, boolean whole, Locale locale) {
      this.type = type;
      this.whole = whole;
      this.locale = locale;
    }

    RoundView of(Round round) {
      return new RoundView(
          round.number(),
          round.standing(),
          at(round.submittedAt()),
          round.submittedBy(),
          round.content() == null ? null : json.valueToTree(round.content()),
          round.erased(),
          round.items().stream().map(this::item).toList(),
          round.verdict(),
          problems(round.problems()),
          round.reason(),
          at(round.decidedAt()),
          round.decidedBy() == null ? null : decider(round.decidedBy()),
          round.verdicts().stream().map(this::verdict).toList(),
          round.examinations().stream()
              .map(this::examination)
              .filter(one -> whole || !one.rules().isEmpty())
              .toList(),
          round.clock() == null ? null : due(round.clock(), round.reviewedAt()),
          round.deadlineKept(),
          round.source());
    }

    private RoundView.ItemView item(Round.Item item) {
      Boolean accepted = item.accepted();
      return new RoundView.ItemView(
          item.item().pointer(),
          item.item().label().in(locale),
          item.item().value(),
          item.item().isDocument(),
          accepted == null
              ? null
              : accepted ? RoundView.ItemVerdict.ACCEPTED : RoundView.ItemVerdict.PROBLEM,
          item.round(),
          whole ? item.by() : null);
    }

    private List<RoundView.ProblemView> problems(List<Problem> problems) {
      return problems.stream()
          .map(
              one ->
                  new RoundView.ProblemView(
                      one.pointer(),
                      one.code(),
                      type.table().message(one.code(), locale),
                      one.note(),
                      one.from()))
          .toList();
    }

    private RoundView.DeciderView decider(ActorRef by) {
      return new RoundView.DeciderView(
          by.kind(), whole || by.kind() != ActorRef.Kind.AUDITOR ? by.id() : null);
    }

    private RoundView.VerdictView verdict(GivenVerdict given) {
      return new RoundView.VerdictView(
          given.verdict(),
          time(given.at()),
          decider(given.by()),
          whole ? given.elementId() : null,
          whole ? given.group() : null,
          whole && given.taskKey() != null ? Long.toString(given.taskKey()) : null,
          problems(given.problems()),
          given.reason());
    }

    private RoundView.ExaminationView examination(Examination examination) {
      return new RoundView.ExaminationView(
          time(examination.at()),
          whole ? examination.elementId() : null,
          (whole ? examination.rules() : sight.rules(type, examination.rules()))
              .stream().map(this::rule).toList(),
          whole
              ? examination.tables().stream()
                  .filter(table -> table.get("decision") != null)
                  .map(this::table)
                  .toList()
              : List.of());
    }

    private RoundView.RuleView rule(RuleResult rule) {
      return new RoundView.RuleView(
          rule.rule(),
          type.ruleName(rule.rule()).map(name -> name.in(locale)).orElseGet(rule::rule),
          rule.version(),
          rule.outcome(),
          whole ? json.valueToTree(rule.inputs()) : null,
          problems(rule.problems()),
          problems(rule.findings()));
    }

    private RoundView.TableView table(Map<String, Object> table) {
      Object rules = table.get("rules");
      Object version = table.get("version");
      return new RoundView.TableView(
          String.valueOf(table.get("decision")),
          version instanceof Number number ? number.intValue() : 0,
          table.get("edition") instanceof Number edition ? edition.intValue() : null,
          table.get("inForceSince") instanceof String since ? LocalDate.parse(since) : null,
          table.get("notice") instanceof String notice ? notice : null,
          table.get("sha256") instanceof String sha256 ? sha256 : null,
          rules instanceof List<?> rows ? rows.stream().map(String::valueOf).toList() : List.of(),
          table.get("inputs") == null ? null : json.valueToTree(table.get("inputs")),
          table.get("output") == null ? null : json.writeValueAsString(table.get("output")),
          table.get("diagramAgrees") instanceof Boolean agrees ? agrees : null);
    }

    private RoundView.DueView due(ReviewClock clock, @Nullable Instant reviewedAt) {
      return new RoundView.DueView(
          time(clock.dueAt()),
          time(clock.remindAt()),
          clock.provisional(),
          clock.daysUsedBefore(),
          clock.days().stream()
              .map(
                  day ->
                      new RoundView.DayView(
                          day.date(), day.kind(), day.kind().isWorked(), day.kind().label(locale)))
              .toList(),
          whole ? at(clock.remindedAt()) : null,
          whole ? at(clock.escalatedAt()) : null,
          at(reviewedAt));
    }
  }
}
