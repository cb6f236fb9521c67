package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.ServiceAlone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept back is sent before anybody could miss it, and never without its transaction. */
class WriteBehindIT {

  private static final String INSERT =
      "insert into engine_deployed_form (form_key, form_id, version) values (:key, 'kept back', 1)";
  private static final String UPDATE =
      "update engine_deployed_form set version = version + 1 where form_key = :key";

  private final ServiceAlone service = ServiceAlone.get();
  private final WriteBehind writes = service.bean(WriteBehind.class);
  private final JdbcClient jdbc = service.bean(JdbcClient.class);
  private final TransactionTemplate transaction = service.bean(TransactionTemplate.class);

  /** Below those an engine gives. */
  private final long key = -ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);

  @AfterEach
  void forget() {
    service
        .database()
        .sql("delete from engine_deployed_form where form_key = :key")
        .param("key", key)
        .update();
  }

  private void keep(String sql) {
    writes.add(sql, Map.of("key", key));
  }

  private List<Integer> versions() {
    return jdbc.sql("select version from engine_deployed_form where form_key = :key")
        .param("key", key)
        .query(Integer.class)
        .list();
  }

  @Test
  void showsWhoeverAsksInTheSameTransactionWhatWasKeptBack() {
    transaction.executeWithoutResult(
        status -> {
          keep(INSERT);
          assertThat(versions()).containsExactly(1);
        });
  }

  @Test
  void sendsAllOfItInItsOrderBeforeTheCommitAndTellsWhatItChanged() {
    List<Integer> changed = new ArrayList<>();
    transaction.executeWithoutResult(
        status -> {
          keep(INSERT);
          keep(UPDATE);
          writes.add(UPDATE, Map.of("key", key), changed::add);
          writes.add(UPDATE, Map.of("key", 0L), changed::add);
          assertThat(changed).isEmpty();
        });
    assertThat(changed).containsExactly(1, 0);
    assertThat(versions()).containsExactly(3);
  }

  /** As the index does, whose rows are written by whoever has the last word. */
  @Test
  void sendsWhatIsFirstKeptBackWhenTheCommitHasBegun() {
    transaction.executeWithoutResult(
        status ->
            TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                  @Override
                  public void beforeCommit(boolean readOnly) {
                    keep(INSERT);
                  }
                }));
    assertThat(versions()).containsExactly(1);
  }

  @Test
  void sendsNothingOfATransactionThatIsGivenUp() {
    transaction.executeWithoutResult(
        status -> {
          keep(INSERT);
          status.setRollbackOnly();
        });
    assertThat(versions()).isEmpty();
    // Nor does the next one of the same thread send it.
    transaction.executeWithoutResult(status -> assertThat(versions()).isEmpty());
  }

  @Test
  void leavesAnotherTransactionsAlone() {
    TransactionTemplate another =
        new TransactionTemplate(service.bean(PlatformTransactionManager.class));
    another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transaction.executeWithoutResult(
        status -> {
          keep(INSERT);
          another.executeWithoutResult(inner -> assertThat(versions()).isEmpty());
          keep(UPDATE);
        });
    assertThat(versions()).containsExactly(2);
  }

  @Test
  void endsTheTransactionWithWhatTheDatabaseRefuses() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      keep(INSERT);
                      keep(INSERT);
                    }))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(versions()).isEmpty();
  }

  @Test
  void takesNothingOutsideATransaction() {
    assertThatThrownBy(() -> keep(INSERT)).isInstanceOf(IllegalStateException.class);
  }
}
