package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More messages are under way the more the engine takes, and fewer when it has too much to do. */
class OutboxWindowTest {

  private static final Duration REST = Duration.ofMillis(50);

  private final OutboxWindow window = new OutboxWindow(REST);

  private int batch(int waiting) throws InterruptedException {
    int taken = window.take();
    int sent = Math.min(taken, waiting);
    window.used(taken, sent);
    for (int i = 0; i < sent; i++) {
      window.went();
      window.answered();
    }
    return sent;
  }

  @Test
  void growsWithABacklogAndNoFurtherThanAnswersAreKeptInTime() throws InterruptedException {
    int first = batch(10_000);
    for (int i = 0; i < 50; i++) {
      batch(10_000);
    }
    assertThat(first).isEqualTo(25);
    assertThat(batch(10_000)).isEqualTo(50);
  }

  @Test
  void staysAsItIsWhenLittleWaits() throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      batch(3);
    }
    assertThat(window.size()).isEqualTo(25);
  }

  @Test
  void isHalvedOnceHoweverManyAreRefusedTogether() throws InterruptedException {
    int taken = window.take();
    window.used(taken, taken);
    long begun = System.nanoTime();
    for (int i = 0; i < taken; i++) {
      window.refused(begun);
      window.answered();
    }
    assertThat(window.size()).isEqualTo(12);
    assertThat(window.take()).isEqualTo(12);
    assertThat(System.nanoTime() - begun).isGreaterThan(REST.toNanos());
  }

  @Test
  void restsLongerEachTimeUntilOneIsTaken() {
    List<Duration> rests = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      window.refused(System.nanoTime());
      rests.add(window.rest());
    }
    assertThat(window.size()).isEqualTo(1);
    assertThat(rests.stream().map(Duration::toMillis))
        .containsExactly(50L, 100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L);
    window.went();
    window.refused(System.nanoTime());
    assertThat(window.rest()).isEqualTo(REST);
  }
}
