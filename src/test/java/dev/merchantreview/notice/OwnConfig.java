package dev.merchantreview.notice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The shipped configuration in a folder of a test's own, to be changed there. */
final class OwnConfig {

  private OwnConfig() {}

  static void copy(Path folder) throws IOException {
    Path config = Path.of("config");
    try (Stream<Path> files = Files.walk(config)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.startsWith(config.resolve("camunda"))) {
          continue;
        }
        Path to = folder.resolve(config.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }
}
