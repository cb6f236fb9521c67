package dev.merchantreview.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL as the local platform and the tests run it. */
public final class Postgres {

  private Postgres() {}

  /**
   * A server that keeps its data when it stops, and that has on the disk whatever it confirmed. The
   * builder's own defaults are for tests that may lose everything: it starts the server with {@code
   * -F} and without synchronous commits.
   */
  public static EmbeddedPostgres.Builder builder(int port, Path data, Duration patience) {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPGStartupWait(patience)
        .setRegisterShutdownHook(false)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on");
  }

  /** The server's first process, which all its others come from. */
  static ProcessHandle process(Path data) {
    try {
      return ProcessHandle.of(
              Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip()))
          .orElseThrow();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Ends the server as a loss of power would: none of its processes can write anything more. */
  public static void kill(Path data) {
    ProcessHandle first = process(data);
    List<ProcessHandle> others = first.descendants().toList();
    first.destroyForcibly();
    others.forEach(ProcessHandle::destroyForcibly);
    first.onExit().join();
    others.forEach(other -> other.onExit().join());
  }

  public static void delete(Path data) {
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
