package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a token is fetched, by a clock that is moved by hand. */
class TokenSourceTest {

  private static final TokenSource.Times TIMES =
      new TokenSource.Times(Duration.ofMinutes(1), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final AtomicLong time = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<@Nullable TokenException> failure = new AtomicReference<>();
  private Duration life = Duration.ofMinutes(5);
  private final TokenSource source =
      new TokenSource(this::issue, TIMES, new TokenProblems(), time::get);

  private TokenSource.Issued issue() throws TokenException {
    int number = asked.incrementAndGet();
    TokenException refused = failure.get();
    if (refused != null) {
      throw refused;
    }
    return new TokenSource.Issued("token-" + number, life);
  }

  private void pass(Duration duration) {
    time.addAndGet(duration.toNanos());
  }

  @Test
  void renewsAMinuteBeforeTheEnd() throws IOException {
    assertThat(source.current()).isEqualTo("token-1");
    pass(Duration.ofSeconds(239));
    assertThat(source.current()).isEqualTo("token-1");
    pass(Duration.ofSeconds(1));
    assertThat(source.current()).isEqualTo("token-2");
  }

  @Test
  void renewsAShortTokenAfterHalfItsLife() throws IOException {
    life = Duration.ofSeconds(4);
    assertThat(source.current()).isEqualTo("token-1");
    pass(Duration.ofMillis(1_999));
    assertThat(source.current()).isEqualTo("token-1");
    pass(Duration.ofMillis(1));
    assertThat(source.current()).isEqualTo("token-2");
  }

  @Test
  void goesOnWithAGoodTokenWhileTheServerIsAway() throws IOException {
    source.current();
    failure.set(new TokenException("away", false));
    pass(Duration.ofSeconds(250));
    assertThat(source.current()).isEqualTo("token-1");
    assertThat(source.current()).isEqualTo("token-1");
    assertThat(asked).hasValue(2);
    assertThat(source.problem()).isEmpty();
    pass(Duration.ofMillis(500));
    source.current();
    assertThat(asked).hasValue(3);
    pass(Duration.ofSeconds(50));
    assertThatThrownBy(source::current).isInstanceOf(TokenException.class).hasMessage("away");
    assertThat(source.problem()).contains("away");
    failure.set(null);
    pass(Duration.ofMillis(500));
    assertThat(source.problem()).isEmpty();
    assertThat(source.current()).isEqualTo("token-5");
  }

  @Test
  void asksAServerThatRefusesLessOften() throws IOException {
    failure.set(new TokenException("refused", true));
    assertThatThrownBy(source::current).hasMessage("refused");
    pass(Duration.ofMillis(4_999));
    assertThatThrownBy(source::current).hasMessage("refused");
    assertThat(asked).hasValue(1);
    failure.set(null);
    pass(Duration.ofMillis(1));
    assertThat(source.current()).isEqualTo("token-2");
  }

  @Test
  void dropsATokenTheClusterRefusesOnceForAllCallsThatHadIt() throws IOException {
    source.current();
    pass(Duration.ofSeconds(2));
    source.refused();
    assertThat(source.current()).isEqualTo("token-2");
    source.refused();
    source.refused();
    assertThat(source.current()).isEqualTo("token-2");
    pass(Duration.ofSeconds(2));
    source.refused();
    assertThat(source.current()).isEqualTo("token-3");
  }

  /** One caller waits for the new token; who comes meanwhile takes the one that is still good. */
  @Test
  @Timeout(30)
  void keepsNobodyWaitingForARenewal() throws Exception {
    CountDownLatch renewing = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    AtomicInteger number = new AtomicInteger();
    TokenSource slow =
        new TokenSource(
            () -> {
              int mine = number.incrementAndGet();
              if (mine == 2) {
                renewing.countDown();
                waitFor(answered);
              }
              return new TokenSource.Issued("token-" + mine, Duration.ofMinutes(5));
            },
            TIMES,
            new TokenProblems(),
            time::get);
    slow.current();
    pass(Duration.ofMinutes(4));
    AtomicReference<String> renewed = new AtomicReference<>();
    Thread first = Thread.ofVirtual().start(() -> renewed.set(currentOf(slow)));
    renewing.await();
    assertThat(slow.current()).isEqualTo("token-1");
    answered.countDown();
    first.join();
    assertThat(renewed).hasValue("token-2");
    assertThat(slow.current()).isEqualTo("token-2");
    assertThat(number).hasValue(2);
  }

  private static String currentOf(TokenSource source) {
    try {
      return source.current();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Test
  void showsNoToken() {
    assertThat(new TokenSource.Issued("the-token", life).toString()).doesNotContain("the-token");
  }
}
