package dev.merchantreview.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers the questions that come while others are being read by one reading together. Every
 * reading begins after the questions it answers came, so an answer is never older than its
 * question.
 *
 * <p>One platform thread reads, and waits for the database where the kernel wakes it: a virtual one
 * is woken by another thread, which is woken by a third, and on a busy machine each of them waits
 * for its turn.
 *
 * @param <Q> the questions
 * @param <A> the answers
 */
public final class ReadTogether<Q, A> implements AutoCloseable {

  /** What its threads' names begin with. */
  public static final String THREADS = "read-together-";

  private final int most;
  private final Function<List<Q>, List<A>> read;
  private final ConcurrentLinkedQueue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();
  private final Thread reader;
  private volatile boolean idle;
  private volatile boolean closed;

  /**
   * @param name of what is read, for its thread
   * @param most how many questions one reading answers, at least 1
   * @param read gives one answer for each question, in their order; outside any transaction of
   *     those who ask
   */
  public ReadTogether(String name, int most, Function<List<Q>, List<A>> read) {
    this.most = most;
    this.read = read;
    this.reader = Thread.ofPlatform().daemon().name(THREADS + name).start(this::readAll);
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

    private void fail(RuntimeException because) {
      failure = because;
      LockSupport.unpark(thread);
    }
  }

  /**
   * The answer. A question that cannot be read fails alone; where the database is away, everybody
   * the reading would have answered is told so.
   *
   * @throws IllegalStateException once it was closed
   */
  public A ask(Q question) {
    Waiting<Q, A> own = new Waiting<>(question);
    queue.add(own);
    if (idle) {
      LockSupport.unpark(reader);
    }
    if (closed) {
      refuseAll();
    }
    boolean interrupted = false;
    while (!own.isAnswered()) {
      LockSupport.park(this);
      // Whoever is interrupted would not wait any more, and ask for its turn without end.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    RuntimeException failure = own.failure;
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(own.answer);
  }

  private void readAll() {
    while (!closed) {
      List<Waiting<Q, A>> asked = next();
      if (!asked.isEmpty()) {
        answer(asked);
        continue;
      }
      idle = true;
      // Whoever came before it was said that this thread waits has not woken it.
      if (queue.isEmpty() && !closed) {
        LockSupport.park(this);
      }
      idle = false;
    }
    refuseAll();
  }

  private List<Waiting<Q, A>> next() {
    List<Waiting<Q, A>> asked = new ArrayList<>(most);
    while (asked.size() < most) {
      Waiting<Q, A> one = queue.poll();
      if (one == null) {
        break;
      }
      asked.add(one);
    }
    return asked;
  }

  private void answer(List<Waiting<Q, A>> asked) {
    List<Q> questions = new ArrayList<>(asked.size());
    asked.forEach(one -> questions.add(one.question));
    try {
      List<A> answers = read.apply(questions);
      for (int i = 0; i < asked.size(); i++) {
        asked.get(i).answer = Objects.requireNonNull(answers.get(i));
      }
      asked.forEach(one -> LockSupport.unpark(one.thread));
    } catch (RuntimeException failed) {
      fail(asked, failed);
    } catch (Error broken) {
      // Nobody may wait for ever, and those who come are to be read for.
      fail(asked, new IllegalStateException(broken));
    }
  }

  /** Where it is a question that cannot be read, the others came only at the same time. */
  private void fail(List<Waiting<Q, A>> asked, RuntimeException because) {
    if (asked.size() == 1 || DatabaseAway.explains(because)) {
      asked.forEach(one -> one.fail(because));
      return;
    }
    for (int i = 0; i < asked.size(); i++) {
      answer(asked.subList(i, i + 1));
      RuntimeException failure = asked.get(i).failure;
      if (failure != null && DatabaseAway.explains(failure)) {
        asked.subList(i + 1, asked.size()).forEach(one -> one.fail(failure));
        return;
      }
    }
  }

  private void refuseAll() {
    for (Waiting<Q, A> one = queue.poll(); one != null; one = queue.poll()) {
      one.fail(new IllegalStateException("nothing is read any more"));
    }
  }

  /** Lets the reading that is under way come to its end, and begins no other. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(reader);
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException stopped) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
