package dev.merchantreview.review;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.reconciliation.Finding;
import dev.merchantreview.reconciliation.Findings;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.TypedText;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The verdicts that did not count. Once is a slip; from the second verdict outside a person's
 * groups on, operators are told.
 */
@Repository
public class Refusals {

  private static final int TOLD_FROM = 2;

  private final JdbcClient jdbc;
  private final DatabaseLocks locks;
  private final History history;
  private final Findings findings;
  private final ReviewersProperties properties;
  private final Clock clock;
  private final MeterRegistry meters;

  Refusals(
      JdbcClient jdbc,
      DatabaseLocks locks,
      History history,
      Findings findings,
      ReviewersProperties properties,
      Clock clock,
      MeterRegistry meters) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.history = history;
    this.findings = findings;
    this.properties = properties;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * A verdict somebody gave.
   *
   * @param caseState the state it was given in
   */
  public record Given(CaseId caseId, String caseState, ReviewedTask task, Review review) {}

  /** A task came back: the caller puts that on record with what it changed of the case. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void returned(Given given, Refusal refusal) {
    keep(given, refusal, 0);
  }

  /**
   * A completion was denied on the spot. What a person may not judge is put on record; what they
   * forgot to fill in is not.
   *
   * @param attempt tells denials of one task apart: they are counted once each
   */
  @Transactional
  public void denied(Given given, Refusal refusal, long attempt) {
    boolean first = keep(given, refusal, attempt);
    boolean person = refusal.rule() == Refusal.Rule.GROUP || refusal.rule() == Refusal.Rule.PERSON;
    if (first && person) {
      history.append(
          new CaseEvent(
              given.caseId(),
              ActorRef.SYSTEM,
              "VERDICT_DENIED",
              null,
              null,
              given.task().elementId(),
              refusal.details(given.review())));
    }
  }

  private boolean keep(Given given, Refusal refusal, long attempt) {
    String reviewer = given.review().reviewer().map(Refusal::shown).orElse("");
    // Two at once would each count as the first, and nobody would be told.
    locks.hold(DatabaseLock.REFUSED_PERSON, TypedText.normal(reviewer));
    boolean first =
        jdbc.sql(
                    """
                    insert into review_refused_verdict
                        (task_key, attempt, case_id, element_id, required_group, rule, person, reviewer, refused_at)
                    values (:taskKey, :attempt, :caseId, :elementId, :group, :rule, :person, :reviewer, :now)
                    on conflict do nothing
                    """)
                .param("taskKey", given.review().taskKey())
                .param("attempt", attempt)
                .param("caseId", given.caseId().value())
                .param("elementId", given.task().elementId())
                .param("group", given.task().group())
                .param("rule", refusal.rule().name())
                .param("person", TypedText.normal(reviewer))
                .param("reviewer", reviewer)
                .param("now", Timestamp.from(clock.instant()))
                .update()
            > 0;
    if (first) {
      meters
          .counter(
              "merchantreview.verdicts.refused",
              "rule",
              refusal.rule().name(),
              "group",
              given.task().group())
          .increment();
      if (refusal.rule() == Refusal.Rule.GROUP) {
        tellOperators(given, TypedText.normal(reviewer));
      }
    }
    return first;
  }

  private void tellOperators(Given given, String person) {
    if (refusedOutsideGroups(person) < TOLD_FROM) {
      return;
    }
    findings.keepLatest(
        new Finding(
            given.caseId(),
            given.caseState(),
            Finding.Kind.VERDICTS_REFUSED,
            outsideGroup(given.caseId()).stream()
                .map(name -> "%s ×%d".formatted(name, refusedOutsideGroups(TypedText.normal(name))))
                .collect(Collectors.joining(", ")),
            clock.instant()));
  }

  private long refusedOutsideGroups(String person) {
    return jdbc.sql(
            "select count(*) from review_refused_verdict where person = :person and rule = 'GROUP'"
                + " and refused_at > :since")
        .param("person", person)
        .param("since", Timestamp.from(clock.instant().minus(properties.refusalsCounted())))
        .query(Long.class)
        .single();
  }

  /** Who gave verdicts on a case without being in the task's group, as a form may show them. */
  @Transactional(readOnly = true)
  public List<String> outsideGroup(CaseId caseId) {
    return jdbc.sql(
            "select min(reviewer) from review_refused_verdict where case_id = :caseId and rule = 'GROUP'"
                + " group by person order by min(refused_at) limit 20")
        .param("caseId", caseId.value())
        .query((row, number) -> row.getString(1))
        .list();
  }
}
