package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.ServiceAlone;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Somebody else does all of it before the one that began goes on. */
  private void meanwhile() {
    CompletableFuture.runAsync(
            () ->
                once(
                    () -> {
                      write("the second");
                      return SECOND;
                    }))
        .join();
  }

  private void isDoneBySecondAlone() {
    assertThat(
            service
                .database()
                .sql("select assignee from engine_completed_task where process_instance_key = :key")
                .param("key", key)
                .query(String.class)
                .list())
        .containsExactly("the second");
    assertThat(done.result(key)).contains(SECOND);
  }

  @Test
  void isUndoneWhereSomebodyElseWasFaster() {
    Map<String, Object> answer =
        once(
            () -> {
              write("the first");
              meanwhile();
              return FIRST;
            });
    assertThat(answer).isEqualTo(SECOND);
    isDoneBySecondAlone();
  }

  /** What the faster one left is not what the work expects. */
  @Test
  void answersTheSameWhereTheWorkFailsByThat() {
    Map<String, Object> answer =
        once(
            () -> {
              meanwhile();
              throw new IllegalStateException("the case is not as it was");
            });
    assertThat(answer).isEqualTo(SECOND);
    isDoneBySecondAlone();
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
