package dev.merchantreview.engine;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.LoopingService;
import io.camunda.client.CamundaClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the outbox to the engine. A claim is a lease in the row, not an open transaction: a sender
 * that dies leaves its rows to be claimed again, and no database connection waits for the network.
 * Only a case's oldest unsent message can be claimed, which keeps each case's order, whatever
 * fails. Who has waited longest comes first, and what fails by itself waits longer each time: a
 * message the engine does not take holds up its own case and no other.
 */
@Component
class OutboxSender extends LoopingService {

  private static final Logger log = LoggerFactory.getLogger(OutboxSender.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(500);
  private static final int MOST_DOUBLINGS = 20;
  private static final int FAILURE_LENGTH = 1_000;
  // One after the other, the questions to the records among them.
  static final int CALLS_OF_A_MOVE = 6;

  /**
   * Only for the transaction of a claim. After an outage the planner does not know yet how many
   * messages wait, and would read and sort all of them to take a few.
   */
  static final String BY_INDEX =
      "select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true),"
          + " set_config('enable_seqscan', 'off', true)";

  /** The messages that have waited longest, among those that are the oldest of their case. */
  static final String CLAIM =
      """
      update engine_outbox set attempts = attempts + 1,
             next_attempt_at = now() + cast(:lease as interval) * (case when migration is null then 1 else :moves end)
       where id = any(array(
               select o.id from engine_outbox o
                where o.sent_at is null and o.next_attempt_at <= now()
                  and o.id = (select e.id from engine_outbox e
                               where e.case_id = o.case_id and e.sent_at is null
                               order by e.id limit 1)
                order by o.next_attempt_at, o.id limit :batch for update skip locked))
      returning id, message_id, case_id, name, correlation_key, variables, migration, attempts, failures
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /**
   * As often as that times the failures that count, a refused move waits for records that are
   * behind before it is believed all the same: what waits behind it has to go on (ours).
   */
  private static final int PATIENT = 4;

  private final CamundaClient client;
  private final EngineProperties properties;
  private final ProcessDeployment deployment;
  private final InstanceMoves moves;
  private final JsonMapper json;
  private final ApplicationEventPublisher events;
  private final MeterRegistry meters;
  private final Counter sent;
  private final OutboxWindow window;
  private final Counter refusedAsBusy;
  private volatile long lastHeard = System.nanoTime();

  OutboxSender(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      CamundaClient client,
      EngineProperties properties,
      ProcessDeployment deployment,
      EngineOutbox outbox,
      InstanceMoves moves,
      JsonMapper json,
      ApplicationEventPublisher events,
      MeterRegistry meters) {
    super("outbox-sender", IDLE_POLL);
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.client = client;
    this.properties = properties;
    this.deployment = deployment;
    this.moves = moves;
    this.json = json;
    this.events = events;
    this.meters = meters;
    this.window = new OutboxWindow(properties.retryBackoff());
    this.sent = meters.counter("merchantreview.outbox.sent");
    this.refusedAsBusy = meters.counter("merchantreview.outbox.busy");
    meters.gauge("merchantreview.outbox.window", window, OutboxWindow::size);
    meters.gauge("merchantreview.outbox.pending", this, OutboxSender::pending);
    meters.gauge("merchantreview.outbox.stuck", outbox, EngineOutbox::countStuck);
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(EngineOutbox.MessageKept kept) {
    wake();
  }

  @Override
  protected boolean workSome() throws InterruptedException {
    deployment.awaitReady();
    int free = window.take();
    List<Message> batch = List.of();
    try {
      batch = claim(free);
    } finally {
      window.used(free, batch.size());
    }
    batch.forEach(this::send);
    return !batch.isEmpty();
  }

  private void send(Message message) {
    long begun = System.nanoTime();
    tell(message)
        .whenComplete(
            (answer, failure) -> {
              try {
                settle(
                    message,
                    failure instanceof CompletionException ? failure.getCause() : failure,
                    begun);
              } catch (RuntimeException notKept) {
                // Its lease runs out, it is sent again, and the engine knows it by its id.
                log.warn("What became of {} is not kept: {}", message, notKept.toString());
              } finally {
                window.answered();
              }
            });
  }

  private CompletionStage<?> tell(Message message) {
    try {
      return message.isMigration() ? migrate(message) : publish(message);
    } catch (RuntimeException notEvenSent) {
      return CompletableFuture.failedStage(notEvenSent);
    }
  }

  private CompletionStage<?> publish(Message message) {
    return client
        .newPublishMessageCommand()
        .messageName(message.name())
        .correlationKey(message.correlationKey())
        .messageId(message.id().toString())
        .timeToLive(properties.messageTimeToLive())
        .variables(message.variables())
        .send();
  }

  private CompletionStage<?> migrate(Message message) {
    return moves.make(
        new CaseId(message.caseId()),
        migration(message),
        json.readTree(message.variables()).propertyNames(),
        isLastTry(message) && message.attempts() < PATIENT * properties.messageFailures());
  }

  private Migration migration(Message message) {
    return json.readValue(Objects.requireNonNull(message.migration()), Migration.class);
  }

  private void settle(Message message, @Nullable Throwable failure, long begun) {
    if (failure == null) {
      lastHeard = System.nanoTime();
      window.went();
      settled(message, null);
      return;
    }
    if (EngineFailure.isBusy(failure)) {
      window.refused(begun);
      refusedAsBusy.increment();
      if (!message.isMigration()) {
        giveBack(message);
        return;
      }
    }
    EngineFailure kind = EngineFailure.of(failure);
    if (kind != EngineFailure.PASSING) {
      lastHeard = System.nanoTime();
    }
    // The engine saw this message id before: an earlier send arrived although its answer did not.
    if (kind == EngineFailure.ALREADY && !message.isMigration()) {
      settled(message, null);
      return;
    }
    // An engine that is away says nothing about a message; one that answered others meanwhile does.
    boolean notYet = NotYetException.isCauseOf(failure);
    boolean silent = kind == EngineFailure.PASSING && lastHeard - begun <= 0;
    if (silent && !notYet) {
      // One message finds out whether it is back: all of them would, twice a second each.
      window.refused(begun);
    }
    boolean own = !notYet && !silent;
    log.warn("Engine did not take {} ({}): {}", message, kind, failure.toString());
    meters.counter("merchantreview.outbox.failures", "kind", String.valueOf(kind)).increment();
    if (isRefusedForGood(message, kind, own)) {
      settled(message, failure);
      return;
    }
    postpone(message, own, kind == EngineFailure.REFUSED || kind == EngineFailure.GONE, failure);
  }

  /**
   * A message waits for a person: the case cannot go on without it. It can without a move to
   * another diagram, so that holds nothing up. A refusal can pass, as that of a step that was being
   * done at the same moment; it is believed when it was heard as often as a person would be told.
   * So is that the instance is gone, unless this is the first that was heard: it may have been
   * moved before, and the records know it a moment later.
   */
  private boolean isRefusedForGood(Message message, EngineFailure kind, boolean own) {
    return message.isMigration()
        && own
        && (kind == EngineFailure.GONE && message.attempts() == 1 || isLastTry(message));
  }

  private boolean isLastTry(Message message) {
    return message.failures() + 1 >= properties.messageFailures();
  }

  /** Leases what is sent next. */
  List<Message> claim(int most) {
    return transaction.execute(
        status -> {
          jdbc.sql(BY_INDEX).query().singleRow();
          return jdbc.sql(CLAIM)
              .param(
                  "lease", properties.requestTimeout().multipliedBy(2).toMillis() + " milliseconds")
              .param("moves", CALLS_OF_A_MOVE)
              .param("batch", most)
              .query(OutboxSender::message)
              .list();
        });
  }

  /**
   * @param failure why a move is not made; null when the engine took it
   */
  private void settled(Message message, @Nullable Throwable failure) {
    String refusal = failure == null ? null : said(failure);
    if (message.isMigration()) {
      transaction.executeWithoutResult(
          status -> {
            if (isMarked(message, refusal)) {
              events.publishEvent(
                  new Migration.Settled(new CaseId(message.caseId()), migration(message), refusal));
            }
          });
    } else {
      // A statement of its own: no transaction has to be begun and ended around it.
      isMarked(message, refusal);
    }
    sent.increment();
  }

  /** Whether it is settled by this, and was not before. */
  private boolean isMarked(Message message, @Nullable String refusal) {
    return jdbc.sql(
                "update engine_outbox set sent_at = now(), refused = :refused,"
                    + " failure = coalesce(:refusal, failure) where id = :id and sent_at is null")
            .param("refused", refusal != null)
            .param("refusal", refusal)
            .param("id", message.row())
            .update()
        == 1;
  }

  /** An engine that has too much to do has not tried it: it is as if it had not been sent. */
  private void giveBack(Message message) {
    jdbc.sql(
            "update engine_outbox set next_attempt_at = now(), attempts = greatest(attempts - 1, 0)"
                + " where id = :id and sent_at is null")
        .param("id", message.row())
        .update();
  }

  private static String said(Throwable failure) {
    String said = failure.toString().replace('\u0000', ' ');
    return said.substring(0, Math.min(FAILURE_LENGTH, said.length()));
  }

  private void postpone(Message message, boolean own, boolean refused, Throwable failure) {
    jdbc.sql(
            """
            update engine_outbox
               set next_attempt_at = now() + make_interval(secs =>
                       least(:longest, :backoff * power(2, least(failures, :doublings)))),
                   failures = failures + :own, refused = :refused, failure = :failure
             where id = :id and sent_at is null
            """)
        .param("longest", seconds(properties.longestRetryBackoff()))
        .param("backoff", seconds(properties.retryBackoff()))
        .param("doublings", MOST_DOUBLINGS)
        .param("own", own ? 1 : 0)
        .param("refused", refused)
        .param("failure", said(failure))
        .param("id", message.row())
        .update();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private double pending() {
    return jdbc.sql("select count(*) from engine_outbox where sent_at is null")
        .query(Long.class)
        .single();
  }

  private static Message message(ResultSet row, int number) throws SQLException {
    return new Message(
        row.getLong("id"),
        row.getObject("message_id", UUID.class),
        row.getString("case_id"),
        row.getString("name"),
        row.getString("correlation_key"),
        row.getString("variables"),
        row.getString("migration"),
        row.getInt("attempts"),
        row.getInt("failures"));
  }

  record Message(
      long row,
      UUID id,
      String caseId,
      String name,
      String correlationKey,
      String variables,
      @Nullable String migration,
      int attempts,
      int failures) {

    boolean isMigration() {
      return migration != null;
    }

    @Override
    public String toString() {
      return name + " of " + caseId;
    }
  }
}
