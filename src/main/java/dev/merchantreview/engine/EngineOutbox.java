package dev.merchantreview.engine;

import dev.merchantreview.shared.CaseId;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the engine is to be told. A message is kept in the caller's transaction and sent after it
 * committed, in order for each case, until the engine has taken it; its row's id is the message id,
 * so a repeated send starts or moves nothing twice.
 */
@Component
public class EngineOutbox {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ApplicationEventPublisher events;

  EngineOutbox(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
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
    jdbc.sql(
            "insert into engine_outbox (message_id, case_id, name, correlation_key, variables, created_at,"
                + " next_attempt_at) values (:id, :caseId, :name, :key, cast(:variables as jsonb), now(), now())")
        .param("id", UUID.randomUUID())
        .param("caseId", caseId.value())
        .param("name", name)
        .param("key", correlationKey)
        .param("variables", json.writeValueAsString(variables))
        .update();
    events.publishEvent(new MessageKept());
  }

  /** Whether the engine is still to be told something of a case. */
  public boolean isPending(CaseId caseId) {
    return jdbc.sql(
            "select exists (select 1 from engine_outbox where case_id = :caseId and sent_at is null)")
        .param("caseId", caseId.value())
        .query(Boolean.class)
        .single();
  }

  /** Wakes the sender once the transaction that kept a message has committed. */
  record MessageKept() {}
}
