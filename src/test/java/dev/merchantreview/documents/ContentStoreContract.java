package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Sha256;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of contents does. */
abstract class ContentStoreContract {

  private static final int MEGABYTE = 1 << 20;

  abstract ContentStore store();

  /** Makes it unreachable, as when a volume is not mounted or a server is down. */
  abstract void loseIt();

  /** Undoes that. */
  abstract void findIt();

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new Random().nextBytes(content);
    return content;
  }

  @Test
  void givesBackWhatWasStored() {
    byte[] content = random(3 * MEGABYTE + 7);
    String address = Sha256.hex(content);
    assertThat(store().exists(address)).isFalse();
    assertThat(store().open(address)).isEmpty();
    store().store(address, content);
    store().store(address, content);
    assertThat(store().exists(address)).isTrue();
    assertThat(store().open(address)).contains(content);
  }

  @Test
  void removesWhatIsThereAndWhatIsNot() {
    byte[] content = random(10);
    String address = Sha256.hex(content);
    store().store(address, content);
    store().remove(address);
    store().remove(address);
    assertThat(store().exists(address)).isFalse();
    assertThat(store().open(address)).isEmpty();
  }

  @Test
  void hasOneFileWhenManyStoreItAtOnce() {
    byte[] content = random(MEGABYTE);
    String address = Sha256.hex(content);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      CompletableFuture.allOf(
              IntStream.range(0, 16)
                  .mapToObj(
                      n ->
                          CompletableFuture.runAsync(
                              () -> store().store(address, content), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
    assertThat(store().open(address)).contains(content);
  }

  /** Nobody may take "cannot be reached" for "is gone". */
  @Test
  void saysThatItIsAwayInsteadOfThatNothingIsThere() {
    byte[] content = random(10);
    String address = Sha256.hex(content);
    store().store(address, content);
    loseIt();
    try {
      assertThatThrownBy(() -> store().open(address))
          .isInstanceOf(OutsideUnavailableException.class);
      assertThatThrownBy(() -> store().exists(address))
          .isInstanceOf(OutsideUnavailableException.class);
      assertThatThrownBy(() -> store().remove(address))
          .isInstanceOf(OutsideUnavailableException.class);
      assertThatThrownBy(() -> store().store(address, content))
          .isInstanceOf(OutsideUnavailableException.class);
    } finally {
      findIt();
    }
    assertThat(store().open(address)).contains(content);
  }

  @Test
  void takesNothingForAnAddressThatIsNone() {
    assertThatThrownBy(() -> store().open("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
