package dev.merchantreview.testing;

import dev.merchantreview.local.Http;
import dev.merchantreview.local.LaunchException;
import dev.merchantreview.local.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** The one authorization server of a run of tests; its start costs more than all that is asked. */
final class KeycloakServer {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static KeycloakServer instance;

  private final Path data = Scratch.directory("merchant-review-keycloak");
  private final int port = FreePorts.one();
  private final Process process;

  private KeycloakServer() {
    try {
      KeycloakProgram program = new KeycloakProgram(Path.of("").toAbsolutePath()).prepare();
      program.copyDatabase(data);
      process = program.start(data, port, "keycloak.log");
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  /** It begins to start when it is asked for first. */
  static synchronized KeycloakServer get() {
    if (instance == null) {
      instance = new KeycloakServer();
    }
    return instance;
  }

  int port() {
    return port;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void awaitStarted() {
    Http.await(
        "Keycloak",
        PATIENCE,
        () -> {
          if (!process.isAlive()) {
            throw new LaunchException("Keycloak ended, see .local/programs/keycloak/keycloak.log");
          }
          return Http.status(url() + "/realms/master") == 200;
        });
  }

  private void end() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Postgres.delete(data);
  }
}
