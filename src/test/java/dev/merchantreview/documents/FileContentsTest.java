package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentsTest extends ContentStoreContract {

  @TempDir private Path parent;
  private Path directory;
  private FileContents store;

  @BeforeEach
  void anEmptyDirectory() throws IOException {
    directory = Files.createDirectory(parent.resolve("contents"));
    store = new FileContents(directory);
  }

  @Override
  ContentStore store() {
    return store;
  }

  @Override
  void loseIt() {
    move(directory, parent.resolve("elsewhere"));
  }

  @Override
  void findIt() {
    move(parent.resolve("elsewhere"), directory);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void spreadsFilesOverDirectories() {
    byte[] content = "a".getBytes(StandardCharsets.US_ASCII);
    String address = Sha256.hex(content);
    store.store(address, content);
    assertThat(directory.resolve("ca").resolve("97").resolve(address)).hasBinaryContent(content);
  }

  /** What a killed instance left goes, what another one is writing stays. */
  @Test
  void tidiesUpWhatWasBrokenOffLongAgo() throws IOException {
    Path incoming = Files.createDirectory(directory.resolve("incoming"));
    Path old = Files.writeString(incoming.resolve("old"), "half");
    Path young = Files.writeString(incoming.resolve("young"), "half");
    Instant dayAgo = Instant.now().minus(Duration.ofDays(1));
    Files.setLastModifiedTime(old, FileTime.from(dayAgo.minusSeconds(1)));
    store.tidy(dayAgo);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void leavesNothingOfWhatItCouldNotFinish() throws IOException {
    byte[] content = "b".getBytes(StandardCharsets.US_ASCII);
    String address = Sha256.hex(content);
    // A file stands where a directory has to be.
    Files.writeString(directory.resolve(address.substring(0, 2)), "in the way");
    assertThatThrownBy(() -> store.store(address, content))
        .isInstanceOf(OutsideUnavailableException.class);
    assertThat(directory.resolve("incoming")).isEmptyDirectory();
  }
}
