package dev.merchantreview.engine;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.util.EnumSet;
import java.util.Set;

/** Tells an engine that is busy or away from one that refuses. */
final class EngineAway {

  private static final Set<Status.Code> PASSING =
      EnumSet.of(
          Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);

  private EngineAway() {}

  static boolean isMeantBy(ClientStatusException failed) {
    return PASSING.contains(failed.getStatusCode());
  }
}
