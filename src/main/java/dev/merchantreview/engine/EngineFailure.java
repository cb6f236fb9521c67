package dev.merchantreview.engine;

import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What it means that a call of the engine failed. The client tells it in many ways: its own
 * exception with a gRPC status when it is waited for, the bare gRPC exception when it is not,
 * another one over REST, each perhaps wrapped by the future that carried it.
 */
enum EngineFailure {
  /** Busy or away, or its answer was lost: asking again is all that has to happen. */
  PASSING,
  /** What was asked has happened already, or something else came first. */
  ALREADY,
  /** What it was about is not there, or not any more. */
  GONE,
  /** The engine will never take this request. */
  REFUSED,
  /** The engine failed in a way that says nothing about the next try. */
  UNCLEAR;

  private static final int DEEPEST_CAUSE = 20;

  static EngineFailure of(Throwable failure) {
    return causes(failure)
        .flatMap(cause -> told(cause).stream())
        .findFirst()
        .orElseGet(() -> withoutAnswer(failure) ? PASSING : UNCLEAR);
  }

  /** Whether the engine has more to do than it can, and has not begun with this. */
  static boolean isBusy(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                switch (cause) {
                  case ClientStatusException grpc -> isBusy(grpc.getStatusCode());
                  case StatusRuntimeException grpc -> isBusy(grpc.getStatus().getCode());
                  case StatusException grpc -> isBusy(grpc.getStatus().getCode());
                  case ClientHttpException rest -> rest.code() == 429;
                  default -> false;
                });
  }

  private static boolean isBusy(Status.Code code) {
    return code == Status.Code.RESOURCE_EXHAUSTED;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST_CAUSE);
  }

  private static Optional<EngineFailure> told(Throwable cause) {
    return switch (cause) {
      case ClientStatusException grpc -> Optional.of(of(grpc.getStatusCode()));
      case StatusRuntimeException grpc -> Optional.of(of(grpc.getStatus().getCode()));
      case StatusException grpc -> Optional.of(of(grpc.getStatus().getCode()));
      case ClientHttpException rest -> Optional.of(of(rest.code()));
      case OutsideUnavailableException records -> Optional.of(PASSING);
      default -> Optional.empty();
    };
  }

  private static boolean withoutAnswer(Throwable failure) {
    return causes(failure)
        .anyMatch(cause -> cause instanceof IOException || cause instanceof TimeoutException);
  }

  private static EngineFailure of(Status.Code code) {
    return switch (code) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, CANCELLED -> PASSING;
      case ALREADY_EXISTS -> ALREADY;
      case NOT_FOUND -> GONE;
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED -> REFUSED;
      // Wrong credentials can be corrected without a change of the request.
      case OK, UNKNOWN, INTERNAL, DATA_LOSS, PERMISSION_DENIED, UNAUTHENTICATED -> UNCLEAR;
    };
  }

  private static EngineFailure of(int httpStatus) {
    return switch (httpStatus) {
      case 408, 429, 502, 503, 504 -> PASSING;
      case 409 -> ALREADY;
      case 404 -> GONE;
      case 400, 413, 415, 422 -> REFUSED;
      default -> UNCLEAR;
    };
  }
}
