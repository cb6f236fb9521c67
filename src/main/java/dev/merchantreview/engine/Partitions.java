package dev.merchantreview.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the partitions of the engine have. One takes a deployment and passes it on to the others; a
 * message that starts a process and comes to a partition without it is kept there and starts
 * nothing, also later (camunda/camunda#3444).
 */
final class Partitions {

  // The engine gives questions to its partitions in turn, among everybody else's (ours).
  private static final int TRIES = 3;

  private final CamundaClient client;
  private final ConnectedCluster cluster;

  Partitions(CamundaClient client, ConnectedCluster cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  /**
   * Whether each has a decision, and so what was deployed with it. Asking changes nothing.
   *
   * @throws ClientException when one does not answer
   */
  boolean allHave(long decisionKey) {
    int partitions = cluster.partitions();
    Set<Integer> having = new HashSet<>();
    for (int i = 0; partitions > 1 && i < partitions * TRIES && having.size() < partitions; i++) {
      whichHas(decisionKey).ifPresent(having::add);
    }
    return partitions == 1 || having.size() >= partitions;
  }

  /**
   * Whether one has it: the others may not have it yet.
   *
   * @throws ClientException when one does not answer
   */
  boolean anyHas(long decisionKey) {
    int partitions = cluster.partitions();
    for (int i = 0; i < (partitions == 1 ? 1 : partitions * TRIES); i++) {
      if (whichHas(decisionKey).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The partition that was asked; empty when it does not have it. */
  private Optional<Integer> whichHas(long decisionKey) {
    try {
      EvaluateDecisionResponse answer =
          client
              .newEvaluateDecisionCommand()
              .decisionKey(decisionKey)
              .variables(Map.of())
              .send()
              .join();
      return Optional.of(
          ConnectedCluster.partitionOf(
              // Until 8.7 under this name, later under the other.
              Math.max(answer.getDecisionInstanceKey(), answer.getDecisionEvaluationKey())));
    } catch (ClientException failed) {
      if (ProcessDeployment.isUnknownKey(failed)) {
        return Optional.empty();
      }
      throw failed;
    }
  }
}
