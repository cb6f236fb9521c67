package dev.merchantreview.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes databases as the service wants them. */
public final class LocalDatabase {

  private static final String HAND_OVER =
      """
      do $$
      declare
          change text;
      begin
          for change in
              select format('alter table %s owner to %s', oid::regclass, 'merchant_review_owner') from pg_class
               where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
                 and relowner <> 'merchant_review_owner'::regrole
              union all
              select format('alter routine %s owner to %s', oid::regprocedure, 'merchant_review_owner') from pg_proc
               where pronamespace = 'public'::regnamespace and proowner <> 'merchant_review_owner'::regrole
          loop
              execute change;
          end loop;
      end
      $$""";

  private LocalDatabase() {}

  /**
   * A database with the user who owns its tables and the one the service works as. One made before
   * there were the two is handed over.
   */
  public static void create(Settings settings, String name) {
    try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl("postgres"), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      for (String role : List.of(Settings.OWNER, Settings.SERVICE_USER)) {
        if (isAbsent(statement, "select from pg_roles where rolname = '" + role + "'")) {
          statement.execute("create role " + role + " login password '" + role + "'");
        }
      }
      if (isAbsent(statement, "select from pg_database where datname = '" + name + "'")) {
        statement.execute("create database " + name);
      }
      statement.execute("alter database " + name + " owner to " + Settings.OWNER);
    } catch (SQLException cause) {
      throw new LaunchException("PostgreSQL started but cannot be used: " + cause.getMessage());
    }
    try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl(name), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(HAND_OVER);
    } catch (SQLException cause) {
      throw new LaunchException("The database cannot be handed over: " + cause.getMessage());
    }
  }

  private static boolean isAbsent(Statement statement, String query) throws SQLException {
    try (ResultSet found = statement.executeQuery(query)) {
      return !found.next();
    }
  }
}
