package dev.merchantreview.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.CopiedTables;
import dev.merchantreview.testing.QueryPlan;
import dev.merchantreview.testing.ServiceAlone;
import io.camunda.client.CamundaClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A backlog behind everything that was ever sent: the next messages are found by indexes alone. */
class OutboxClaimIT {

  private static final int SENT = 100_000;
  private static final int UNSENT = 20_000;
  private static final int BATCH = 25;
  private static final int CLAIMS = 11;
  // By the clock the answer would depend on who else is busy on the machine; pages do not. Those of
  // 275 cases under way are passed, three messages each and a look of some pages for each; a walk
  // over all that was sent would touch a hundred times as many.
  private static final long MOST_PAGES = 5_000;

  private final ServiceAlone service = ServiceAlone.get();

  /** What the planner has been told of the table. */
  private enum Belief {
    NOTHING,
    ALL_SENT,
    NONE_SENT,
    THE_TRUTH
  }

  @Test
  void findsTheNextMessagesByIndexWhateverThePlannerBelieves() throws SQLException {
    for (Belief belief : Belief.values()) {
      try (CopiedTables tables = new CopiedTables(service, "claim", "engine_outbox")) {
        fill(tables, belief);
        claim(tables.source(), tables.jdbc(), belief);
      }
    }
  }

  private static void fill(CopiedTables tables, Belief belief) {
    JdbcClient jdbc = tables.jdbc();
    insert(jdbc, SENT, belief == Belief.NONE_SENT ? "null" : "now() - interval '1 hour'");
    if (belief == Belief.ALL_SENT || belief == Belief.NONE_SENT) {
      jdbc.sql("analyze claim.engine_outbox").update();
    }
    if (belief == Belief.NONE_SENT) {
      jdbc.sql("update claim.engine_outbox set sent_at = now()").update();
      // As it is some time after an outage: dead rows are gone, the statistics are not new.
      tables.removeDeadRows("engine_outbox");
    }
    insert(jdbc, UNSENT, "null");
    if (belief == Belief.THE_TRUTH) {
      jdbc.sql("analyze claim.engine_outbox").update();
    }
  }

  private static void insert(JdbcClient jdbc, int count, String sentAt) {
    jdbc.sql(
            """
            insert into claim.engine_outbox (message_id, case_id, name, correlation_key, variables,
                                             created_at, next_attempt_at, sent_at)
            select gen_random_uuid(), 'sa_' || (n / 4), 'message', 'sa_' || (n / 4), '{}',
                   now(), now() - interval '1 hour', %s
              from generate_series(1, :count) n
            """
                .formatted(sentAt))
        .param("count", count)
        .update();
  }

  private void claim(DataSource single, JdbcClient jdbc, Belief belief) {
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(single));
    OutboxSender sender =
        new OutboxSender(
            jdbc,
            transaction,
            service.bean(CamundaClient.class),
            service.bean(EngineProperties.class),
            service.bean(ProcessDeployment.class),
            service.bean(EngineOutbox.class),
            service.bean(InstanceMoves.class),
            service.bean(JsonMapper.class),
            event -> {},
            new SimpleMeterRegistry());
    for (int i = 0; i < CLAIMS; i++) {
      List<OutboxSender.Message> batch = sender.claim(BATCH);
      assertThat(batch).hasSize(BATCH);
      assertThat(batch.stream().map(OutboxSender.Message::caseId)).doesNotHaveDuplicates();
    }
    QueryPlan plan = requireNonNull(transaction.execute(status -> explained(jdbc)));
    long pages = plan.pages();
    System.out.printf(
        "%d sent, %d unsent, planner knows %s: a claim of %d touches %d pages%n",
        SENT, UNSENT, belief, BATCH, pages);
    assertThat(plan.text()).as(plan.text()).doesNotContain("Seq Scan", "Sort", "Hash", "Bitmap");
    assertThat(pages).as(plan.text()).isLessThan(MOST_PAGES);
  }

  private static QueryPlan explained(JdbcClient jdbc) {
    jdbc.sql(OutboxSender.BY_INDEX).query().singleRow();
    return QueryPlan.of(
        jdbc.sql("explain (analyze, buffers, timing off) " + OutboxSender.CLAIM)
            .param("lease", "1 minute")
            .param("moves", OutboxSender.CALLS_OF_A_MOVE)
            .param("batch", BATCH));
  }
}
