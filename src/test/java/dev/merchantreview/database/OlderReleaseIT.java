package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.Settings;
import dev.merchantreview.testing.PreviousRelease;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An instance of this release that restarts once a newer one has changed the tables. */
class OlderReleaseIT {

  private static final String DATABASE = "of_a_newer_release";
  private static final Path SCRIPTS = Path.of("src/main/resources/db/migration");

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void takesNothingBackFromTheNewerOne() {
    JdbcClient.create(service.superuser())
        .sql("create database " + DATABASE + " owner " + Settings.OWNER)
        .update();
    JdbcClient owner = JdbcClient.create(as(Settings.OWNER));
    JdbcClient running = JdbcClient.create(as(Settings.SERVICE_USER));
    start();
    assertThat(mayDelete(running)).doesNotContain("store").contains("notification");

    // While both are of this release it sets the rights.
    owner.sql("grant delete on store to " + Settings.SERVICE_USER).update();
    start();
    assertThat(mayDelete(running)).doesNotContain("store");

    // A newer one has a table more, which it deletes from, and does so with stores as well.
    owner.sql("create table shelf (id text)").update();
    owner.sql("grant delete on store, shelf to " + Settings.SERVICE_USER).update();
    owner.sql("revoke delete on notification from " + Settings.SERVICE_USER).update();
    owner
        .sql(
            "create or replace function case_day(given timestamptz) returns date language sql immutable"
                + " as 'select date ''2026-11-28'''")
        .update();
    owner
        .sql(
            """
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            select max(installed_rank) + 1, :version, 'shelf', 'SQL', 'V' || :version || '__shelf.sql', 1, user, 1, true
              from flyway_schema_history
            """)
        .param("version", Integer.toString(ReleaseTables.newest() + 1))
        .update();
    start();
    assertThat(mayDelete(running)).contains("store", "shelf").doesNotContain("notification");
    assertThat(
            running.sql("select case_day(timestamptz 'epoch')::text").query(String.class).single())
        .isEqualTo("2026-11-28");
  }

  /** Whether a release is the newer one is told by its migrations. */
  @Test
  void isToldFromANewerOneWhereverThatSetsSomethingElse() throws IOException {
    boolean same = true;
    for (String name : PreviousRelease.migrations()) {
      same &=
          !name.startsWith("afterMigrate")
              || Files.readString(SCRIPTS.resolve(name)).equals(PreviousRelease.migration(name));
    }
    int before =
        PreviousRelease.migrations().stream()
            .filter(MigrationScript::isOne)
            .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf('_'))))
            .max()
            .orElseThrow();
    assertThat(same || ReleaseTables.newest() > before).isTrue();
  }

  /** What a start does to the tables. */
  private void start() {
    Flyway.configure()
        .configuration(service.bean(Flyway.class).getConfiguration())
        .dataSource(as(Settings.OWNER))
        .load()
        .migrate();
  }

  private DriverManagerDataSource as(String user) {
    return new DriverManagerDataSource(service.jdbcUrl(DATABASE), user, user);
  }

  private static List<String> mayDelete(JdbcClient running) {
    return running
        .sql(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
                + " and has_table_privilege(oid, 'DELETE')")
        .query(String.class)
        .list();
  }
}
