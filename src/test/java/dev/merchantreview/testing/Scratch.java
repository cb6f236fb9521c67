package dev.merchantreview.testing;

import dev.merchantreview.local.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where tests keep the data of their servers: in memory where the system has a place for that, so
 * that no test waits for a disk that others write to. The servers' own settings stay those of the
 * product: a commit is confirmed when the file system says that it is written.
 */
final class Scratch {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 4L << 30;
  private static final String PREFIX = "merchant-review-tests-";
  private static final Path HOME = home();

  private Scratch() {}

  /** An empty folder of its own, to be deleted by whoever asked for it. */
  static Path directory(String prefix) {
    try {
      return Files.createTempDirectory(HOME, prefix);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Path home() {
    try {
      Path parent = hasRoom() ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
      deleteAbandoned(parent);
      return Files.createDirectories(parent.resolve(PREFIX + ProcessHandle.current().pid()));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** What runs left behind that were killed would take the memory for ever. */
  private static void deleteAbandoned(Path parent) throws IOException {
    try (Stream<Path> others = Files.list(parent)) {
      others
          .filter(one -> one.getFileName().toString().matches(PREFIX + "[0-9]+"))
          .filter(one -> !isAlive(one.getFileName().toString().substring(PREFIX.length())))
          .forEach(Postgres::delete);
    }
  }

  private static boolean isAlive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
  }

  private static boolean hasRoom() throws IOException {
    return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
  }
}
