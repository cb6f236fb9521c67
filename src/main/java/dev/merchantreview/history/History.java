package dev.merchantreview.history;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.database.WriteBehind;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.HeldInTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  private static final String LAST =
      "select " + COLUMNS + " from history_event where case_id = :caseId order by seq desc limit 1";
  private static final String INSERT =
      "insert into history_event (case_id, "
          + COLUMNS
          + ") values (:caseId, :seq, :at, :actorKind, :actorId, :action, :fromState, :toState, :elementId,"
          + " :details, :hash, :previousHash)";

  private final JdbcClient jdbc;
  private final WriteBehind writes;
  private final DatabaseLocks locks;
  private final Clock clock;
  private final JsonMapper json;
  private final ApplicationEventPublisher events;
  private final HeldInTransaction<String, RecordedEvent> added = new HeldInTransaction<>();

  History(
      JdbcClient jdbc,
      WriteBehind writes,
      DatabaseLocks locks,
      Clock clock,
      JsonMapper json,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.writes = writes;
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
    RecordedEvent last = added.values().get(caseId);
    if (last == null) {
      last =
          locks
              .hold(
                  DatabaseLock.HISTORY,
                  caseId,
                  new DatabaseLocks.Question<>(LAST, Map.of("caseId", caseId), this::event))
              .stream()
              .findFirst()
              .orElse(null);
    }
    add(event, last);
  }

  /**
   * Adds the first event of a case whose id the caller's transaction made: nobody else knows it
   * before that has committed, so nobody is waited for. A second first event is refused by the
   * table's key, whoever adds it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void begin(CaseEvent event) {
    add(event, null);
  }

  /** Whether nobody but the present transaction can add events of a case before it ends. */
  public boolean isHeld(CaseId caseId) {
    return added.values().containsKey(caseId.value());
  }

  private void add(CaseEvent event, @Nullable RecordedEvent last) {
    // Micros, because that is what the column keeps and the hash must be computable from it.
    RecordedEvent next = HashChain.append(last, event, clock.instant());
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("caseId", event.caseId().value());
    row.put("seq", next.seq());
    row.put("at", Timestamp.from(next.at()));
    row.put("actorKind", next.actor().kind().name());
    row.put("actorId", next.actor().id());
    row.put("action", next.action());
    row.put("fromState", next.fromState());
    row.put("toState", next.toState());
    row.put("elementId", next.elementId());
    row.put("details", next.details().toString());
    row.put("hash", next.hash());
    row.put("previousHash", next.previousHash());
    writes.add(INSERT, row);
    added.values().put(event.caseId().value(), next);
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
