package dev.merchantreview.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** An owner has one key, however many seal something of his first at the same moment. */
class FirstKeyIT {

  private static final String CONTEXT = "a place";

  private final ServiceAlone service = ServiceAlone.get();
  private final PersonalData data = service.bean(PersonalData.class);
  private final TransactionTemplate transaction = service.bean(TransactionTemplate.class);

  private String sealed(String owner) {
    return transaction.execute(status -> data.sealing(owner).seal(CONTEXT, "陈青"));
  }

  private long waiting() {
    return service
        .database()
        .sql(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%insert into personal_data_key%'")
        .query(Long.class)
        .single();
  }

  /**
   * @param givenUp what becomes of whoever was first
   */
  private void meet(boolean givenUp) throws Exception {
    String owner = Merchants.next();
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch ends = new CountDownLatch(1);
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<String> first =
          CompletableFuture.supplyAsync(
              () ->
                  transaction.execute(
                      status -> {
                        String text = data.sealing(owner).seal(CONTEXT, "陈青");
                        made.countDown();
                        await(ends);
                        if (givenUp) {
                          status.setRollbackOnly();
                        }
                        return text;
                      }),
              both);
      await(made);
      CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> sealed(owner), both);
      while (waiting() == 0) {
        assertThat(second).isNotDone();
        Thread.onSpinWait();
      }
      ends.countDown();
      String later = second.get(30, TimeUnit.SECONDS);
      String earlier = first.get(30, TimeUnit.SECONDS);
      OwnerReading reading = data.reading(owner);
      assertThat(reading.find(CONTEXT, later)).contains("陈青");
      assertThat(reading.find(CONTEXT, earlier).isEmpty()).isEqualTo(givenUp);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void isTheFirstsWhereTwoSealAtOnce() throws Exception {
    meet(false);
  }

  @Test
  void isTheSecondsWhereTheFirstIsGivenUp() throws Exception {
    meet(true);
  }
}
