package dev.merchantreview.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.stereotype.Component;

/**
 * Has one instance at a time do what is to be done once for all. The lock is held by a transaction
 * on a connection of its own, which does nothing else: the work has its own transactions, and an
 * instance that dies releases it. A connection can break before the work ends, so the work has to
 * be correct even when two instances do it.
 */
@Component
public class OneInstance {

  private static final Logger log = LoggerFactory.getLogger(OneInstance.class);

  private final DataSource dataSource;

  public OneInstance(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Does the work unless another instance is doing it.
   *
   * @return whether it was done here
   */
  public boolean ifFree(SharedJob job, Runnable work) {
    return run(job, "select pg_try_advisory_xact_lock(hashtextextended(?, ?))", work);
  }

  /** Does the work once no other instance is doing it. */
  public void inTurn(SharedJob job, Runnable work) {
    // The function itself answers nothing.
    run(job, "select pg_advisory_xact_lock(hashtextextended(?, ?)) is not null", work);
  }

  private boolean run(SharedJob job, String lock, Runnable work) {
    Connection connection = connect();
    try {
      if (!isHeld(connection, job, lock)) {
        return false;
      }
      work.run();
      return true;
    } finally {
      letGo(connection, job);
    }
  }

  private Connection connect() {
    try {
      return dataSource.getConnection();
    } catch (SQLException failed) {
      throw new DataAccessResourceFailureException("no connection for a lock", failed);
    }
  }

  private boolean isHeld(Connection connection, SharedJob job, String lock) {
    try {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(lock)) {
        statement.setString(1, job.name());
        statement.setInt(2, DatabaseLock.JOB.number());
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getBoolean(1);
        }
      }
    } catch (SQLException failed) {
      throw new DataAccessResourceFailureException("no lock for " + job, failed);
    }
  }

  private static void letGo(Connection connection, SharedJob job) {
    try {
      connection.rollback();
    } catch (SQLException brokenBefore) {
      log.debug("The lock of {} ended before the work: {}", job, brokenBefore.toString());
    } finally {
      JdbcUtils.closeConnection(connection);
    }
  }
}
