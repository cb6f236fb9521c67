package dev.merchantreview.engine;

import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.BrokerInfo;
import io.camunda.client.api.response.Topology;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Which Camunda the service is connected to. It is looked at again and again: a cluster is upgraded
 * under a running service, and what can be asked of it changes with its line.
 */
@Component
class ConnectedCluster {

  private static final Logger log = LoggerFactory.getLogger(ConnectedCluster.class);

  // How Zeebe makes its keys (its Protocol.KEY_BITS): above them stands the partition, from 1 on.
  private static final int KEY_BITS = 51;

  private final CamundaClient client;
  private final EngineProperties properties;
  private volatile @Nullable Seen seen;

  ConnectedCluster(CamundaClient client, EngineProperties properties) {
    this.client = client;
    this.properties = properties;
  }

  /**
   * What a cluster said of itself.
   *
   * @param reported in its own words, the lowest of its gateway's and its brokers'
   * @param partitions how many partitions it has
   * @param at when, by {@link System#nanoTime}
   */
  private record Seen(ClusterVersion version, String reported, int partitions, long at) {}

  /**
   * The version all parts of the cluster have at least: while it is upgraded they differ.
   *
   * @throws OutsideUnavailableException when it does not answer
   */
  ClusterVersion version() {
    return now().version();
  }

  /**
   * How many partitions it has; 1 at least.
   *
   * @throws OutsideUnavailableException when it does not answer
   */
  int partitions() {
    return now().partitions();
  }

  /** The partition that gave a key. */
  static int partitionOf(long key) {
    return (int) (key >> KEY_BITS);
  }

  /**
   * Whether it asks before a user task completes, and has the V2 API: since 8.8.
   *
   * @throws OutsideUnavailableException when it does not answer
   */
  boolean isUnified() {
    return version().isAtLeast(ClusterVersion.UNIFIED);
  }

  /** What it was when it answered last; empty when it never did. */
  Optional<ClusterVersion> lastSeen() {
    return Optional.ofNullable(seen).map(Seen::version);
  }

  /** What cannot work with the cluster because it is too old; empty for a newer one. */
  Optional<String> tooOld() {
    return Optional.ofNullable(seen)
        .filter(one -> !one.version().isAtLeast(ClusterVersion.OLDEST))
        .map(
            one ->
                "Camunda "
                    + one.reported()
                    + " is older than "
                    + ClusterVersion.OLDEST.line()
                    + ": forms bound to their deployment, changes of tasks' dates and the records of"
                    + " process instances do not work; no process is deployed and requests wait."
                    + " Upgrade the cluster");
  }

  /** What nobody has tried of the cluster because it is newer than what is known here. */
  Optional<String> unknown() {
    return Optional.ofNullable(seen)
        .filter(one -> one.version().isOfLaterLineThan(ClusterVersion.NEWEST))
        .map(
            one ->
                "Camunda "
                    + one.reported()
                    + " is newer than "
                    + ClusterVersion.NEWEST.line()
                    + ", the newest that is known here: its records are read as those of "
                    + ClusterVersion.NEWEST.line()
                    + "; where they differ, comparisons of cases with the engine and moves to other"
                    + " diagrams wait, and verdicts, messages and payouts go on");
  }

  /** It answered as another line would: what is known of it is not believed any more. */
  void lookAgain() {
    seen = null;
  }

  @Scheduled(
      initialDelayString = "${merchant-review.engine.version-check}",
      fixedDelayString = "${merchant-review.engine.version-check}")
  void watch() {
    try {
      look();
    } catch (OutsideUnavailableException away) {
      log.debug("The cluster's version is not known now: {}", away.getMessage());
    }
  }

  private Seen now() {
    Seen known = seen;
    return known == null || System.nanoTime() - known.at() > properties.versionCheck().toNanos() * 2
        ? look()
        : known;
  }

  private synchronized Seen look() {
    Seen before = seen;
    if (before != null && System.nanoTime() - before.at() < TimeUnit.SECONDS.toNanos(1)) {
      return before;
    }
    Seen now = read(ask());
    seen = now;
    if (before == null || !before.reported().equals(now.reported())) {
      tell(now);
    }
    return now;
  }

  private void tell(Seen now) {
    log.info(
        "Connected to Camunda {}; its records are read through {}",
        now.reported(),
        now.version().isAtLeast(ClusterVersion.UNIFIED)
            ? "the V2 API"
            : "Tasklist's and Operate's V1 APIs");
    unknown().ifPresent(log::warn);
  }

  private Topology ask() {
    try {
      return client.newTopologyRequest().send().join();
    } catch (ClientException failed) {
      if (EngineFailure.of(failed) == EngineFailure.PASSING) {
        throw new OutsideUnavailableException("the engine does not answer", failed);
      }
      throw failed;
    }
  }

  private static Seen read(Topology topology) {
    String lowest =
        Stream.concat(
                Stream.of(topology.getGatewayVersion()),
                Optional.ofNullable(topology.getBrokers()).orElse(List.of()).stream()
                    .map(BrokerInfo::getVersion))
            .filter(version -> version != null && !version.isBlank())
            .min(Comparator.comparing(ConnectedCluster::ordered))
            .orElse("");
    return new Seen(
        ordered(lowest), lowest, Math.max(1, topology.getPartitionsCount()), System.nanoTime());
  }

  /** What calls itself by no version was built by hand from what is newest. */
  private static ClusterVersion ordered(String version) {
    return ClusterVersion.read(version).orElse(ClusterVersion.NEWEST);
  }
}
