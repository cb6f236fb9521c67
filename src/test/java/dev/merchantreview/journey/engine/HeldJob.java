package dev.merchantreview.journey.engine;

import dev.merchantreview.testing.TestPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A job of an instance that the service is given and does not come to the end of: before its work
 * goes on record, the database has it wait until it is let go. Nothing else waits.
 */
final class HeldJob implements AutoCloseable {

  private final TestPlatform platform;
  private final Connection connection;
  private final JdbcClient holder;
  private final String caseId;
  private final String jobType;
  private final long instance;

  /**
   * @param jobType as the service names it, whatever the instance's diagram does
   */
  HeldJob(TestPlatform platform, String caseId, String jobType) throws SQLException {
    this.platform = platform;
    this.caseId = caseId;
    this.jobType = jobType;
    this.instance = platform.instanceOf(caseId);
    this.connection = platform.superuser().getConnection();
    this.holder = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    holder.sql("select pg_advisory_lock(:key)").param("key", instance).query().singleRow();
    holder
        .sql(
            """
            create function hold_job() returns trigger language plpgsql as $$
            begin
              perform pg_advisory_xact_lock_shared(new.process_instance_key);
              return new;
            end $$
            """)
        .update();
    holder
        .sql(
            """
            create trigger hold_job before insert on engine_job_done for each row
              when (new.process_instance_key = %d and new.job_type = '%s') execute function hold_job()
            """
                .formatted(instance, jobType))
        .update();
  }

  void await() {
    TestPlatform.await(jobType + " of " + caseId + " being worked on", this::isWorkedOn);
  }

  boolean isWorkedOn() {
    return platform
        .database()
        .sql(
            "select exists (select from pg_locks where locktype = 'advisory' and not granted"
                + " and (classid::bigint << 32 | objid::bigint) = :key)")
        .param("key", instance)
        .query(Boolean.class)
        .single();
  }

  void letGo() {
    holder.sql("select pg_advisory_unlock(:key)").param("key", instance).query().singleRow();
  }

  /** Lets it go, too, when a failed test has not. */
  @Override
  public void close() throws SQLException {
    holder.sql("select pg_advisory_unlock_all()").query().singleRow();
    holder.sql("drop trigger hold_job on engine_job_done").update();
    holder.sql("drop function hold_job()").update();
    connection.close();
  }
}
