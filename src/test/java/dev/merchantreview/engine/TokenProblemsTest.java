package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.merchantreview.local.Http;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of tokens that are not given. */
class TokenProblemsTest {

  @Test
  void tellsAProblemOnceUntilItHasEnded() {
    // Another class of tests may be the first to log, at this very moment.
    Http.await(
        "logging",
        Duration.ofSeconds(10),
        () -> LoggerFactory.getILoggerFactory() instanceof LoggerContext);
    Logger logger = (Logger) LoggerFactory.getLogger(TokenProblems.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    TokenProblems problems = new TokenProblems();
    problems.tellEnd();
    problems.tell("refused");
    problems.tell("refused");
    problems.tell("away");
    problems.tell("refused");
    problems.tellEnd();
    problems.tellEnd();
    problems.tell("refused");
    logger.detachAppender(told);
    assertThat(told.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "No token for the cluster: refused",
            "No token for the cluster: away",
            "The authorization server gives tokens again",
            "No token for the cluster: refused");
    assertThat(told.list).allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
  }
}
