package dev.merchantreview.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class HeldInTransactionTest {

  /** Spring's own order of beginning, suspending and ending, with nothing below. */
  private static final class NothingBelow extends AbstractPlatformTransactionManager {

    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    @Override
    protected Object doGetTransaction() {
      return new Object();
    }

    @Override
    protected boolean isExistingTransaction(Object transaction) {
      return DEPTH.get() > 0;
    }

    @Override
    protected Object doSuspend(Object transaction) {
      return transaction;
    }

    @Override
    protected void doResume(Object transaction, Object suspended) {
      // Its synchronizations come back with it, which is what is tried.
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
      DEPTH.set(DEPTH.get() + 1);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
      DEPTH.set(DEPTH.get() - 1);
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
      DEPTH.set(DEPTH.get() - 1);
    }
  }

  private final HeldInTransaction<String, Integer> held = new HeldInTransaction<>();
  private final HeldInTransaction<String, Integer> other = new HeldInTransaction<>();
  private final TransactionTemplate transaction = new TransactionTemplate(new NothingBelow());

  private final TransactionTemplate inside =
      new TransactionTemplate(
          new NothingBelow(),
          new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));

  @Test
  void isKnownToTheEndOfTheTransactionAndToNobodyElse() {
    transaction.executeWithoutResult(
        status -> {
          held.values().put("a", 1);
          assertThat(held.values()).containsEntry("a", 1);
          assertThat(other.values()).isEmpty();
        });
    transaction.executeWithoutResult(status -> assertThat(held.values()).isEmpty());
  }

  @Test
  void isNotKnownToATransactionThatBeginsInside() {
    transaction.executeWithoutResult(
        status -> {
          held.values().put("a", 1);
          inside.executeWithoutResult(within -> assertThat(held.values()).isEmpty());
          assertThat(held.values()).containsEntry("a", 1);
        });
  }

  @Test
  void isForgottenWhenTheTransactionFails() {
    transaction.executeWithoutResult(
        status -> {
          held.values().put("a", 1);
          status.setRollbackOnly();
        });
    transaction.executeWithoutResult(status -> assertThat(held.values()).isEmpty());
  }

  @Test
  void isKeptNowhereWithoutATransaction() {
    held.values().put("a", 1);
    assertThat(held.values()).isEmpty();
  }
}
