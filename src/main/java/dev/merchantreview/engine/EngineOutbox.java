package dev.merchantreview.engine;

import dev.merchantreview.database.WriteBehind;
import dev.merchantreview.shared.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the engine is to be told: messages, and moves of instances to other diagrams. Each is kept
 * in the caller's transaction and sent after it committed, in order for each case, until the engine
 * has taken it. A message's id is that of its row, and an instance that was moved stays where it is
 * when it is moved there again, so a repeated send starts or moves nothing twice.
 */
@Component
public class EngineOutbox {

  // How many are shown at once.
  private static final int MOST_SHOWN = 1_000;
  // Twice the same of failures: by the first an index knows these from all that only wait.
  private static final String STUCK =
      " from engine_outbox where sent_at is null"
          + " and ((refused or failures > 0) and (refused or failures >= :failures)"
          + " or attempts > 0 and created_at < now() - cast(:overdue as interval))";

  private final JdbcClient jdbc;
  private final WriteBehind writes;
  private final EngineProperties properties;
  private final JsonMapper json;
  private final ApplicationEventPublisher events;

  EngineOutbox(
      JdbcClient jdbc,
      WriteBehind writes,
      EngineProperties properties,
      JsonMapper json,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.properties = properties;
    this.json = json;
    this.events = events;
  }

  /**
   * @param name the BPMN message's name
   * @param correlationKey what the waiting element correlates by
   * @param variables ids and routing facts only, never personal data, never money that counts
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void publish(
      CaseId caseId, String name, String correlationKey, Map<String, Object> variables) {
    writes.add(
        "insert into engine_outbox (message_id, case_id, name, correlation_key, variables, created_at,"
            + " next_attempt_at) values (:id, :caseId, :name, :key, cast(:variables as jsonb), now(), now())",
        Map.of(
            "id", UUID.randomUUID(),
            "caseId", caseId.value(),
            "name", name,
            "key", correlationKey,
            "variables", json.writeValueAsString(variables)));
    events.publishEvent(new MessageKept());
  }

  /** How far the move of an instance is. */
  public enum MigrationStanding {
    /** Nobody asked for it since the instance last moved. */
    NOT_ASKED,
    UNDER_WAY,
    DONE
  }

  /**
   * Has an instance moved once the engine has been told everything that was kept for its case
   * before; {@link Migration.Settled} is published when it was moved, or when the engine refused.
   *
   * @param variables what the instance has to know in the new version and does not know yet; by
   *     these names it is told what the case says when the move is made
   * @return {@link MigrationStanding#NOT_ASKED} when it is kept now; otherwise nothing is, because
   *     it was asked for before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public MigrationStanding migrate(
      CaseId caseId, Migration migration, Map<String, Object> variables) {
    MigrationStanding before = standing(caseId, migration.instance(), migration.to().key());
    if (before != MigrationStanding.NOT_ASKED) {
      return before;
    }
    int kept =
        jdbc.sql(
                "insert into engine_outbox (message_id, case_id, name, correlation_key, variables, migration,"
                    + " created_at, next_attempt_at) values (:id, :caseId, 'migration', :instance,"
                    + " cast(:variables as jsonb), cast(:migration as jsonb), now(), now())"
                    + " on conflict (case_id) where migration is not null and sent_at is null do nothing")
            .param("id", UUID.randomUUID())
            .param("caseId", caseId.value())
            .param("instance", Long.toString(migration.instance()))
            .param("variables", json.writeValueAsString(variables))
            .param("migration", json.writeValueAsString(migration))
            .update();
    events.publishEvent(new MessageKept());
    return kept == 0 ? MigrationStanding.UNDER_WAY : MigrationStanding.NOT_ASKED;
  }

  /**
   * How far the move of an instance to a version is. The engine's records tell a second or two
   * later; this is known at once.
   */
  public MigrationStanding standing(CaseId caseId, long instance, long version) {
    return jdbc.sql(
            """
            select case when sent_at is null then 'UNDER_WAY'
                        when not refused and correlation_key = :instance
                             and cast(migration -> 'to' ->> 'key' as bigint) = :version then 'DONE'
                        else 'NOT_ASKED' end
              from engine_outbox where case_id = :caseId and migration is not null
             order by id desc limit 1
            """)
        .param("caseId", caseId.value())
        .param("instance", Long.toString(instance))
        .param("version", version)
        .query(String.class)
        .optional()
        .map(MigrationStanding::valueOf)
        .orElse(MigrationStanding.NOT_ASKED);
  }

