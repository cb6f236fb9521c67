package dev.merchantreview.shared;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells failures of the database from those of what it was asked. */
public final class DatabaseAway {

  private DatabaseAway() {}

  /**
   * Whether a failure says nothing of what was read: the database does not answer, or not in time.
   */
  public static boolean explains(RuntimeException failure) {
    return failure instanceof DataAccessResourceFailureException
        || failure instanceof TransientDataAccessException
        || failure instanceof CannotCreateTransactionException
        || failure instanceof TransactionSystemException;
  }
}
