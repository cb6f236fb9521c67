package dev.merchantreview.shared;

import java.util.HashMap;
import java.util.Map;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the present transaction holds a lock on in the database until its end, and so needs not ask
 * for once more. Another transaction, also one that begins inside, has one of its own. Locks that
 * are given back earlier, as those taken after a savepoint, do not belong here.
 *
 * @param <K> what is locked
 * @param <V> what is known of it
 */
public final class HeldInTransaction<K, V> {

  private final class Held implements TransactionSynchronization {

    private final Map<K, V> values = new HashMap<>();

    private boolean isOf(HeldInTransaction<?, ?> one) {
      return one == HeldInTransaction.this;
    }
  }

  /**
   * What is held, to be added to; of nobody else and forgotten at once where there is no
   * transaction.
   */
  @SuppressWarnings("unchecked")
  public Map<K, V> values() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return new HashMap<>();
    }
    for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
      if (one instanceof HeldInTransaction<?, ?>.Held held && held.isOf(this)) {
        return ((Held) held).values;
      }
    }
    Held held = new Held();
    TransactionSynchronizationManager.registerSynchronization(held);
    return held.values;
  }
}
