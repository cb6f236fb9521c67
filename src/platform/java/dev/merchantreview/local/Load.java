package dev.merchantreview.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Calls an API as fast as it answers, with a number of clients, for a while. */
final class Load {

  private Load() {}

  /**
   * What came of it.
   *
   * @param millis how long each call took, in milliseconds
   */
  record Result(double perSecond, List<Double> millis, long refused) {

    /** Several rounds as one. */
    static Result together(List<Result> rounds) {
      return new Result(
          rounds.stream().mapToDouble(Result::perSecond).average().orElse(0),
          rounds.stream().flatMap(round -> round.millis().stream()).toList(),
          rounds.stream().mapToLong(Result::refused).sum());
    }

    double percentile(double percent) {
      List<Double> sorted = new ArrayList<>(millis);
      Collections.sort(sorted);
      return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * percent / 100)));
    }
  }

  /**
   * @param call makes one call and says whether it was answered as expected
   */
  static Result run(int clients, Duration time, BooleanSupplier call) {
    long end = System.nanoTime() + time.toNanos();
    return whileSome(
        clients, () -> System.nanoTime() - end < 0 ? Optional.of(call) : Optional.empty());
  }

  /**
   * Makes a call with each of these, once.
   *
   * @param call makes one call and says whether it was answered as expected
   */
  static <T> Result all(int clients, Queue<T> with, Predicate<T> call) {
    return whileSome(
        clients, () -> Optional.ofNullable(with.poll()).map(one -> () -> call.test(one)));
  }

  private static Result whileSome(int clients, Supplier<Optional<BooleanSupplier>> calls) {
    ConcurrentLinkedQueue<List<Double>> all = new ConcurrentLinkedQueue<>();
    AtomicLong refused = new AtomicLong();
    long begin = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(clients)) {
      for (int client = 0; client < clients; client++) {
        pool.execute(
            () -> {
              List<Double> millis = new ArrayList<>();
              for (Optional<BooleanSupplier> next = calls.get();
                  next.isPresent();
                  next = calls.get()) {
                long start = System.nanoTime();
                if (!next.get().getAsBoolean()) {
                  refused.incrementAndGet();
                }
                millis.add((System.nanoTime() - start) / 1e6);
              }
              all.add(millis);
            });
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    List<Double> millis = all.stream().flatMap(List::stream).toList();
    return new Result(millis.size() / seconds, millis, refused.get());
  }
}
