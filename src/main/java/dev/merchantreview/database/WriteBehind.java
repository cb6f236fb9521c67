package dev.merchantreview.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps statements back whose outcome nobody waits for, and sends them together, in their order:
 * before the next statement of the same transaction, whatever it is, and at the latest before the
 * transaction commits. So whoever asks sees what they did, what was refused ends the transaction,
 * and all of them cost one round trip.
 */
@Component
public class WriteBehind implements TransactionExecutionListener {

  /** A long transaction that only writes does not hold all of it in memory. */
  private static final int MOST = 16;

  private final OneTrip trips;

  WriteBehind(DataSource dataSource) {
    // Not the template of everybody, which sends these first.
    this.trips = new OneTrip(new JdbcTemplate(dataSource));
  }

  private record Kept(OneTrip.Part part, IntConsumer then) {}

  /**
   * @param sql a constant that changes something
   * @throws IllegalStateException outside a transaction
   */
  public void add(String sql, Map<String, ? extends @Nullable Object> parameters) {
    add(sql, parameters, rows -> {});
  }

  /**
   * The same.
   *
   * @param then is told how many rows it changed, once it was sent; before the transaction commits
   */
  public void add(
      String sql, Map<String, ? extends @Nullable Object> parameters, IntConsumer then) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("what is kept back goes with its transaction");
    }
    Pending pending =
        Objects.requireNonNull(pending(), "what would send it was not there at the begin");
    pending.kept.add(new Kept(OneTrip.Part.change(sql, parameters), then));
    if (pending.committing || pending.kept.size() >= MOST) {
      send();
    }
  }

  /**
   * With the transaction, and not with the first that is kept back: that may come when the commit
   * has begun, and who comes then to be called before it is not called any more.
   */
  @Override
  public void afterBegin(TransactionExecution begun, @Nullable Throwable failure) {
    if (failure == null
        && pending() == null
        && TransactionSynchronizationManager.isSynchronizationActive()) {
      Pending pending = new Pending();
      TransactionSynchronizationManager.bindResource(this, pending);
      TransactionSynchronizationManager.registerSynchronization(pending);
    }
  }

  /** Sends what the present transaction has kept back. */
  void send() {
    Pending pending = pending();
    while (pending != null && !pending.kept.isEmpty()) {
      List<Kept> all = List.copyOf(pending.kept);
      pending.kept.clear();
      int[] changed = trips.run(all.stream().map(Kept::part).toList());
      for (int i = 0; i < changed.length; i++) {
        all.get(i).then().accept(changed[i]);
      }
    }
  }

  private @Nullable Pending pending() {
    return (Pending) TransactionSynchronizationManager.getResource(this);
  }

  /** What one transaction has kept back. */
  private final class Pending implements TransactionSynchronization {

    private final List<Kept> kept = new ArrayList<>();
    private boolean committing;

    /** After everybody who writes something before the commit. */
    @Override
    public int getOrder() {
      return LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      committing = true;
      send();
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(WriteBehind.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(WriteBehind.this, this);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(WriteBehind.this);
    }
  }
}
