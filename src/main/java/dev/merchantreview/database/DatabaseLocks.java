package dev.merchantreview.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Locks on what has no row to lock. They last until the caller's transaction ends, however it ends,
 * so they work through a connection pool, too.
 */
@Component
public class DatabaseLocks {

  private final JdbcClient jdbc;

  DatabaseLocks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Waits until nobody else has it.
   *
   * @throws IllegalStateException outside a transaction, where the lock would be released at once
   */
  public void hold(DatabaseLock lock, String subject) {
    requireTransaction();
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:subject, :number))")
        .param("subject", subject)
        .param("number", lock.number())
        .query(row -> {});
  }

  /**
   * Takes it when nobody else has it.
   *
   * @return whether it is held now
   * @throws IllegalStateException outside a transaction, where the lock would be released at once
   */
  public boolean tryToHold(DatabaseLock lock, String subject) {
    requireTransaction();
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:subject, :number))")
        .param("subject", subject)
        .param("number", lock.number())
        .query(Boolean.class)
        .single();
  }

  private static void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a lock ends with its transaction, and there is none");
    }
  }
}
