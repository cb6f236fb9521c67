package dev.merchantreview.review;

import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.history.History;
import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the events of a case say of its rounds: for those that were decided before their evidence
 * was kept with them, and those that ended without a verdict.
 */
@Component
class RoundHistory {

  private static final int PART = 500;

  /** What begins a round; told without its number, it is the first. */
  static final Set<String> BEGINNINGS =
      Set.of(
          "SUBMITTED",
          "RESUBMITTED",
          "QUALIFICATION_SUBMITTED",
          "CLOSURE_REQUESTED",
          "STORE_REVIEW_BEGUN",
          "STORE_PAPERS_HANDED_IN");

  /** A balance moved: the tables were asked again, and what they said is reviewed. */
  private static final String TABLES_AGAIN = "REVIEW_AGAIN";

  private final History history;
  private final JsonMapper json;

  RoundHistory(History history, JsonMapper json) {
    this.history = history;
    this.json = json;
  }

  /** What is known of one round. */
  static final class Told {

    private @Nullable Instant submittedAt;
    private @Nullable String submittedBy;
    private @Nullable ReviewClock clock;
    private final List<GivenVerdict> verdicts = new ArrayList<>();
    private final List<Examination> examinations = new ArrayList<>();

    @Nullable Instant submittedAt() {
      return submittedAt;
    }

    @Nullable String submittedBy() {
      return submittedBy;
    }

    @Nullable ReviewClock clock() {
      return clock;
    }

    List<GivenVerdict> verdicts() {
      return verdicts;
    }

    List<Examination> examinations() {
      return examinations;
    }

    /** When reviewers gave their last verdict on it; null when they gave none. */
    @Nullable Instant reviewedAt() {
      return verdicts.reversed().stream()
          .filter(one -> one.by().kind() == ActorRef.Kind.AUDITOR)
          .map(GivenVerdict::at)
          .findFirst()
          .orElse(null);
    }
  }

  /** By the number of each round. */
  Map<Integer, Told> of(Reviewed<?> type, CaseId caseId) {
    Map<Integer, Told> rounds = new TreeMap<>();
    int round = 0;
    long after = 0;
    List<RecordedEvent> part;
    do {
      part = history.of(caseId, after, PART);
      for (RecordedEvent event : part) {
        round = roundOf(event, round);
        if (round > 0) {
          tell(type, event, rounds.computeIfAbsent(round, first -> new Told()));
        }
        after = event.seq();
      }
    } while (part.size() == PART);
    return rounds;
  }

  private static int roundOf(RecordedEvent event, int before) {
    JsonNode number = event.details().path("round");
    if (number.isInt()) {
      return number.intValue();
    }
    return BEGINNINGS.contains(event.action()) && before == 0 ? 1 : before;
  }

  private void tell(Reviewed<?> type, RecordedEvent event, Told round) {
    JsonNode details = event.details();
    if (BEGINNINGS.contains(event.action())) {
      round.submittedAt = event.at();
      round.submittedBy = event.actor().id();
    }
    if (details.has("checks") || event.action().equals(TABLES_AGAIN)) {
      round.examinations.add(
          new Examination(
              event.at(), event.elementId(), rules(json, details.path("checks")), tables(details)));
    }
    if (details.has("auditDueAt") && details.has("days")) {
      round.clock = clock(event, details, round.clock);
    }
    verdict(type, event).ifPresent(round.verdicts::add);
  }

  static List<RuleResult> rules(JsonMapper json, JsonNode checks) {
    return checks.valueStream().map(one -> json.treeToValue(one, RuleResult.class)).toList();
  }

  /** Whether a detail is what a decision table was asked and answered. */
  static boolean isTable(JsonNode detail) {
    return detail.path("decision").isString() && detail.has("rules");
  }

  /** Every decision table an event names among its details. */
  private List<Map<String, Object>> tables(JsonNode details) {
    return details
        .valueStream()
        .filter(RoundHistory::isTable)
        .map(one -> json.<Map<String, Object>>treeToValue(one, json.constructType(Map.class)))
        .toList();
  }

  private static ReviewClock clock(
      RecordedEvent event, JsonNode details, @Nullable ReviewClock before) {
    ReviewClock told =
        new ReviewClock(
            Instant.parse(details.path("remindAt").asString()),
            Instant.parse(details.path("auditDueAt").asString()),
            details.path("provisional").asBoolean(),
            details.path("daysUsedBefore").asInt(),
            details.path("days").valueStream().map(day -> day(day.asString())).toList(),
            before == null ? null : before.remindedAt(),
            before == null ? null : before.escalatedAt());
    return switch (event.action()) {
      case "AUDITOR_REMINDED" -> told.reminded(event.at());
      case "AUDIT_OVERDUE" -> told.escalated(event.at());
      default -> told;
    };
  }

  /** As {@link ReviewClock#described} writes it. */
  private static DueTime.Day day(String text) {
    int space = text.indexOf(' ');
    return new DueTime.Day(
        LocalDate.parse(text.substring(0, space)), DueTime.Kind.valueOf(text.substring(space + 1)));
  }

  private static Optional<GivenVerdict> verdict(Reviewed<?> type, RecordedEvent event) {
    JsonNode details = event.details();
    boolean person =
        event.actor().kind() == ActorRef.Kind.AUDITOR
            && details.has("taskKey")
            && details.has("round");
    boolean sentBack =
        event.action().equals("SENT_BACK") || event.action().equals("REJECTED_TOO_MANY_ROUNDS");
    boolean rejected = event.action().startsWith("REJECT") || event.action().contains("REFUSED");
    if (!person && !sentBack && !(rejected && event.fromState() != null)) {
      return Optional.empty();
    }
    Optional<ReviewedTask> task =
        person && event.elementId() != null
            ? type.tasks().stream().filter(one -> one.isAt(event.elementId())).findFirst()
            : Optional.empty();
    return Optional.of(
        new GivenVerdict(
            sentBack ? Verdict.SENT_BACK : rejected ? Verdict.REJECTED : Verdict.APPROVED,
            event.actor(),
            event.at(),
            task.map(ReviewedTask::elementId).orElse(null),
            task.map(ReviewedTask::group).orElse(null),
            person ? details.path("taskKey").asLong() : null,
            problems(details.path("problems"), person),
            details.path("reason").isString() ? details.path("reason").asString() : null));
  }

  private static List<Problem> problems(JsonNode problems, boolean person) {
    return problems
        .valueStream()
        .map(
            one ->
                new Problem(
                    one.path("pointer").asString(""),
                    one.path("code").asString(""),
                    one.path("note").isString() ? one.path("note").asString() : null,
                    person ? Problem.Source.AUDITOR : Problem.Source.MACHINE))
        .toList();
  }
}
