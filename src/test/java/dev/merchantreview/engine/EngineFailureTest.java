package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One failure means one thing, in whatever the client wraps it. */
class EngineFailureTest {

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, PASSING",
    "DEADLINE_EXCEEDED, PASSING",
    "RESOURCE_EXHAUSTED, PASSING",
    "ALREADY_EXISTS, ALREADY",
    "NOT_FOUND, GONE",
    "INVALID_ARGUMENT, REFUSED",
    "FAILED_PRECONDITION, REFUSED",
    "INTERNAL, UNCLEAR",
    "UNAUTHENTICATED, UNCLEAR"
  })
  void readsAStatusInEveryWrapping(Status.Code code, EngineFailure meant) {
    Status status = code.toStatus();
    Throwable bare = status.asRuntimeException();
    assertThat(EngineFailure.of(bare)).isEqualTo(meant);
    assertThat(EngineFailure.of(status.asException())).isEqualTo(meant);
    assertThat(EngineFailure.of(new ClientStatusException(status, bare))).isEqualTo(meant);
    assertThat(EngineFailure.of(new CompletionException(bare))).isEqualTo(meant);
    assertThat(EngineFailure.of(new ClientException(new ExecutionException(bare))))
        .isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "503, PASSING",
    "429, PASSING",
    "409, ALREADY",
    "404, GONE",
    "400, REFUSED",
    "500, UNCLEAR"
  })
  void readsAnAnswerOverRest(int code, EngineFailure meant) {
    assertThat(EngineFailure.of(new CompletionException(new ClientHttpException(code, "as it is"))))
        .isEqualTo(meant);
  }

  @ParameterizedTest
  @EnumSource(NoAnswer.class)
  void takesAnAnswerThatNeverCameForPassing(NoAnswer why) {
    assertThat(EngineFailure.of(new ClientException(why.cause))).isEqualTo(EngineFailure.PASSING);
  }

  enum NoAnswer {
    REFUSED(new ConnectException()),
    LATE(new TimeoutException());

    private final Exception cause;

    NoAnswer(Exception cause) {
      this.cause = cause;
    }
  }
}
