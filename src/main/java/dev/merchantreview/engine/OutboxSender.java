package dev.merchantreview.engine;

import dev.merchantreview.shared.LoopingService;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends the outbox to the engine. A claim is a lease in the row, not an open transaction: a sender
 * that dies leaves its rows to be claimed again, and no database connection waits for the network.
 * Only a case's oldest unsent message can be claimed, which keeps each case's order, whatever
 * fails.
 */
@Component
class OutboxSender extends LoopingService {

  private static final Logger log = LoggerFactory.getLogger(OutboxSender.class);
  // Few enough that a backlog does not drive the engine into refusing work.
  private static final int BATCH = 25;
  private static final Duration IDLE_POLL = Duration.ofMillis(500);

  private final JdbcClient jdbc;
  private final CamundaClient client;
  private final EngineProperties properties;
  private final ProcessDeployment deployment;
  private final Counter sent;

  OutboxSender(
      JdbcClient jdbc,
      CamundaClient client,
      EngineProperties properties,
      ProcessDeployment deployment,
      MeterRegistry meters) {
    super("outbox-sender", IDLE_POLL);
    this.jdbc = jdbc;
    this.client = client;
    this.properties = properties;
    this.deployment = deployment;
    this.sent = meters.counter("merchantreview.outbox.sent");
    meters.gauge("merchantreview.outbox.pending", this, OutboxSender::pending);
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(EngineOutbox.MessageKept kept) {
    wake();
  }

  @Override
  protected boolean workSome() throws InterruptedException {
    deployment.awaitReady();
    return sendBatch() > 0;
  }

  private int sendBatch() {
    List<Message> batch = claim();
    List<CompletableFuture<Void>> sends = new ArrayList<>();
    for (Message message : batch) {
      sends.add(
          client
              .newPublishMessageCommand()
              .messageName(message.name())
              .correlationKey(message.correlationKey())
              .messageId(message.id().toString())
              .timeToLive(properties.messageTimeToLive())
              .variables(message.variables())
              .send()
              .toCompletableFuture()
              .handle(
                  (answer, failure) -> {
                    if (failure == null || isAlreadyTaken(failure)) {
                      markSent(message);
                    } else {
                      log.warn(
                          "Engine did not take {} of {}: {}",
                          message.name(),
                          message.caseId(),
                          failure.getMessage());
                      postpone(message);
                    }
                    return null;
                  }));
    }
    CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).join();
    return batch.size();
  }

  private List<Message> claim() {
    return jdbc.sql(
            """
            update engine_outbox set attempts = attempts + 1,
                   next_attempt_at = now() + cast(:lease as interval)
             where id in (select id from engine_outbox o
                           where sent_at is null and next_attempt_at <= now()
                             and not exists (select 1 from engine_outbox earlier
                                              where earlier.case_id = o.case_id and earlier.id < o.id
                                                and earlier.sent_at is null)
                           order by id limit :batch for update skip locked)
            returning id, message_id, case_id, name, correlation_key, variables
            """)
        .param("lease", properties.requestTimeout().multipliedBy(2).toMillis() + " milliseconds")
        .param("batch", BATCH)
        .query(OutboxSender::message)
        .list();
  }

  private void markSent(Message message) {
    jdbc.sql("update engine_outbox set sent_at = now() where id = :id")
        .param("id", message.row())
        .update();
    sent.increment();
  }

  private void postpone(Message message) {
    jdbc.sql(
            "update engine_outbox set next_attempt_at = now() + cast(:backoff as interval) where id = :id")
        .param("backoff", properties.retryBackoff().toMillis() + " milliseconds")
        .param("id", message.row())
        .update();
  }

  private double pending() {
    return jdbc.sql("select count(*) from engine_outbox where sent_at is null")
        .query(Long.class)
        .single();
  }

  /** The engine saw this message id before: an earlier send arrived although its answer did not. */
  private static boolean isAlreadyTaken(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof ClientStatusException status
        && status.getStatusCode() == Status.Code.ALREADY_EXISTS;
  }

  private static Message message(ResultSet row, int number) throws SQLException {
    return new Message(
        row.getLong("id"),
        row.getObject("message_id", UUID.class),
        row.getString("case_id"),
        row.getString("name"),
        row.getString("correlation_key"),
        row.getString("variables"));
  }

  private record Message(
      long row, UUID id, String caseId, String name, String correlationKey, String variables) {}
}
