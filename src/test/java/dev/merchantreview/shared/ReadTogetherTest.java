package dev.merchantreview.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

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

  /** Others that came meanwhile are not to blame for a question nobody can answer. */
  @Test
  void failsAQuestionThatCannotBeReadAloneAmongThoseReadWithIt() throws Exception {
    assertThat(askedTogether(new IllegalArgumentException("unreadable")))
        .containsExactly("a", "unreadable", "c");
  }

  /**
   * Asking once more for each would keep all who come behind them waiting so many times as long.
   */
  @Test
  void asksNothingAgainWhereNobodyIsAnswered() throws Exception {
    assertThat(askedTogether(new DataAccessResourceFailureException("away")))
        .containsExactly("away", "away", "away");
    assertThat(askedTogether(new QueryTimeoutException("slow")))
        .containsExactly("slow", "slow", "slow");
  }

  /** What a, b and c, who are read together, come to where a reading with b fails so. */
  private static List<String> askedTogether(RuntimeException failure) throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    try (ReadTogether<String, String> reader =
        new ReadTogether<>(
            "test",
            8,
            questions -> {
              sizes.add(questions.size());
              reading.countDown();
              await(goOn);
              if (questions.contains("b")) {
                throw failure;
              }
              return questions;
            })) {
      ask(reader, "first");
      reading.await();
      List<FutureTask<String>> asked = new ArrayList<>();
      try {
        for (String question : List.of("a", "b", "c")) {
          asked.add(ask(reader, question));
        }
      } finally {
        goOn.countDown();
      }
      List<String> came = new ArrayList<>();
      for (FutureTask<String> one : asked) {
        try {
          came.add(one.get(1, TimeUnit.MINUTES));
        } catch (ExecutionException failed) {
          came.add(failed.getCause().getMessage());
        }
      }
      assertThat(sizes).startsWith(1, 3);
      return came;
    }
  }

  /** Has somebody ask, who waits for the answer when this returns. */
  private static FutureTask<String> ask(ReadTogether<String, String> reader, String question) {
    FutureTask<String> asked = new FutureTask<>(() -> reader.ask(question));
    Thread thread = Thread.ofPlatform().daemon().start(asked);
    TestPlatform.await(
        question + " waiting", () -> LockSupport.getBlocker(thread) == (Object) reader);
    return asked;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
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
              await(goOn);
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
