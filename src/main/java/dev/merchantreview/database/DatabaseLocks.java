package dev.merchantreview.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Locks on what has no row to lock. They last until the caller's transaction ends, however it ends,
 * so they work through a connection pool, too.
 */
@Component
public class DatabaseLocks {

  private static final String HOLD =
      "select pg_advisory_xact_lock(hashtextextended(:subject, :number))";
  private static final String TRY =
      "select pg_try_advisory_xact_lock(hashtextextended(:subject, :number))";

  private final JdbcClient jdbc;
  private final OneTrip trips;

  DatabaseLocks(JdbcClient jdbc, OneTrip trips) {
    this.jdbc = jdbc;
    this.trips = trips;
  }

  /**
   * What is asked as soon as a lock is held.
   *
   * @param sql a constant
   */
  public record Question<T>(
      String sql, Map<String, ? extends @Nullable Object> parameters, RowMapper<T> row) {}

  /**
   * Waits until nobody else has it.
   *
   * @throws IllegalStateException outside a transaction, where the lock would be released at once
   */
  public void hold(DatabaseLock lock, String subject) {
    requireTransaction();
    jdbc.sql(HOLD).param("subject", subject).param("number", lock.number()).query(row -> {});
  }

  /**
   * Takes it when nobody else has it.
   *
   * @return whether it is held now
   * @throws IllegalStateException outside a transaction, where the lock would be released at once
   */
  public boolean tryToHold(DatabaseLock lock, String subject) {
    requireTransaction();
    return jdbc.sql(TRY)
        .param("subject", subject)
        .param("number", lock.number())
        .query(Boolean.class)
        .single();
  }

  /**
   * Waits until nobody else has it, and asks then: what whoever had it before committed is seen.
   *
   * @throws IllegalStateException outside a transaction, where the lock would be released at once
   */
  public <T> List<T> hold(DatabaseLock lock, String subject, Question<T> question) {
    requireTransaction();
    List<T> found = new ArrayList<>();
    trips.run(
        List.of(new OneTrip.Part(HOLD, of(lock, subject), row -> {}), asked(question, found)));
    return found;
  }

  /**
   * Takes it when nobody else has it, and asks then.
   *
   * @param more goes with it, whether it is held or not
   * @return empty when somebody else has it
   * @throws IllegalStateException outside a transaction, where the lock would be released at once
   */
  public <T> Optional<List<T>> tryToHold(
      DatabaseLock lock, String subject, Question<T> question, OneTrip.Part more) {
    requireTransaction();
    List<Boolean> held = new ArrayList<>();
    List<T> found = new ArrayList<>();
    trips.run(
        List.of(
            new OneTrip.Part(TRY, of(lock, subject), row -> held.add(row.getBoolean(1))),
            asked(question, found),
            more));
    return held.getFirst() ? Optional.of(found) : Optional.empty();
  }

  private static Map<String, Object> of(DatabaseLock lock, String subject) {
    return Map.of("subject", subject, "number", lock.number());
  }

  private static <T> OneTrip.Part asked(Question<T> question, List<T> found) {
    return new OneTrip.Part(
        question.sql(),
        question.parameters(),
        row -> found.add(question.row().mapRow(row, found.size())));
  }

  private static void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a lock ends with its transaction, and there is none");
    }
  }
}
