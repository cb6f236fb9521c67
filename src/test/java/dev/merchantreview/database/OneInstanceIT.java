package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What one instance does for all, with a second one on the same database. */
class OneInstanceIT {

  private static final SharedJob JOB = SharedJob.ENGINE_RETENTION;
  // No service works on it, which would do the job as well, or lose it.
  private static final String DATABASE = "postgres";

  private final ServiceAlone service = ServiceAlone.get();
  private final OneInstance one = instance();
  private final OneInstance other = instance();

  private OneInstance instance() {
    return new OneInstance(
        new DriverManagerDataSource(service.jdbcUrl(DATABASE), "postgres", "postgres"));
  }

  @Test
  void isDoneByOneAtATime() {
    AtomicBoolean doneByOther = new AtomicBoolean();
    boolean done =
        one.ifFree(JOB, () -> assertThat(other.ifFree(JOB, () -> doneByOther.set(true))).isFalse());
    assertThat(done).isTrue();
    assertThat(doneByOther).isFalse();
    assertThat(other.ifFree(JOB, () -> doneByOther.set(true))).isTrue();
    assertThat(doneByOther).isTrue();
  }

  @Test
  void waitsItsTurnWhereItHasToBeDoneByEach() throws InterruptedException {
    List<String> order = new CopyOnWriteArrayList<>();
    Thread second = new Thread(() -> other.inTurn(JOB, () -> order.add("second")));
    one.inTurn(
        JOB,
        () -> {
          second.start();
          TestPlatform.await("the second to wait", this::somebodyWaits);
          order.add("first");
        });
    second.join();
    assertThat(order).containsExactly("first", "second");
  }

  private boolean somebodyWaits() {
    return waiting() > 0;
  }

  private long waiting() {
    return service
        .database()
        .sql(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted"
                + " and database = (select oid from pg_database where datname = :database)")
        .param("database", DATABASE)
        .query(Long.class)
        .single();
  }

  @Test
  void isFreeAgainAfterAFailureOrTheEndOfAConnection() {
    assertThatThrownBy(
            () ->
                one.ifFree(
                    JOB,
                    () -> {
                      throw new IllegalArgumentException("failed");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    AtomicBoolean doneByOther = new AtomicBoolean();
    one.ifFree(
        JOB,
        () -> {
          service
              .database()
              .sql(
                  "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted"
                      + " and database = (select oid from pg_database where datname = :database)")
              .param("database", DATABASE)
              .query(row -> {});
          TestPlatform.await(
              "the lock to be free", () -> other.ifFree(JOB, () -> doneByOther.set(true)));
        });
    assertThat(doneByOther).isTrue();
    assertThat(one.ifFree(JOB, () -> {})).isTrue();
  }

  /** Nothing is left to the pool: more of them than it has connections, one after the other. */
  @Test
  void givesItsConnectionBack() {
    OneInstance pooled = service.bean(OneInstance.class);
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, 50).forEach(time -> pooled.inTurn(JOB, done::incrementAndGet));
    assertThat(done).hasValue(50);
  }

  @Test
  void isNoLockWithoutATransaction() {
    DatabaseLocks locks = service.bean(DatabaseLocks.class);
    assertThatThrownBy(() -> locks.hold(DatabaseLock.PRODUCT, "x"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> locks.tryToHold(DatabaseLock.PRODUCT, "x"))
        .isInstanceOf(IllegalStateException.class);
    TransactionTemplate transaction = service.bean(TransactionTemplate.class);
    transaction.executeWithoutResult(
        status -> {
          locks.hold(DatabaseLock.PRODUCT, "one-instance-x");
          // Another kind of lock on the same words is another lock.
          assertThat(held(DatabaseLock.PRODUCT)).isFalse();
          assertThat(held(DatabaseLock.STREAMER)).isTrue();
        });
    assertThat(held(DatabaseLock.PRODUCT)).isTrue();
  }

  private boolean held(DatabaseLock lock) {
    return service
        .database()
        .sql("select pg_try_advisory_xact_lock(hashtextextended('one-instance-x', :number))")
        .param("number", lock.number())
        .query(Boolean.class)
        .single();
  }
}
