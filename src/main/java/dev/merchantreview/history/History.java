package dev.merchantreview.history;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.HeldInTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The history of all cases: append-only, a hash chain per case. */
@Component
public class History {

  static final String COLUMNS =
      "seq, at, actor_kind, actor_id, action, from_state, to_state, element_id, details, hash, previous_hash";

  private final JdbcClient jdbc;
  private final DatabaseLocks locks;
  private final Clock clock;
  private final JsonMapper json;
  private final ApplicationEventPublisher events;
  private final HeldInTransaction<String, RecordedEvent> added = new HeldInTransaction<>();

  History(
      JdbcClient jdbc,
      DatabaseLocks locks,
      Clock clock,
      JsonMapper json,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.clock = clock;
    this.json = json;
    this.events = events;
  }

  /**
   * Adds an event in the caller's transaction: what happened and its record are kept together or
   * not at all. Events of one case are put in order by a lock that lasts until that transaction
   * ends; until then nobody else adds one.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(CaseEvent event) {
    String caseId = event.caseId().value();
    Map<String, RecordedEvent> ours = added.values();
    RecordedEvent last = ours.get(caseId);
    if (last == null) {
      locks.hold(DatabaseLock.HISTORY, caseId);
      last = last(caseId).orElse(null);
    }
    // Micros, because that is what the column keeps and the hash must be computable from it.
    Instant now = clock.instant();
    RecordedEvent next = HashChain.append(last, event, now);
    jdbc.sql(
            "insert into history_event (case_id, "
                + COLUMNS
                + ") values (:caseId, :seq, :at, :actorKind, :actorId, :action, :fromState, :toState, :elementId,"
                + " :details, :hash, :previousHash)")
        .param("caseId", caseId)
        .param("seq", next.seq())
        .param("at", Timestamp.from(next.at()))
        .param("actorKind", next.actor().kind().name())
        .param("actorId", next.actor().id())
        .param("action", next.action())
        .param("fromState", next.fromState())
        .param("toState", next.toState())
        .param("elementId", next.elementId())
        .param("details", next.details().toString())
        .param("hash", next.hash())
        .param("previousHash", next.previousHash())
        .update();
    ours.put(caseId, next);
    events.publishEvent(new HistoryAppended(event.caseId(), next));
  }

  /** A case's events, oldest first, from {@code afterSeq} (exclusive) on. */
  @Transactional(readOnly = true)
  public List<RecordedEvent> of(CaseId caseId, long afterSeq, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from history_event where case_id = :caseId and seq > :afterSeq order by seq limit :limit")
        .param("caseId", caseId.value())
        .param("afterSeq", afterSeq)
        .param("limit", limit)
        .query(this::event)
        .list();
  }

  /** Recomputes a case's chain. */
  @Transactional(readOnly = true)
  public Verification verify(CaseId caseId) {
    return HashChain.verify(caseId, of(caseId, 0, Integer.MAX_VALUE));
  }

  private Optional<RecordedEvent> last(String caseId) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from history_event where case_id = :caseId order by seq desc limit 1")
        .param("caseId", caseId)
        .query(this::event)
        .optional();
  }

  RecordedEvent event(ResultSet row, int number) throws SQLException {
    return new RecordedEvent(
        row.getLong("seq"),
        row.getTimestamp("at").toInstant(),
        new ActorRef(ActorRef.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_id")),
        row.getString("action"),
        row.getString("from_state"),
        row.getString("to_state"),
        row.getString("element_id"),
        json.readTree(row.getString("details")),
        row.getString("hash"),
        row.getString("previous_hash"));
  }
}
