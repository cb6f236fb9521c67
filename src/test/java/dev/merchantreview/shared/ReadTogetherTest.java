package dev.merchantreview.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadTogetherTest {

  private static final int ASKERS = 32;
  private static final int QUESTIONS = 2_000;

  /** What is read only grows: an answer is at least as new as what was there at its question. */
  @Test
  void answersEverybodyAndNeverOlderThanTheQuestion() throws Exception {
    AtomicInteger world = new AtomicInteger();
    AtomicInteger readings = new AtomicInteger();
    AtomicInteger largest = new AtomicInteger();
    ReadTogether<Integer, int[]> reader =
        new ReadTogether<>(
            "test",
            8,
            questions -> {
              readings.incrementAndGet();
              largest.accumulateAndGet(questions.size(), Math::max);
              int now = world.get();
              Thread.yield();
              return questions.stream().map(question -> new int[] {question, now}).toList();
            });
    List<Future<Integer>> askers = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int asker = 0; asker < ASKERS; asker++) {
        int number = asker;
        askers.add(
            pool.submit(
                () -> {
                  int stale = 0;
                  for (int i = 0; i < QUESTIONS; i++) {
                    int atLeast = world.incrementAndGet();
                    int[] answer = reader.ask(number);
                    assertThat(answer[0]).isEqualTo(number);
                    stale += answer[1] < atLeast ? 1 : 0;
                  }
                  return stale;
                }));
      }
      for (Future<Integer> asker : askers) {
        assertThat(asker.get(1, TimeUnit.MINUTES)).isZero();
      }
    }
    reader.close();
    assertThat(readings.get()).isLessThanOrEqualTo(ASKERS * QUESTIONS);
    assertThat(largest.get()).isBetween(2, 8);
  }

  @Test
  void tellsEverybodyWhoWasToBeAnsweredThatTheReadingFailed() {
    try (ReadTogether<String, String> reader =
        new ReadTogether<>(
            "test",
            8,
            questions -> {
              throw new IllegalArgumentException("away");
            })) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> reader.ask("x")).hasMessage("away");
      }
    }
  }

  @Test
  void readsOnAfterAReadingBroke() {
    try (ReadTogether<String, String> reader =
        new ReadTogether<>(
            "test",
            8,
            questions -> {
              if (questions.contains("breaks")) {
                throw new AssertionError("broken");
              }
              return questions;
            })) {
      assertThatThrownBy(() -> reader.ask("breaks")).hasRootCauseMessage("broken");
      assertThat(reader.ask("x")).isEqualTo("x");
    }
  }

  /** Whoever asks while it is closed is answered or refused, and waits no longer. */
  @Test
  void leavesNobodyWaitingWhenItIsClosed() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ReadTogether<String, String> reader =
        new ReadTogether<>(
            "test",
            1,
            questions -> {
              reading.countDown();
              try {
                goOn.await();
              } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
              }
              return questions;
            });
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> begun = pool.submit(() -> reader.ask("begun"));
      reading.await();
      Future<String> behind = pool.submit(() -> reader.ask("behind"));
      Future<?> closed = pool.submit(reader::close);
      goOn.countDown();
      closed.get(1, TimeUnit.MINUTES);
      assertThat(begun.get(1, TimeUnit.MINUTES)).isEqualTo("begun");
      // It may have come before the end.
      try {
        assertThat(behind.get(1, TimeUnit.MINUTES)).isEqualTo("behind");
      } catch (ExecutionException refused) {
        assertThat(refused).hasRootCauseMessage("nothing is read any more");
      }
    }
    FutureTask<String> late = new FutureTask<>(() -> reader.ask("late"));
    Thread.ofPlatform().daemon().start(late);
    assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS))
        .hasRootCauseMessage("nothing is read any more");
  }
}
