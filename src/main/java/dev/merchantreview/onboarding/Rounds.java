package dev.merchantreview.onboarding;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rounds of review that were decided: what was handed in, and what was said to it. */
@Repository
class Rounds {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final SealedContent contents;
  private final ReviewItems items;

  Rounds(JdbcClient jdbc, JsonMapper json, SealedContent contents, ReviewItems items) {
    this.jdbc = jdbc;
    this.json = json;
    this.contents = contents;
    this.items = items;
  }

  /**
   * A decided round.
   *
   * @param byMachine whether no person looked
   * @param judged the verdict on each item; empty when no person looked
   */
  record Round(
      int round,
      ApplicationContent content,
      Instant decidedAt,
      String decidedBy,
      boolean byMachine,
      Verdict verdict,
      List<Problem> problems,
      @Nullable String reason,
      List<Judged> judged) {}

  /**
   * The verdict on one item.
   *
   * @param accepted false when a problem named it
   * @param round the round a person accepted it in: an earlier one when the verdict was carried
   *     over
   * @param by who accepted it then
   */
  record Judged(String key, String fingerprint, boolean accepted, int round, String by) {

    boolean isAbout(ReviewItems.Item item) {
      return key.equals(item.key()) && fingerprint.equals(item.fingerprint());
    }
  }

  /** Keeps how the present round was decided; a second decision on it replaces the first. */
  void close(
      StoreApplication application,
      Verdict verdict,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Instant now) {
    boolean machine = by.kind() != ActorRef.Kind.AUDITOR;
    List<Round> before = of(application.id());
    List<Judged> judged =
        machine
            ? judgedByMachine(application, before, problems)
            : judgedByPerson(application, before, by.id(), problems);
    jdbc.sql(
            """
            insert into store_application_round (case_id, round, content, submitted_at, decided_at, decided_by,
                by_machine, verdict, problems, reason, items)
            values (:caseId, :round, cast(:content as jsonb), :submittedAt, :decidedAt, :decidedBy, :byMachine,
                :verdict, cast(:problems as jsonb), :reason, cast(:items as jsonb))
            on conflict (case_id, round) do update set decided_at = excluded.decided_at,
                decided_by = excluded.decided_by, by_machine = excluded.by_machine, verdict = excluded.verdict,
                problems = excluded.problems, reason = excluded.reason, items = excluded.items
            """)
        .param("caseId", application.id().value())
        .param("round", application.round())
        .param("content", contents.seal(application.id(), application.content()))
        .param("submittedAt", Timestamp.from(application.submittedAt()))
        .param("decidedAt", Timestamp.from(now))
        .param("decidedBy", by.id())
        .param("byMachine", machine)
        .param("verdict", verdict.name())
        .param("problems", json.writeValueAsString(problems))
        .param("reason", reason)
        .param("items", json.writeValueAsString(judged))
        .update();
  }

  /** Oldest first. */
  List<Round> of(CaseId caseId) {
    return jdbc.sql(
            "select round, content, decided_at, decided_by, by_machine, verdict, problems, reason, items"
                + " from store_application_round where case_id = :caseId order by round")
        .param("caseId", caseId.value())
        .query((row, number) -> round(caseId, row))
        .list();
  }

  /** The latest verdict on an item with the very same content; empty when there is none. */
  static Optional<Judged> lastVerdict(List<Round> before, ReviewItems.Item item) {
    return before.reversed().stream()
        .flatMap(round -> round.judged().stream())
        .filter(judged -> judged.isAbout(item))
        .findFirst();
  }

  private List<Judged> judgedByPerson(
      StoreApplication application, List<Round> before, String reviewer, List<Problem> problems) {
    List<Judged> judged = new ArrayList<>();
    for (ReviewItems.Item item : items.of(application.submittedBy(), application.content())) {
      boolean accepted = problems.stream().noneMatch(problem -> item.isMeantBy(problem.pointer()));
      Optional<Judged> carried = lastVerdict(before, item).filter(Judged::accepted);
      judged.add(
          new Judged(
              item.key(),
              item.fingerprint(),
              accepted,
              accepted
                  ? carried.map(Judged::round).orElse(application.round())
                  : application.round(),
              accepted ? carried.map(Judged::by).orElse(reviewer) : reviewer));
    }
    return judged;
  }

  /** What a person accepted in this round stays accepted, but for what the machine names now. */
  private List<Judged> judgedByMachine(
      StoreApplication application, List<Round> before, List<Problem> problems) {
    List<ReviewItems.Item> meant =
        items.of(application.submittedBy(), application.content()).stream()
            .filter(
                item -> problems.stream().anyMatch(problem -> item.isMeantBy(problem.pointer())))
            .toList();
    return before.stream()
        .filter(round -> round.round() == application.round())
        .flatMap(round -> round.judged().stream())
        .map(
            judged ->
                meant.stream().anyMatch(judged::isAbout)
                    ? new Judged(
                        judged.key(), judged.fingerprint(), false, application.round(), judged.by())
                    : judged)
        .toList();
  }

  private Round round(CaseId caseId, ResultSet row) throws SQLException {
    return new Round(
        row.getInt("round"),
        contents.open(caseId, row.getString("content")),
        row.getTimestamp("decided_at").toInstant(),
        row.getString("decided_by"),
        row.getBoolean("by_machine"),
        Verdict.valueOf(row.getString("verdict")),
        json.readValue(row.getString("problems"), new TypeReference<List<Problem>>() {}),
        row.getString("reason"),
        json.readValue(row.getString("items"), new TypeReference<List<Judged>>() {}));
  }
}
