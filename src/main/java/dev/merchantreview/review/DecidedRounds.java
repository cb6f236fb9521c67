package dev.merchantreview.review;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** The rounds of review that were decided: what was handed in, and what was said to it. */
@Repository
public class DecidedRounds {

  private final JdbcClient jdbc;
  private final JsonColumns json;

  DecidedRounds(JdbcClient jdbc, JsonColumns json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * A round that is decided now.
   *
   * @param round as the decision left it
   * @param content what was handed in, and what of it was judged
   */
  public record Decision(
      CaseId caseId,
      ReviewRound round,
      Reviewed.RoundContent content,
      Verdict verdict,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Instant at) {

    boolean isByPerson() {
      return by.kind() == ActorRef.Kind.AUDITOR;
    }
  }

  /**
   * A decided round as it is kept, its content unread. What is null was not kept then.
   *
   * @param decidedKind whether a reviewer, the service itself or a provider decided last
   * @param clock when its review was due; null also where no review began
   * @param reviewedAt when reviewers had done with it; null also where no review began
   */
  record Kept(
      int round,
      String content,
      Instant submittedAt,
      @Nullable String submittedBy,
      Instant decidedAt,
      String decidedBy,
      ActorRef.@Nullable Kind decidedKind,
      boolean byMachine,
      Verdict verdict,
      List<Problem> problems,
      @Nullable String reason,
      List<DecidedRound.Judged> judged,
      @Nullable List<GivenVerdict> verdicts,
      @Nullable List<Examination> examinations,
      @Nullable ReviewClock clock,
      @Nullable Instant reviewedAt) {}

  /**
   * Keeps how a round was decided. A second decision on it replaces the first, whose verdict and
   * evidence stay beside the new ones.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void close(Decision decision) {
    ReviewRound round = decision.round();
    List<DecidedRound<String>> before = of(decision.caseId(), Function.identity());
    List<DecidedRound.Judged> judged =
        decision.isByPerson()
            ? judgedByPerson(decision, before)
            : judgedByMachine(decision, before);
    Optional<Kept> first = kept(decision.caseId(), round.number(), 1).stream().findFirst();
    // A clock of reviewers is theirs: what becomes of the round after they had done is not late.
    Optional<Kept> reviewed = first.filter(kept -> kept.clock() != null && !decision.isByPerson());
    ReviewClock clock = reviewed.map(Kept::clock).orElse(round.lastClock());
    Instant reviewedAt =
        clock == null ? null : reviewed.map(Kept::reviewedAt).orElse(decision.at());
    jdbc.sql(
            """
            insert into review_round (case_id, round, content, submitted_at, submitted_by, decided_at, decided_by,
                decided_kind, by_machine, verdict, problems, reason, items, verdicts, examinations, clock, reviewed_at)
            values (:caseId, :round, cast(:content as jsonb), :submittedAt, :submittedBy, :decidedAt, :decidedBy,
                :decidedKind, :byMachine, :verdict, cast(:problems as jsonb), :reason, cast(:items as jsonb),
                cast(:verdicts as jsonb), cast(:examinations as jsonb), cast(:clock as jsonb), :reviewedAt)
            on conflict (case_id, round) do update set decided_at = excluded.decided_at,
                decided_by = excluded.decided_by, decided_kind = excluded.decided_kind,
                by_machine = excluded.by_machine, verdict = excluded.verdict, problems = excluded.problems,
                reason = excluded.reason, items = excluded.items,
                verdicts = coalesce(review_round.verdicts, '[]') || excluded.verdicts,
                examinations = coalesce(review_round.examinations, '[]') || excluded.examinations,
                clock = excluded.clock, reviewed_at = excluded.reviewed_at
            """)
        .param("caseId", decision.caseId().value())
        .param("round", round.number())
        .param("content", decision.content().json())
        .param("submittedAt", Timestamp.from(round.submittedAt()))
        .param("submittedBy", round.submittedBy())
        .param("decidedAt", Timestamp.from(decision.at()))
        .param("decidedBy", decision.by().id())
        .param("decidedKind", decision.by().kind().name())
        .param("byMachine", !decision.isByPerson())
        .param("verdict", decision.verdict().name())
        .param("problems", json.written(decision.problems()))
        .param("reason", decision.reason())
        .param("items", json.written(judged))
        .param("verdicts", json.written(verdicts(round)))
        .param("examinations", json.written(examinations(round)))
        .param("clock", json.text(clock))
        .param("reviewedAt", reviewedAt == null ? null : Timestamp.from(reviewedAt))
        .update();
  }

  /** The verdicts on a round that are not with its record yet. */
  static List<GivenVerdict> verdicts(ReviewRound round) {
    return round.evidence() == null ? List.of() : round.evidence().verdicts();
  }

  /** The machine's look at a round that is not with its record yet, if there is one. */
  static List<Examination> examinations(ReviewRound round) {
    Evidence.Examined examined = round.evidence() == null ? null : round.evidence().examined();
    return examined == null
        ? List.of()
        : List.of(
            new Examination(
                examined.at(), examined.elementId(), round.checks(), examined.tables()));
  }

  /**
   * A case's decided rounds as they are kept, oldest first.
   *
   * @param from the first of them
   */
  @Transactional(readOnly = true)
  List<Kept> kept(CaseId caseId, int from, int limit) {
    return jdbc.sql(
            """
            select round, content, submitted_at, submitted_by, decided_at, decided_by, decided_kind, by_machine,
                   verdict, problems, reason, items, verdicts, examinations, clock, reviewed_at
              from review_round where case_id = :caseId and round >= :from order by round limit :limit
            """)
        .param("caseId", caseId.value())
        .param("from", from)
        .param("limit", limit)
        .query(this::kept)
        .list();
  }

  private Kept kept(ResultSet row, int number) throws SQLException {
    String kind = row.getString("decided_kind");
    Timestamp reviewedAt = row.getTimestamp("reviewed_at");
    return new Kept(
        row.getInt("round"),
        row.getString("content"),
        row.getTimestamp("submitted_at").toInstant(),
        row.getString("submitted_by"),
        row.getTimestamp("decided_at").toInstant(),
        row.getString("decided_by"),
        kind == null ? null : ActorRef.Kind.valueOf(kind),
        row.getBoolean("by_machine"),
        Verdict.valueOf(row.getString("verdict")),
        json.readList(row, "problems", Problem.class),
        row.getString("reason"),
        json.readList(row, "items", DecidedRound.Judged.class),
        row.getString("verdicts") == null
            ? null
            : json.readList(row, "verdicts", GivenVerdict.class),
        row.getString("examinations") == null
            ? null
            : json.readList(row, "examinations", Examination.class),
        json.read(row, "clock", ReviewClock.class),
        reviewedAt == null ? null : reviewedAt.toInstant());
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
                    json.readList(row, "problems", Problem.class),
                    row.getString("reason"),
                    json.readList(row, "items", DecidedRound.Judged.class)))
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
    for (ReviewItem item : decision.content().items()) {
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
                  ? carried.map(DecidedRound.Judged::round).orElse(decision.round().number())
                  : decision.round().number(),
              accepted ? carried.map(DecidedRound.Judged::by).orElse(reviewer) : reviewer));
    }
    return judged;
  }

  /** What a person accepted in this round stays accepted, except what the machine names now. */
  private static List<DecidedRound.Judged> judgedByMachine(
      Decision decision, List<DecidedRound<String>> before) {
    List<ReviewItem> meant =
        decision.content().items().stream()
            .filter(
                item ->
                    decision.problems().stream()
                        .anyMatch(problem -> item.isMeantBy(problem.pointer())))
            .toList();
    return before.stream()
        .filter(round -> round.round() == decision.round().number())
        .flatMap(round -> round.judged().stream())
        .map(
            judged ->
                meant.stream().anyMatch(judged::isAbout)
                    ? new DecidedRound.Judged(
                        judged.key(),
                        judged.fingerprint(),
                        false,
                        decision.round().number(),
                        judged.by())
                    : judged)
        .toList();
  }
}
