package dev.merchantreview.testing;

import dev.merchantreview.local.Http;
import dev.merchantreview.local.LaunchException;
import dev.merchantreview.local.Postgres;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak from its Maven artifact ({@code src/test/keycloak}): fetched, unpacked, built without
 * what tests do not ask for, and started once, so that later starts find a database and an archive
 * of its classes and need seconds instead of a quarter of a minute.
 */
final class KeycloakProgram {

  static final String ADMIN = "admin";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NOT_ASKED_FOR =
      "admin,account,ciba,device-flow,par,organization,impersonation,kerberos,web-authn,passkeys,"
          + "update-email,opentelemetry";

  private final Path root;
  private final Path home;

  KeycloakProgram(Path root) {
    this.root = root;
    this.home = root.resolve(".local/programs/keycloak");
  }

  /** Does what was not done yet. */
  KeycloakProgram prepare() throws IOException, InterruptedException {
    Path pom = root.resolve("src/test/keycloak/pom.xml");
    Path done = home.resolve("prepared");
    if (Files.exists(done)
        && Files.readString(done).equals(NOT_ASKED_FOR)
        && Files.getLastModifiedTime(done).compareTo(Files.getLastModifiedTime(pom)) >= 0) {
      return this;
    }
    if (Files.exists(home)) {
      Postgres.delete(home);
    }
    Files.createDirectories(home);
    unpack(fetched(pom));
    finish("build", run("build.log", Map.of(), build()));
    Process first = start(database(), 0, "first-start.log");
    awaitStarted(first, "first-start.log");
    first.destroy();
    finish("stop", first);
    Files.writeString(done, NOT_ASKED_FOR);
    return this;
  }

  private Path fetched(Path pom) throws IOException, InterruptedException {
    Path list = home.resolve("artifact");
    Process maven =
        new ProcessBuilder(
                root.resolve("mvnw").toString(),
                "-B",
                "-f",
                pom.toString(),
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + list)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("fetch.log").toFile())
            .start();
    finish("fetch", maven);
    return Path.of(Files.readString(list).strip());
  }

  private void finish(String what, Process process) throws InterruptedException {
    int exit = process.waitFor();
    // What was asked to end says so: 128 and the signal.
    if (exit != 0 && exit != 143) {
      throw new LaunchException("Keycloak's " + what + " failed, see the logs in " + home);
    }
  }

  /** Without the folder that holds everything. */
  private void unpack(Path zip) throws IOException {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(file)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target =
            program().resolve(entry.getName().substring(entry.getName().indexOf('/') + 1));
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
    }
  }

  private Path program() {
    return home.resolve("program");
  }

  private Path database() {
    return home.resolve("database");
  }

  /** A copy of the database of the first start, for one that is started for tests. */
  void copyDatabase(Path target) throws IOException {
    Path made = database();
    Files.walkFileTree(
        made,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                target.resolve(made.relativize(file).toString()),
                StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private List<String> build() {
    return List.of(
        "build",
        "--db=dev-file",
        "--health-enabled=false",
        "--metrics-enabled=false",
        "--features-disabled=" + NOT_ASKED_FOR);
  }

  /**
   * Starts it.
   *
   * @param port where it listens; 0 for one that nobody asks
   */
  Process start(Path database, int port, String log) throws IOException {
    return run(
        log,
        Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN, "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN),
        List.of(
            "start",
            "--optimized",
            "--http-enabled=true",
            "--hostname-strict=false",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--cache=local",
            "--db-url=jdbc:h2:file:" + database.resolve("keycloakdb") + ";NON_KEYWORDS=VALUE"));
  }

  private void awaitStarted(Process process, String log) {
    Http.await(
        "Keycloak's first start",
        PATIENCE,
        () -> {
          if (!process.isAlive()) {
            throw new LaunchException("Keycloak ended, see " + home.resolve(log));
          }
          return contains(home.resolve(log), "Listening on:");
        });
  }

  private static boolean contains(Path log, String text) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.anyMatch(line -> line.contains(text));
    } catch (IOException cause) {
      return false;
    }
  }

  private Process run(String log, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (arguments.getFirst().equals("start")) {
      command.add("-XX:+AutoCreateSharedArchive");
      command.add("-XX:SharedArchiveFile=" + home.resolve("classes.jsa"));
    }
    command.addAll(
        List.of(
            "-Xms128m",
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:MetaspaceSize=128m",
            "-Dkc.home.dir=" + program(),
            "-Djboss.server.config.dir=" + program().resolve("conf"),
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dpicocli.disable.closures=true",
            "-Dkc.config.build-and-exit=" + arguments.getFirst().equals("build"),
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            program().resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(home.resolve(log).toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
