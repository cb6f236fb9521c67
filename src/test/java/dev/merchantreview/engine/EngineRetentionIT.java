package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is old goes; what is young, and what a case still needs, stays. */
class EngineRetentionIT {

  private static final long OF_A_CASE = 7_311_000_001L;
  private static final long OF_NONE = 7_311_000_002L;

  private final ServiceAlone service = ServiceAlone.get();
  private final JdbcClient database = service.database();
  private final EngineRetention retention = service.bean(EngineRetention.class);

  @BeforeEach
  void aCaseInItsProcess() {
    CaseId open = new ApplicationSample(service).submitted();
    database
        .sql("update store_application set process_instance_key = :key where id = :id")
        .param("key", OF_A_CASE)
        .param("id", open.value())
        .update();
  }

  @AfterEach
  void leavesNothing() {
    database
        .sql(
            "update store_application set process_instance_key = null where process_instance_key = :key")
        .param("key", OF_A_CASE)
        .update();
    database.sql("delete from engine_outbox where case_id = 'sa_retention'").update();
    database.sql("delete from engine_job_done where job_type = 'retention'").update();
    database.sql("delete from engine_completed_task where element_id = 'retention'").update();
  }

  @Test
  void forgetsMessagesTheEngineTookLongAgo() {
    message("taken long ago", Duration.ofDays(31));
    message("taken lately", Duration.ofDays(29));
    message("never taken", null);
    retention.forget();
    assertThat(
            database
                .sql("select name from engine_outbox where case_id = 'sa_retention' order by name")
                .query(String.class)
                .list())
        .containsExactly("never taken", "taken lately");
  }

  /** Millions are not held under one lock, and a run that is broken off has done what it did. */
  @Test
  void forgetsInPortionsThatStayDone() {
    database
        .sql(
            "insert into engine_outbox (message_id, case_id, name, correlation_key, variables, created_at,"
                + " next_attempt_at, sent_at) select gen_random_uuid(), 'sa_retention', n::text, '', '{}',"
                + " now(), now(), now() - interval '400 days' + n * interval '1 ms' from generate_series(1, 4500) n"
                + " order by n")
        .update();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection last = service.superuser().getConnection();
        Statement lock = last.createStatement()) {
      last.setAutoCommit(false);
      lock.execute(
          "select 1 from engine_outbox where case_id = 'sa_retention'"
              + " order by sent_at desc limit 1 for update");
      CompletableFuture<Void> run = CompletableFuture.runAsync(retention::forget, threads);
      TestPlatform.await("the first portions", () -> left() == 500);
      assertThat(run).isNotDone();
      last.rollback();
      run.join();
      assertThat(left()).isZero();
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private long left() {
    return kept("select count(*) from engine_outbox where case_id = 'sa_retention'").getFirst();
  }

  private void message(String name, @Nullable Duration sentBefore) {
    database
        .sql(
            "insert into engine_outbox (message_id, case_id, name, correlation_key, variables, created_at,"
                + " next_attempt_at, sent_at) values (:id, 'sa_retention', :name, '', '{}',"
                + " now() - interval '400 days', 'infinity', now() - cast(:sent as interval))")
        .param("id", UUID.randomUUID())
        .param("name", name)
        .param("sent", sentBefore == null ? null : sentBefore.toSeconds() + " seconds")
        .update();
  }

  @Test
  void forgetsWhatJobsAnsweredUnlessACaseIsInTheirInstance() {
    job(1, OF_NONE, 91);
    job(2, OF_NONE, 89);
    job(3, OF_A_CASE, 400);
    job(4, null, 400);
    retention.forget();
    assertThat(kept("select job_key from engine_job_done where job_type = 'retention'"))
        .containsExactlyInAnyOrder(2L, 3L, 4L);
  }

  /**
   * An engine that was away for months, or came back from a backup, gives out again what was done:
   * as long as its instance has a case, the job is answered and not done once more.
   */
  @Test
  void answersAJobOfACaseThatIsGivenOutAgainAfterMonths() {
    JobsDone done = service.bean(JobsDone.class);
    done.once("retention", 5, OF_A_CASE, () -> Map.of("answer", "the first"));
    database
        .sql("update engine_job_done set done_at = now() - interval '400 days' where job_key = 5")
        .update();
    retention.forget();
    assertThat(
            done.once(
                "retention",
                5,
                OF_A_CASE,
                () -> {
                  throw new IllegalStateException("it is done already");
                }))
        .isEqualTo(Map.of("answer", "the first"));
  }

  private void job(long key, @Nullable Long instance, int days) {
    database
        .sql(
            "insert into engine_job_done (job_key, job_type, process_instance_key, result, done_at)"
                + " values (:key, 'retention', :instance, '{}', now() - make_interval(days => :days))")
        .param("key", key)
        .param("instance", instance)
        .param("days", days)
        .update();
  }

  @Test
  void forgetsWhoCompletedTasksUnlessACaseIsInTheirInstance() {
    task(1, OF_NONE, 91);
    task(2, OF_NONE, 89);
    task(3, OF_A_CASE, 400);
    retention.forget();
    assertThat(kept("select task_key from engine_completed_task where element_id = 'retention'"))
        .containsExactlyInAnyOrder(2L, 3L);
  }

  private void task(long key, long instance, int days) {
    database
        .sql(
            "insert into engine_completed_task (task_key, process_instance_key, element_id, assignee, asked_at)"
                + " values (:key, :instance, 'retention', 'auditor1', now() - make_interval(days => :days))")
        .param("key", key)
        .param("instance", instance)
        .param("days", days)
        .update();
  }

  private List<Long> kept(String query) {
    return database.sql(query).query(Long.class).list();
  }
}
