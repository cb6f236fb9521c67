package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a start has to see to is done, however often the database goes away meanwhile. */
class StartTasksIT {

  private static final int LOSSES = 2;

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void waitForADatabaseThatGoesAway() {
    CompletableFuture<ServiceAlone> starting = new CompletableFuture<>();
    // The start waits for its turn, which does not come before its connection is lost.
    service
        .bean(OneInstance.class)
        .inTurn(
            SharedJob.REDATING,
            () -> {
              starting.completeAsync(service::beside, task -> Thread.ofPlatform().start(task));
              for (int i = 0; i < LOSSES; i++) {
                TestPlatform.await(
                    "the start to wait for its turn",
                    () -> !waiting().isEmpty() || starting.isDone());
                assertThat(starting).isNotDone();
                waiting().forEach(this::end);
              }
            });
    ServiceAlone started = starting.join();
    try {
      assertThat(started.api("auditor").get("/api/v1/store-applications?limit=1").status())
          .isEqualTo(200);
    } finally {
      started.close();
    }
  }

  /** The server's processes that wait for the turn. */
  private List<Integer> waiting() {
    return service
        .database()
        .sql(
            "select l.pid from pg_locks l where l.locktype = 'advisory' and not l.granted"
                + " and l.objid::bigint = hashtextextended(:job, :number) & 4294967295")
        .param("job", SharedJob.REDATING.name())
        .param("number", DatabaseLock.JOB.number())
        .query(Integer.class)
        .list();
  }

  private void end(int process) {
    service
        .database()
        .sql("select pg_terminate_backend(:process, 10000)")
        .param("process", process)
        .query(Boolean.class)
        .single();
  }
}
