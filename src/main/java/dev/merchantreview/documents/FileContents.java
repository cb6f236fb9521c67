package dev.merchantreview.documents;

import dev.merchantreview.shared.OutsideUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Keeps contents in a directory that all instances share, in 65,536 directories below it. A file is
 * written under another name, forced to the disk and then renamed, so nobody ever sees a part of
 * it.
 */
final class FileContents implements ContentStore {

  private static final String INCOMING = "incoming";

  private final Path directory;

  /**
   * @param directory is there; nothing else is kept in it
   */
  FileContents(Path directory) {
    this.directory = directory;
  }

  @Override
  public void store(String address, byte[] content) {
    Path file = file(address);
    try {
      requireDirectory();
      Path incoming = Files.createDirectories(directory.resolve(INCOMING));
      Path written = incoming.resolve(UUID.randomUUID().toString());
      try {
        write(written, content);
        Path upper = directory.resolve(address.substring(0, 2));
        Path lower = upper.resolve(address.substring(2, 4));
        if (!Files.isDirectory(lower)) {
          Files.createDirectories(lower);
          force(upper);
          force(directory);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        force(lower);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** A new name is on the disk only once its directory is. */
  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<byte[]> open(String address) {
    try {
      return Optional.of(Files.readAllBytes(file(address)));
    } catch (NoSuchFileException missing) {
      requireDirectory();
      return Optional.empty();
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  @Override
  public boolean exists(String address) {
    requireDirectory();
    return Files.isRegularFile(file(address));
  }

  @Override
  public void remove(String address) {
    requireDirectory();
    try {
      Files.deleteIfExists(file(address));
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  @Override
  public void tidy(Instant before) {
    Path incoming = directory.resolve(INCOMING);
    if (!Files.isDirectory(incoming)) {
      return;
    }
    try (Stream<Path> files = Files.list(incoming)) {
      List<Path> all = files.toList();
      for (Path one : all) {
        tidy(one, before);
      }
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private static void tidy(Path file, Instant before) throws IOException {
    try {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException renamedMeanwhile) {
      // As it should be.
    }
  }

  @Override
  public String description() {
    return directory.toString();
  }

  private Path file(String address) {
    return directory.resolve(ContentStore.path(address));
  }

  /** A volume that is not mounted has lost nothing. */
  private void requireDirectory() {
    if (!Files.isDirectory(directory)) {
      throw new OutsideUnavailableException(
          "the directory of contents is not there: " + directory, null);
    }
  }

  private OutsideUnavailableException unavailable(IOException failed) {
    return new OutsideUnavailableException(
        "the directory of contents does not answer: " + failed, failed);
  }
}
