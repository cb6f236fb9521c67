package dev.merchantreview.database;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the database says of itself and of us. */
@Component
class DatabaseStanding {

  private final JdbcClient jdbc;

  DatabaseStanding(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What stands against a good state.
   *
   * @param notDurable settings under which something confirmed may be lost, as this service's own
   *     connections have them: {@code name=value}
   * @param excessRights what this service could do to the records and need not
   */
  record Faults(List<String> notDurable, List<String> excessRights) {}

  Faults look() {
    return new Faults(notDurable(), excessRights());
  }

  private List<String> notDurable() {
    return jdbc.sql(
            "select name || '=' || setting from pg_settings"
                + " where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name")
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** A table is append-only when a trigger of it refuses changes. */
  private List<String> excessRights() {
    return jdbc.sql(
            "select 'is a superuser' from pg_roles where rolname = current_user and rolsuper"
                + " union all select 'owns ' || string_agg(relname, ', ' order by relname) from ("
                + AppendOnly.TABLES
                + ") kept where pg_has_role(current_user, relowner, 'MEMBER') having count(*) > 0"
                + " union all select 'may change ' || string_agg(relname, ', ' order by relname) from ("
                + AppendOnly.TABLES
                + ") kept where has_table_privilege(oid, 'DELETE, TRUNCATE, TRIGGER')"
                + " or (refuses_update and has_table_privilege(oid, 'UPDATE')) having count(*) > 0")
        .query((row, number) -> row.getString(1))
        .list();
  }
}
