package dev.merchantreview.engine;

import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * How far the cluster's records are behind the engine, measured: the engine is given something that
 * leaves a record and changes nothing, a decision to evaluate, in each partition, and the records
 * are looked at until they show it. A partition writes its records in the order things happened.
 *
 * <p>It is measured only when somebody asks, which is when the records do not show what should be
 * there.
 */
@Component
public class RecordsLag {

  // The engine gives such calls to its partitions in turn; more tries than that and one is away.
  private static final int ROUNDS = 3;
  private static final int MOST_QUESTIONS = 10_000;

  private final CamundaClient client;
  private final ConnectedCluster cluster;
  private final ProcessDeployment deployment;
  private final RecordsChoice records;
  private final Clock clock;

  private final Map<String, Instant> asked =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_QUESTIONS;
        }
      };
  private final List<Probe> probes = new ArrayList<>();
  private final Map<Integer, Instant> reached = new HashMap<>();
  private volatile Duration measured = Duration.ZERO;

  RecordsLag(
      CamundaClient client,
      ConnectedCluster cluster,
      ProcessDeployment deployment,
      RecordsChoice records,
      Clock clock,
      MeterRegistry meters) {
    this.client = client;
    this.cluster = cluster;
    this.deployment = deployment;
    this.records = records;
    this.clock = clock;
    meters.gauge("merchantreview.engine.records.lag", this, lag -> lag.measured().toMillis() / 1e3);
  }

  /** What the engine was given at a time, and the records do not show yet. */
  private record Probe(long key, int partition, Instant at) {}

  /** How long the records needed at last, or need already; zero before it was ever asked. */
  public Duration measured() {
    return measured;
  }

  /**
   * Whether the records show all that had happened when this question came first, and did so before
   * they were asked for it the last time: then what they do not show is not there. A question that
   * was answered so is forgotten.
   *
   * @param question what one is waiting to decide; the same words each time
   * @throws OutsideUnavailableException when the engine or its records do not answer
   */
  public synchronized boolean isSettled(String question) {
    Instant first = asked.computeIfAbsent(question, unasked -> clock.instant());
    if (!first.isAfter(upTo())) {
      asked.remove(question);
      return true;
    }
    look();
    if (probes.stream().noneMatch(probe -> !probe.at().isBefore(first)) && first.isAfter(upTo())) {
      probe();
    }
    return false;
  }

  private Instant upTo() {
    int partitions = cluster.partitions();
    return reached.size() < partitions
        ? Instant.MIN
        : reached.values().stream().min(Instant::compareTo).orElse(Instant.MIN);
  }

  /** What the records show by now. */
  private void look() {
    Instant now = clock.instant();
    Set<Integer> shown = new HashSet<>();
    // The newest first: what is older in the same partition need not be asked for.
    for (Probe probe : List.copyOf(probes).reversed()) {
      if (shown.contains(probe.partition()) || records.now().knowsEvaluation(probe.key())) {
        if (shown.add(probe.partition())) {
          reached.merge(probe.partition(), probe.at(), RecordsLag::later);
          measured = Duration.between(probe.at(), now);
        }
        probes.remove(probe);
      }
    }
    probes.stream()
        .map(probe -> Duration.between(probe.at(), now))
        .max(Duration::compareTo)
        .filter(waited -> waited.compareTo(measured) > 0)
        .ifPresent(waited -> measured = waited);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void probe() {
    int partitions = cluster.partitions();
    Instant at = clock.instant();
    Map<Integer, Probe> given = new HashMap<>();
    for (int i = 0; i < partitions * ROUNDS && given.size() < partitions; i++) {
      long key = evaluate();
      int partition = ConnectedCluster.partitionOf(key);
      given.putIfAbsent(partition, new Probe(key, partition, at));
    }
    probes.addAll(given.values());
  }

  private long evaluate() {
    long decision = deployment.status().keys().decisions().values().iterator().next();
    try {
      EvaluateDecisionResponse answer =
          client
              .newEvaluateDecisionCommand()
              .decisionKey(decision)
              .variables(Map.of())
              .send()
              .join();
      return answer.getDecisionInstanceKey() > 0
          ? answer.getDecisionInstanceKey()
          : answer.getDecisionEvaluationKey();
    } catch (ClientException failed) {
      if (EngineFailure.of(failed) == EngineFailure.PASSING) {
        throw new OutsideUnavailableException("the engine does not answer", failed);
      }
      throw failed;
    }
  }
}
