package dev.merchantreview.testing;

import dev.merchantreview.local.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The libraries of Camunda 8.8's engine, which are other ones than the service's. */
final class EngineLibraries {

  private EngineLibraries() {}

  /**
   * The class path of a program of theirs; fetched where it is not there yet.
   *
   * @param home where the file is that names them
   * @param workFolder where the list is kept
   */
  static String classPath(Path home, Path workFolder) {
    Path list = workFolder.resolve("camunda-8.8.class-path");
    try {
      Process maven =
          new ProcessBuilder(
                  home.resolve("../../../mvnw").normalize().toString(),
                  "-B",
                  "-f",
                  home.resolve("pom.xml").toString(),
                  "dependency:build-classpath",
                  "-Dmdep.outputFile=" + list)
              .redirectErrorStream(true)
              .redirectOutput(workFolder.resolve("camunda-8.8.fetch.log").toFile())
              .start();
      if (maven.waitFor() != 0) {
        throw new LaunchException("Maven could not fetch the 8.8 engine, see " + workFolder);
      }
      return Files.readString(list).strip();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
