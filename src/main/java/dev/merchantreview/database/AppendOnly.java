package dev.merchantreview.database;

/** The append-only tables, as the database's catalog lists them. */
final class AppendOnly {

  /**
   * Tables with a trigger that refuses deletes: {@code oid}, {@code relname}, {@code relowner} and
   * {@code refuses_update}. The numbers are those of {@code pg_trigger.tgtype}: 8 for deletes, 16
   * for updates.
   */
  static final String TABLES =
      "select c.oid, c.relname, c.relowner, bool_or(t.tgtype & 16 > 0) as refuses_update from pg_class c"
          + " join pg_trigger t on t.tgrelid = c.oid join pg_proc p on p.oid = t.tgfoid"
          + " where p.proname = 'refuse_change' and c.relnamespace = current_schema()::regnamespace"
          + " group by c.oid, c.relname, c.relowner having bool_or(t.tgtype & 8 > 0)";

  private AppendOnly() {}
}
