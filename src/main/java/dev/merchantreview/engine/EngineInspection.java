package dev.merchantreview.engine;

import dev.merchantreview.engine.ClusterRecords.Active;
import dev.merchantreview.engine.ClusterRecords.Part;
import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the cluster's records say of process instances. They run behind, by a second or two or by
 * minutes: {@link #runs} asks the engine itself.
 */
@Component
public class EngineInspection {

  private static final int PAGE = 1_000;

  private final RecordsChoice records;
  private final ConnectedCluster cluster;
  private final CamundaClient client;

  EngineInspection(RecordsChoice records, ConnectedCluster cluster, CamundaClient client) {
    this.records = records;
    this.cluster = cluster;
    this.client = client;
  }

  /** How a process instance stands. */
  public enum State {
    ACTIVE,
    COMPLETED,
    CANCELED,
    /** What is not known here, as suspended since 8.10. */
    OTHER
  }

  /**
   * A process instance.
   *
   * @param incidents what keeps it from going on
   */
  public record Instance(long key, State state, List<Incident> incidents) {}

  /**
   * Something that needs a person, or a cause that has gone since.
   *
   * @param jobKey the job whose retries are used up; null for an incident without a job
   */
  public record Incident(long key, @Nullable Long jobKey, String message) {}

  /**
   * The active instances of a process, and whether each has an incident.
   *
   * @throws OutsideUnavailableException when the records cannot be read
   */
  public Map<Long, Boolean> active(String processId) {
    Map<Long, Boolean> found = new HashMap<>();
    String after = null;
    do {
      Part<ClusterRecords.Instance> part = records.now().active(Active.of(processId), PAGE, after);
      part.items().forEach(one -> found.put(one.key(), one.incident()));
      after = part.next();
    } while (after != null);
    return found;
  }

  /**
   * One process instance; empty when the records do not know it.
   *
   * @throws OutsideUnavailableException when the records cannot be read
   */
  public Optional<Instance> instance(long key) {
    return records
        .now()
        .instance(key)
        .map(
            one ->
                new Instance(
                    one.key(),
                    state(one.state()),
                    one.incident() ? incidents(one.key()) : List.of()));
  }

  /**
   * The newest instance that has a variable with a value; empty when the records know none.
   *
   * @throws OutsideUnavailableException when the records cannot be read
   */
  public Optional<Instance> startedAs(String variable, String value) {
    return records.now().instancesWith(variable, value).stream()
        .max(Comparator.naturalOrder())
        .flatMap(this::instance);
  }

  /**
   * Whether an instance runs, as the engine itself knows it: it is told nothing new of it, which it
   * refuses for one that has ended or never was.
   *
   * @throws OutsideUnavailableException when the engine does not answer
   */
  public boolean runs(long key) {
    if (cluster.isWithout(ConnectedCluster.partitionOf(key))) {
      // The engine would answer as if that partition were away for the moment.
      return false;
    }
    try {
      client.newSetVariablesCommand(key).variables(Map.of()).local(true).send().join();
      return true;
    } catch (ClientException failed) {
      if (EngineFailure.of(failed) == EngineFailure.GONE) {
        return false;
      }
      throw new OutsideUnavailableException(
          "the engine does not say whether " + key + " runs: " + failed.getMessage(), failed);
    }
  }

  private List<Incident> incidents(long instance) {
    return records.now().incidents(instance).stream()
        .map(one -> new Incident(one.key(), one.jobKey(), one.message()))
        .toList();
  }

  private static State state(ClusterRecords.State state) {
    return switch (state) {
      case ACTIVE -> State.ACTIVE;
      case COMPLETED -> State.COMPLETED;
      case TERMINATED -> State.CANCELED;
      case OTHER -> State.OTHER;
    };
  }
}
