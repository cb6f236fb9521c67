package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the service's database user may do. */
class RightsIT {

  private final ServiceAlone service = ServiceAlone.get();
  private final JdbcClient asService = service.databaseAsService();

  /** A table that keeps everything, and whether its rows may be changed in part. */
  record Kept(String relname, boolean refusesUpdate) {}

  @Test
  void mayNotChangeWhatIsKeptForEver() {
    List<Kept> kept = kept();
    assertThat(kept)
        .extracting(Kept::relname)
        .contains(
            "history_event",
            "ledger_posting",
            "deposit_payment",
            "deposit_penalty",
            "product_version",
            "streamer_version",
            "figure_report",
            "deposit_account",
            "payout",
            "payout_finding");
    for (Kept table : kept) {
      String name = table.relname();
      assertThat(asService.sql("select count(*) from " + name).query(Long.class).single())
          .isNotNegative();
      refused("delete from " + name);
      refused("truncate " + name);
      refused("alter table " + name + " disable trigger all");
      refused("alter table " + name + " add column x int");
      refused("drop table " + name);
      refused("create trigger x before insert on " + name + " execute function refuse_change()");
      if (table.refusesUpdate()) {
        refused("update " + name + " set " + firstColumn(name) + " = " + firstColumn(name));
      }
    }
  }

  @Test
  void mayNotStepRoundTheTriggers() {
    refused("set session_replication_role = replica");
    refused("set role merchant_review_owner");
    refused(
        "create or replace function refuse_change() returns trigger language sql as 'select 1'");
    refused("create table public.x (y int)");
    refused("delete from flyway_schema_history");
    refused("drop trigger history_event_append_only on history_event");
  }

  @Test
  void mayDeleteOnlyWhereTheServiceDoes() throws IOException {
    Set<String> may =
        new TreeSet<>(
            asService
                .sql(
                    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
                        + " and has_table_privilege(oid, 'DELETE')")
                .query(String.class)
                .list());
    assertThat(may).isEqualTo(deletedFrom());
  }

  @Test
  void isToldToHaveNoRightTooMuchAndADurableDatabase() {
    JsonNode details =
        service.api("operator").get("/actuator/health").body().path("components").path("database");
    assertThat(details.path("status").asString()).isEqualTo("UP");
    Map<String, Object> health = service.bean(DatabaseCheck.class).health().getDetails();
    assertThat(health)
        .containsEntry("durable", true)
        .containsEntry("notDurable", List.of())
        .containsEntry("excessRights", List.of());
  }

  @Test
  void runsOnADurableDatabase() {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      assertThat(service.database().sql("show " + setting).query(String.class).single())
          .as(setting)
          .isEqualTo("on");
    }
  }

  private void refused(String sql) {
    assertThatThrownBy(() -> asService.sql(sql).update())
        .as(sql)
        .rootCause()
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  private List<Kept> kept() {
    return asService
        .sql(AppendOnly.TABLES)
        .query(
            (row, number) -> new Kept(row.getString("relname"), row.getBoolean("refuses_update")))
        .list();
  }

  private String firstColumn(String table) {
    return asService
        .sql(
            "select attname from pg_attribute where attrelid = cast(:table as regclass) and attnum = 1")
        .param("table", table)
        .query(String.class)
        .single();
  }

  private static Set<String> deletedFrom() throws IOException {
    // Written out, or by what forgets old rows.
    Pattern delete =
        Pattern.compile(
            "(?:delete from |new OldRows\\.Kind\\(\\s*\"[a-z-]+\",\\s*\")([a-z_]+)",
            Pattern.CASE_INSENSITIVE);
    Set<String> tables = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        delete
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> tables.add(found.group(1)));
      }
    }
    return tables;
  }
}
