package dev.merchantreview.testing;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.Http;
import dev.merchantreview.local.LocalDatabase;
import dev.merchantreview.local.LocalPlatform;
import dev.merchantreview.local.Postgres;
import dev.merchantreview.local.Settings;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The release before, as a process beside the present service: its own classes, diagrams, settings
 * and migrations, packed in {@code src/test/releases}, on the libraries of the present one. It
 * works on a database of its own, which the present service is to be started on as well.
 */
public final class PreviousRelease {

  private static final Path PACKED = Path.of("src/test/releases");
  private static final String NAME = "previous-release";
  private static final String DATABASE = "previous_release";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static Path unpacked;

  private final LocalPlatform platform;
  private final Settings settings;
  private final List<String> arguments;
  private ProcessHandle process;

  PreviousRelease(LocalPlatform platform, Settings settings, int port, int grpc) {
    this.platform = platform;
    this.settings = settings.with(port, settings.postgres(), settings.sandbox(), grpc);
    this.arguments =
        List.of(
            Settings.laterCounts(
                settings.serviceArguments(grpc, DATABASE),
                List.of(
                    "--server.port=" + port,
                    "--merchant-review.reconciliation.interval=2s",
                    "--merchant-review.reconciliation.grace=3s",
                    // As on a cluster of one's own: of two releases the newer one's diagrams count.
                    "--merchant-review.engine.deploy-superseded=false")));
    LocalDatabase.create(settings, DATABASE);
  }

  /** What the present service has to be told to work beside it. */
  public String[] besideIt() {
    return new String[] {
      "--spring.datasource.url=" + settings.jdbcUrl(DATABASE),
      "--merchant-review.engine.deploy-superseded=false",
      "--merchant-review.documents.kept-in=DATABASE"
    };
  }

  /** The name of the database both work on. */
  public String database() {
    return DATABASE;
  }

  /** Starts it and waits until it answers. */
  public void start() {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                folder() + File.pathSeparator + libraries(),
                "dev.merchantreview.MerchantReviewApplication"));
    command.addAll(arguments);
    // Not in the project, whose ./config it would take for its own.
    process = platform.processes().start(NAME, 5, command, folder(), Map.of());
    CompletableFuture<ProcessHandle> ended = process.onExit();
    Http.await(
        NAME,
        PATIENCE,
        () -> {
          if (ended.isDone()) {
            throw new IllegalStateException(
                "it ended, see " + platform.processes().log(NAME) + ": " + lastWords());
          }
          return Http.status(settings.serviceUrl() + "/actuator/health/readiness") == 200;
        });
  }

  /** Stops it as an operator does, and waits until it has ended. */
  public void stop() {
    process.destroy();
    process.onExit().join();
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(platform.processes().log(NAME));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Calls it; its answers keep its own contract, which is another one. */
  public ApiClient api(String user) {
    return new ApiClient(settings.serviceUrl(), user);
  }

  /** The names of the migrations it came with. */
  public static List<String> migrations() {
    try (Stream<Path> files = Files.list(folder().resolve("db/migration"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** What stands in one of them. */
  public static String migration(String name) {
    try {
      return Files.readString(folder().resolve("db/migration").resolve(name));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Where it is unpacked, once for each release that was ever the previous one. */
  private static synchronized Path folder() {
    if (unpacked == null) {
      try {
        unpacked = unpack();
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
    return unpacked;
  }

  private static Path unpack() throws IOException {
    Properties packed = new Properties();
    try (InputStream file = Files.newInputStream(PACKED.resolve("previous.properties"))) {
      packed.load(file);
    }
    Path archive = PACKED.resolve("previous.tar.xz");
    Path target =
        Path.of("target/releases", packed.getProperty("commit") + "-" + Files.size(archive))
            .toAbsolutePath();
    if (Files.exists(target)) {
      return target;
    }
    Files.createDirectories(target.getParent());
    Path fresh = Files.createTempDirectory(target.getParent(), "unpacking-");
    try (TarArchiveInputStream entries =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path file = fresh.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    try {
      Files.move(fresh, target);
    } catch (IOException another) {
      // Another run of tests was first.
      Postgres.delete(fresh);
    }
    return target;
  }

  /** The jars of the present class path, without what was built here. */
  private static String libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(one -> one.endsWith(".jar"))
        .filter(
            one -> !Path.of(one).toAbsolutePath().startsWith(Path.of("target").toAbsolutePath()))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
