package dev.merchantreview.testing;

import dev.merchantreview.database.ReleaseTables;
import dev.merchantreview.local.LocalDatabase;
import dev.merchantreview.local.Postgres;
import dev.merchantreview.local.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/**
 * The files of a database server that has the service's tables and nothing in them: made once, and
 * copied for each server a test starts, which so needs a moment instead of seconds. The service
 * checks at its start, as always, that they are those of its version.
 */
final class MigratedData {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static Path made;

  private MigratedData() {}

  /**
   * A folder with a copy, to be deleted by whoever asked for it.
   *
   * @param settings the port the first one may use meanwhile
   */
  static synchronized Path copy(Settings settings) {
    if (made == null) {
      made = make(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Postgres.delete(made)));
    }
    Path copy = Scratch.directory("merchant-review-postgres");
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.toList()) {
        if (!file.equals(made)) {
          Files.copy(
              file,
              copy.resolve(made.relativize(file).toString()),
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return copy;
  }

  private static Path make(Settings settings) {
    Path data = Scratch.directory("merchant-review-tables");
    try {
      EmbeddedPostgres server = Postgres.builder(settings.postgres(), data, PATIENCE).start();
      LocalDatabase.create(settings, Settings.DATABASE);
      Flyway.configure()
          .dataSource(settings.jdbcUrl(), Settings.OWNER, Settings.OWNER)
          .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
          .placeholders(
              Map.of(
                  "service-role",
                  Settings.SERVICE_USER,
                  "calendar-zone",
                  "Asia/Shanghai",
                  ReleaseTables.NEWEST,
                  Integer.toString(ReleaseTables.newest())))
          .load()
          .migrate();
      server.close();
      return data;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
