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

  /** For so many looks the number of partitions has to be the same before it is believed (ours). */
  private static final int LOOKS_AT_PARTITIONS = 6;

  private final CamundaClient client;
  private final EngineProperties properties;
  private volatile @Nullable Seen seen;
  private volatile boolean stale;
  private @Nullable OutsideUnavailableException failed;
  private long failedAt;

  ConnectedCluster(CamundaClient client, EngineProperties properties) {
    this.client = client;
    this.properties = properties;
  }

  /**
   * What a cluster said of itself.
   *
   * @param reported in its own words, the lowest of its gateway's and its brokers'
   * @param partitions how many partitions it has
   * @param partitionsSince since when it had so many
   * @param at when, both by {@link System#nanoTime}
   */
  private record Seen(
      ClusterVersion version, String reported, int partitions, long partitionsSince, long at) {}

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

  /**
   * Whether it has no such partition, and had none for a while: a gateway that has just begun
   * learns of them one by one.
   *
   * @throws OutsideUnavailableException when it does not answer, or may only have begun
   */
  boolean isWithout(int partition) {
    if (partition < 1) {
      return true;
    }
    Seen known = now();
    if (partition <= known.partitions()) {
      return false;
    }
    if (System.nanoTime() - known.partitionsSince()
        < properties.versionCheck().toNanos() * LOOKS_AT_PARTITIONS) {
      throw new OutsideUnavailableException(
          "the engine may have more than its " + known.partitions() + " partitions", null);
    }
    return true;
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
    stale = true;
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
    return known == null
            || stale
            || System.nanoTime() - known.at() > properties.versionCheck().toNanos() * 2
        ? look()
        : known;
  }

  private synchronized Seen look() {
    Seen before = seen;
    if (before != null && isOfThisSecond(before.at())) {
      return before;
    }
    // Who waited for this look while it failed need not wait for one of their own.
    if (failed != null && isOfThisSecond(failedAt)) {
      throw failed;
    }
    Seen now;
    try {
      now = read(ask(), before);
      failed = null;
    } catch (OutsideUnavailableException away) {
      failed = away;
      failedAt = System.nanoTime();
      throw away;
    }
    seen = now;
    stale = false;
    if (before == null || !before.reported().equals(now.reported())) {
      tell(now);
    }
    return now;
  }

  private static boolean isOfThisSecond(long at) {
    return System.nanoTime() - at < TimeUnit.SECONDS.toNanos(1);
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

  /** Whatever keeps it from answering can pass: it is only asked. */
  private Topology ask() {
    try {
      return client.newTopologyRequest().send().join();
    } catch (ClientException failed) {
      throw new OutsideUnavailableException("the engine does not answer", failed);
    }
  }

  /** A gateway that knows of no broker yet has only begun: its own version says nothing. */
  private static Seen read(Topology topology, @Nullable Seen before) {
    List<BrokerInfo> brokers = Optional.ofNullable(topology.getBrokers()).orElse(List.of());
    if (brokers.isEmpty() || topology.getPartitionsCount() < 1) {
      throw new OutsideUnavailableException("the engine's gateway knows of no broker yet", null);
    }
    String lowest =
        Stream.concat(
                Stream.of(topology.getGatewayVersion()),
                brokers.stream().map(BrokerInfo::getVersion))
            .filter(version -> version != null && !version.isBlank())
            .min(Comparator.comparing(ConnectedCluster::ordered))
            .orElse("");
    long now = System.nanoTime();
    int partitions = topology.getPartitionsCount();
    return new Seen(
        ordered(lowest),
        lowest,
        partitions,
        before != null && before.partitions() == partitions ? before.partitionsSince() : now,
        now);
  }

  /** What calls itself by no version was built by hand from what is newest. */
  private static ClusterVersion ordered(String version) {
    return ClusterVersion.read(version).orElse(ClusterVersion.NEWEST);
  }
}
