package dev.merchantreview.review;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rounds of review that were decided: what was handed in, and what was said to it. */
@Repository
public class DecidedRounds {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  DecidedRounds(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * A round that is decided now.
   *
   * @param content JSON, personal data sealed
   * @param items what was judged
   */
  public record Decision(
      CaseId caseId,
      int round,
      String content,
      Instant submittedAt,
      List<ReviewItem> items,
      Verdict verdict,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Instant at) {}

  /** Keeps how a round was decided; a second decision on it replaces the first. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void close(Decision decision) {
    boolean machine = decision.by().kind() != ActorRef.Kind.AUDITOR;
    List<DecidedRound<String>> before = of(decision.caseId(), Function.identity());
    List<DecidedRound.Judged> judged =
        machine ? judgedByMachine(decision, before) : judgedByPerson(decision, before);
    jdbc.sql(
            """
            insert into review_round (case_id, round, content, submitted_at, decided_at, decided_by,
                by_machine, verdict, problems, reason, items)
            values (:caseId, :round, cast(:content as jsonb), :submittedAt, :decidedAt, :decidedBy, :byMachine,
                :verdict, cast(:problems as jsonb), :reason, cast(:items as jsonb))
            on conflict (case_id, round) do update set decided_at = excluded.decided_at,
                decided_by = excluded.decided_by, by_machine = excluded.by_machine, verdict = excluded.verdict,
                problems = excluded.problems, reason = excluded.reason, items = excluded.items
            """)
        .param("caseId", decision.caseId().value())
        .param("round", decision.round())
        .param("content", decision.content())
        .param("submittedAt", Timestamp.from(decision.submittedAt()))
        .param("decidedAt", Timestamp.from(decision.at()))
        .param("decidedBy", decision.by().id())
        .param("byMachine", machine)
        .param("verdict", decision.verdict().name())
        .param("problems", json.writeValueAsString(decision.problems()))
        .param("reason", decision.reason())
        .param("items", json.writeValueAsString(judged))
        .update();
  }

  /**
   * A case's decided rounds, oldest first.
   *
   * @param open makes the content of what is kept
   */
  @Transactional(readOnly = true)
  public <C> List<DecidedRound<C>> of(CaseId caseId, Function<String, C> open) {
    return jdbc.sql(
            "select round, content, decided_at, decided_by, by_machine, verdict, problems, reason, items"
                + " from review_round where case_id = :caseId order by round")
        .param("caseId", caseId.value())
        .query(
            (row, number) ->
                new DecidedRound<>(
                    row.getInt("round"),
                    open.apply(row.getString("content")),
                    row.getTimestamp("decided_at").toInstant(),
                    row.getString("decided_by"),
                    row.getBoolean("by_machine"),
                    Verdict.valueOf(row.getString("verdict")),
                    json.readValue(
                        row.getString("problems"), new TypeReference<List<Problem>>() {}),
                    row.getString("reason"),
                    json.readValue(
                        row.getString("items"), new TypeReference<List<DecidedRound.Judged>>() {})))
        .list();
  }

  /** The person who gave the last verdict on a case; empty while nobody has. */
  @Transactional(readOnly = true)
  public Optional<String> lastReviewer(CaseId caseId) {
    return jdbc.sql(
            "select decided_by from review_round where case_id = :caseId and not by_machine"
                + " order by round desc limit 1")
        .param("caseId", caseId.value())
        .query(String.class)
        .optional();
  }

  private static List<DecidedRound.Judged> judgedByPerson(
      Decision decision, List<DecidedRound<String>> before) {
    String reviewer = decision.by().id();
    List<DecidedRound.Judged> judged = new ArrayList<>();
    for (ReviewItem item : decision.items()) {
      boolean accepted =
          decision.problems().stream().noneMatch(problem -> item.isMeantBy(problem.pointer()));
      Optional<DecidedRound.Judged> carried =
          DecidedRound.lastVerdict(before, item).filter(DecidedRound.Judged::accepted);
      judged.add(
          new DecidedRound.Judged(
              item.key(),
              item.fingerprint(),
              accepted,
              accepted
                  ? carried.map(DecidedRound.Judged::round).orElse(decision.round())
                  : decision.round(),
              accepted ? carried.map(DecidedRound.Judged::by).orElse(reviewer) : reviewer));
    }
    return judged;
  }

  /** What a person accepted in this round stays accepted, except what the machine names now. */
  private static List<DecidedRound.Judged> judgedByMachine(
      Decision decision, List<DecidedRound<String>> before) {
    List<ReviewItem> meant =
        decision.items().stream()
            .filter(
                item ->
                    decision.problems().stream()
                        .anyMatch(problem -> item.isMeantBy(problem.pointer())))
            .toList();
    return before.stream()
        .filter(round -> round.round() == decision.round())
        .flatMap(round -> round.judged().stream())
        .map(
            judged ->
                meant.stream().anyMatch(judged::isAbout)
                    ? new DecidedRound.Judged(
                        judged.key(), judged.fingerprint(), false, decision.round(), judged.by())
                    : judged)
        .toList();
  }
}
