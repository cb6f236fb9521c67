package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A job that is worked on twice at the same time is done once. */
class JobsDoneIT {

  private static final AtomicLong KEYS = new AtomicLong(770_000);
  private static final Map<String, Object> FIRST = Map.of("by", "the first");
  private static final Map<String, Object> SECOND = Map.of("by", "the second");

  private static ServiceAlone service;
  private static JobsDone done;

  private final long key = KEYS.incrementAndGet();

  @BeforeAll
  static void start() {
    service = ServiceAlone.get();
    done = service.bean(JobsDone.class);
  }

  private Map<String, Object> once(Supplier<Map<String, Object>> work) {
    return done.once("jobs-done", key, 1, work);
  }

  /** Something a job writes. */
  private void write(String who) {
    service
        .bean(JdbcClient.class)
        .sql(
            "insert into engine_completed_task (task_key, process_instance_key, element_id, assignee, asked_at)"
                + " values (:task, :key, 'jobs-done', :who, now())")
        .param("task", KEYS.incrementAndGet())
        .param("key", key)
        .param("who", who)
        .update();
  }

  /** Whoever comes second waits before it does anything, and answers what the first did. */
  @Test
  void isDoneOnceByTwoAtOnce() {
    AtomicReference<CompletableFuture<Map<String, Object>>> other = new AtomicReference<>();
    Map<String, Object> answer =
        once(
            () -> {
              write("the first");
              other.set(
                  CompletableFuture.supplyAsync(
                      () ->
                          once(
                              () -> {
                                write("the second");
                                return SECOND;
                              })));
              TestPlatform.await("the second to wait", JobsDoneIT::somebodyWaits);
              return FIRST;
            });
    assertThat(answer).isEqualTo(FIRST);
    assertThat(other.get().join()).isEqualTo(FIRST);
    assertThat(
            service
                .database()
                .sql("select assignee from engine_completed_task where process_instance_key = :key")
                .param("key", key)
                .query(String.class)
                .list())
        .containsExactly("the first");
    assertThat(done.result(key)).contains(FIRST);
  }

  private static boolean somebodyWaits() {
    return service
        .database()
        .sql(
            "select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%engine_job_done%')")
        .query(Boolean.class)
        .single();
  }

  @Test
  void failsAsTheWorkDoesWhereNobodyDidIt() {
    assertThatThrownBy(
            () ->
                once(
                    () -> {
                      write("the first");
                      throw new IllegalStateException("no case");
                    }))
        .hasMessage("no case");
    assertThat(done.result(key)).isEmpty();
    assertThat(once(() -> FIRST)).isEqualTo(FIRST);
  }
}
