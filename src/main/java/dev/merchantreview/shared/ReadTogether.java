package dev.merchantreview.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers the questions that come while others are being read by one reading together. Every
 * reading begins after the questions it answers came, so an answer is never older than its
 * question. Whoever asks does the reading for the others; there is no thread of its own.
 *
 * @param <Q> the questions
 * @param <A> the answers
 */
public final class ReadTogether<Q, A> {

  private final int most;
  private final Semaphore readings;
  private final Function<List<Q>, List<A>> read;
  private final ConcurrentLinkedQueue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();

  /**
   * @param most how many questions one reading answers, at least 1
   * @param readings how many readings run at a time, at least 1
   * @param read gives one answer for each question, in their order; outside any transaction of
   *     those who ask
   */
  public ReadTogether(int most, int readings, Function<List<Q>, List<A>> read) {
    this.most = most;
    this.readings = new Semaphore(readings);
    this.read = read;
  }

  /** Somebody who asked. */
  private static final class Waiting<Q, A> {

    private final Q question;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable A answer;
    private volatile @Nullable RuntimeException failure;

    private Waiting(Q question) {
      this.question = question;
    }

    private boolean isAnswered() {
      return answer != null || failure != null;
    }
  }

  /** The answer; what the reading throws is thrown to everybody it would have answered. */
  public A ask(Q question) {
    Waiting<Q, A> own = new Waiting<>(question);
    queue.add(own);
    while (!own.isAnswered()) {
      if (readings.tryAcquire()) {
        try {
          if (!own.isAnswered()) {
            readSome();
          }
        } finally {
          readings.release();
          // Somebody who came meanwhile and found no reading free takes the next.
          Waiting<Q, A> next = queue.peek();
          if (next != null) {
            LockSupport.unpark(next.thread);
          }
        }
      } else {
        LockSupport.park(this);
      }
    }
    RuntimeException failure = own.failure;
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(own.answer);
  }

  private void readSome() {
    List<Waiting<Q, A>> asked = new ArrayList<>(most);
    for (Waiting<Q, A> one = queue.poll(); one != null; one = queue.poll()) {
      asked.add(one);
      if (asked.size() == most) {
        break;
      }
    }
    if (asked.isEmpty()) {
      return;
    }
    try {
      List<A> answers = read.apply(asked.stream().map(one -> one.question).toList());
      for (int i = 0; i < asked.size(); i++) {
        asked.get(i).answer = answers.get(i);
      }
    } catch (RuntimeException failed) {
      asked.forEach(one -> one.failure = failed);
    } finally {
      asked.forEach(one -> LockSupport.unpark(one.thread));
    }
  }
}