  /** Whether the engine is still to be told something of a case. */
  public boolean isPending(CaseId caseId) {
    return jdbc.sql(
            "select exists (select 1 from engine_outbox where case_id = :caseId and sent_at is null)")
        .param("caseId", caseId.value())
        .query(Boolean.class)
        .single();
  }

  /** Those of some cases of which the engine is still to be told something. */
  public Set<CaseId> pendingAmong(Collection<CaseId> caseIds) {
    return Set.copyOf(
        jdbc.sql(
                "select distinct case_id from engine_outbox where case_id = any(:caseIds) and sent_at is null")
            .param("caseIds", caseIds.stream().map(CaseId::value).toArray(String[]::new))
            .query((row, number) -> new CaseId(row.getString("case_id")))
            .list());
  }

  /**
   * A message that a person should look at: refused, failed again and again, or kept back for long.
   *
   * @param name the BPMN message's name
   * @param attempts how often it was tried
   * @param failure what the engine said last; null when it never answered
   * @param since when it was kept
   */
  public record Stuck(
      CaseId caseId,
      String name,
      int attempts,
      boolean refused,
      @Nullable String failure,
      Instant since) {

    /** For a person. */
    public String detail() {
      return "message %s of %s, tried %d times, %s: %s"
          .formatted(
              name,
              since,
              attempts,
              refused ? "refused" : "not taken",
              failure == null ? "no answer" : failure);
    }
  }

  /** Messages that need a person, the oldest first. */
  public List<Stuck> stuck() {
    return stuckWhere("").query(EngineOutbox::stuckMessage).list();
  }

  /** As {@link #stuck()}, of one case. */
  public Optional<Stuck> stuck(CaseId caseId) {
    return stuckWhere(" and case_id = :caseId")
        .param("caseId", caseId.value())
        .query(EngineOutbox::stuckMessage)
        .list()
        .stream()
        .findFirst();
  }

  /** How many need a person. */
  long countStuck() {
    return withLimits(jdbc.sql("select count(*)" + STUCK)).query(Long.class).single();
  }

  /** Has a case's messages sent once more, as if they had never failed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void tryAgain(CaseId caseId) {
    jdbc.sql(
            "update engine_outbox set failures = 0, refused = false, next_attempt_at = now()"
                + " where case_id = :caseId and sent_at is null")
        .param("caseId", caseId.value())
        .update();
    events.publishEvent(new MessageKept());
  }

  private JdbcClient.StatementSpec stuckWhere(String condition) {
    return withLimits(
        jdbc.sql(
            "select case_id, name, attempts, refused, failure, created_at"
                + STUCK
                + condition
                + " order by id limit "
                + MOST_SHOWN));
  }

  private JdbcClient.StatementSpec withLimits(JdbcClient.StatementSpec statement) {
    return statement
        .param("failures", properties.messageFailures())
        .param("overdue", properties.messageOverdue().toMillis() + " milliseconds");
  }

  private static Stuck stuckMessage(ResultSet row, int number) throws SQLException {
    return new Stuck(
        new CaseId(row.getString("case_id")),
        row.getString("name"),
        row.getInt("attempts"),
        row.getBoolean("refused"),
        row.getString("failure"),
        row.getTimestamp("created_at").toInstant());
  }

  /** Wakes the sender once the transaction that kept a message has committed. */
  record MessageKept() {}
}
