package dev.merchantreview.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The token for one audience, kept in memory and nowhere else. It is renewed before its end, by one
 * caller while the others go on with the one that is still good. What counts is how long a token
 * lives from when it was asked for, on a clock that nobody sets: it does not matter whether this
 * machine's time is right.
 */
final class TokenSource {

  // A cluster that refuses every token is no reason to ask for more than this.
  private static final Duration REFUSALS_APART = Duration.ofSeconds(1);

  /** Asks the authorization server. */
  @FunctionalInterface
  interface Issuer {

    Issued issue() throws TokenException;
  }

  /**
   * What it answered.
   *
   * @param value what is sent as bearer token
   * @param life how long it is good, from when it was asked for
   */
  record Issued(String value, Duration life) {

    @Override
    public String toString() {
      return "a token for " + life;
    }
  }

  /**
   * @param renewBefore how long before its end a token is renewed; after half its life at the
   *     latest
   * @param pause how long to wait before an authorization server that did not answer is asked again
   * @param refusedPause the same for one that refused
   */
  record Times(Duration renewBefore, Duration pause, Duration refusedPause) {}

  private record Kept(String value, long asked, long renewal, long end) {}

  private record Failed(TokenException failure, long at) {}

  /**
   * A token names its end in whole seconds (RFC 7519, {@code exp}): it may be so much sooner than
   * its life says.
   */
  private static final Duration WHOLE_SECONDS = Duration.ofSeconds(1);

  private final Issuer issuer;
  private final Times times;
  private final TokenProblems problems;
  private final LongSupplier nanoTime;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Kept kept;
  private volatile @Nullable Failed failed;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  TokenSource(Issuer issuer, Times times, TokenProblems problems, LongSupplier nanoTime) {
    this.issuer = issuer;
    this.times = times;
    this.problems = problems;
    this.nanoTime = nanoTime;
  }

  /**
   * A token that is good now.
   *
   * @throws TokenException when there is none
   */
  String current() throws IOException {
    Kept now = kept;
    if (now != null && isBefore(now.renewal())) {
      return now.value();
    }
    if (now != null && isBefore(now.end())) {
      return renewedIfNobodyDoes(now);
    }
    asking.lock();
    try {
      Kept other = kept;
      return other != null && isBefore(other.end()) ? other.value() : renewed();
    } finally {
      asking.unlock();
    }
  }

  private String renewedIfNobodyDoes(Kept good) {
    if (!asking.tryLock()) {
      return good.value();
    }
    try {
      return kept == good ? renewed() : good.value();
    } catch (TokenException notYet) {
      return good.value();
    } finally {
      asking.unlock();
    }
  }

  /**
   * The cluster took a call for one without a good token, as it does when the authorization
   * server's keys were changed. The next call has a new one.
   */
  void refused() {
    Kept now = kept;
    // One that was asked for a moment ago came after the refused call, or is refused as well.
    if (now != null && nanoTime.getAsLong() - now.asked() > REFUSALS_APART.toNanos()) {
      asking.lock();
      try {
        if (kept == now) {
          kept = null;
        }
      } finally {
        asking.unlock();
      }
    }
  }

  /**
   * Why there is no good token; empty while there is one, or none was asked for. Tries once more
   * before it says so: whoever failed to get one may not have come back.
   */
  Optional<String> problem() {
    if (failed == null) {
      return Optional.empty();
    }
    try {
      current();
      return Optional.empty();
    } catch (IOException still) {
      return Optional.ofNullable(still.getMessage());
    }
  }

  private String renewed() throws TokenException {
    Failed last = failed;
    if (last != null && nanoTime.getAsLong() - last.at() < pause(last.failure()).toNanos()) {
      throw last.failure();
    }
    long asked = nanoTime.getAsLong();
    try {
      Issued issued = issuer.issue();
      long life = issued.life().toNanos();
      long before = Math.min(times.renewBefore().toNanos(), life / 2);
      long end = asked + life - Math.min(WHOLE_SECONDS.toNanos(), life / 4);
      kept = new Kept(issued.value(), asked, Math.min(asked + life - before, end), end);
      if (last != null) {
        failed = null;
        problems.tellEnd();
      }
      return issued.value();
    } catch (TokenException failure) {
      failed = new Failed(failure, nanoTime.getAsLong());
      problems.tell(String.valueOf(failure.getMessage()));
      throw failure;
    }
  }

  private Duration pause(TokenException failure) {
    return failure.isRefused() ? times.refusedPause() : times.pause();
  }

  private boolean isBefore(long time) {
    return nanoTime.getAsLong() - time < 0;
  }
}
