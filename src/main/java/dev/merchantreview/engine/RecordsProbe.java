package dev.merchantreview.engine;

import dev.merchantreview.engine.ClusterRecords.State;
import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What the engine is given to see how far its records are: in each partition an instance of a
 * process that ends as soon as it began, with a variable. It goes the way of the instances it is to
 * tell of, through the same queues and indices.
 */
@Component
class RecordsProbe {

  /** The process's id. */
  static final String PROCESS = "records-probe";

  private static final String VARIABLE = "recordsProbe";
  // The engine gives new instances to its partitions in turn; more tries than that and one is away.
  private static final int TRIES = 3;
  private static final byte[] DIAGRAM =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="Definitions_RecordsProbe" targetNamespace="https://merchantreview.dev/bpmn">
        <bpmn:process id="records-probe" name="记录探针 · Probe of the records" isExecutable="true">
          <bpmn:startEvent id="Event_Begun"><bpmn:outgoing>Flow_End</bpmn:outgoing></bpmn:startEvent>
          <bpmn:endEvent id="Event_Ended"><bpmn:incoming>Flow_End</bpmn:incoming></bpmn:endEvent>
          <bpmn:sequenceFlow id="Flow_End" sourceRef="Event_Begun" targetRef="Event_Ended"/>
        </bpmn:process>
      </bpmn:definitions>
      """
          .getBytes(StandardCharsets.UTF_8);

  private final CamundaClient client;
  private final ConnectedCluster cluster;
  private final ProcessDeployment deployment;
  private volatile boolean given;

  RecordsProbe(CamundaClient client, ConnectedCluster cluster, ProcessDeployment deployment) {
    this.client = client;
    this.cluster = cluster;
    this.deployment = deployment;
  }

  /**
   * Probes of all partitions.
   *
   * @param begun before the first was given, by {@link System#nanoTime}
   * @param id the value of their variable
   */
  record Round(long begun, String id, Collection<Long> instances) {}

  /**
   * Gives one to each partition.
   *
   * @throws OutsideUnavailableException when the engine does not take it, or not in each partition
   */
  Round give() {
    long begun = System.nanoTime();
    String id = UUID.randomUUID().toString();
    int partitions = cluster.partitions();
    Map<Integer, Long> instances = new HashMap<>();
    for (int i = 0; i < partitions * TRIES && instances.size() < partitions; i++) {
      long key = start(id);
      instances.putIfAbsent(ConnectedCluster.partitionOf(key), key);
    }
    if (instances.size() < partitions) {
      throw new OutsideUnavailableException("not every partition of the engine answers", null);
    }
    return new Round(begun, id, List.copyOf(instances.values()));
  }

  /** Whether the records show all of them, as ended and with their variable. */
  boolean isShown(Round round, ClusterRecords records) {
    return records.instancesWith(VARIABLE, round.id()).containsAll(round.instances())
        && round.instances().stream()
            .allMatch(
                key ->
                    records
                        .instance(key)
                        .filter(one -> one.state() == State.COMPLETED)
                        .isPresent());
  }

  private long start(String id) {
    try {
      return create(id);
    } catch (ClientException unknown) {
      if (EngineFailure.of(unknown) != EngineFailure.GONE) {
        throw away(unknown);
      }
      if (given) {
        // It had it: its data was lost, and it is given everything anew.
        deployment.again();
      }
    }
    try {
      client.newDeployResourceCommand().addResourceBytes(DIAGRAM, PROCESS + ".bpmn").send().join();
      given = true;
      return create(id);
    } catch (ClientException failed) {
      throw away(failed);
    }
  }

  private long create(String id) {
    long key =
        client
            .newCreateInstanceCommand()
            .bpmnProcessId(PROCESS)
            .latestVersion()
            .variables(Map.of(VARIABLE, id))
            .send()
            .join()
            .getProcessInstanceKey();
    given = true;
    return key;
  }

  private static OutsideUnavailableException away(ClientException failed) {
    return new OutsideUnavailableException(
        "the engine takes no " + PROCESS + ": " + failed.getMessage(), failed);
  }
}
