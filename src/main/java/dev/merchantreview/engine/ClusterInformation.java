package dev.merchantreview.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/**
 * Tells those who run the service which Camunda it is connected to, and which API it reads the
 * records through: a line of {@code /actuator/info}, and the gauges {@code
 * merchantreview.engine.records} (1 for the API that is used) and {@code
 * merchantreview.engine.line} (8.06 for 8.6; 0 before a cluster answered). Tells as well by which
 * version tag each file of this release is found in Operate.
 */
@Component
class ClusterInformation implements InfoContributor {

  private static final double MINORS = 100;

  private final ConnectedCluster cluster;
  private final SortedMap<String, String> models;

  ClusterInformation(ConnectedCluster cluster, Model model, MeterRegistry meters) {
    this.cluster = cluster;
    this.models = model.tags();
    for (String api : List.of("V1", "V2")) {
      Gauge.builder("merchantreview.engine.records", () -> api.equals(api()) ? 1 : 0)
          .description("The API the cluster's records are read through")
          .tag("api", api)
          .register(meters);
    }
    meters.gauge("merchantreview.engine.line", this, ClusterInformation::line);
  }

  @Override
  public void contribute(Info.Builder builder) {
    Map<String, Object> engine = new LinkedHashMap<>();
    engine.put("camunda", cluster.lastSeen().map(ClusterVersion::toString).orElse("unknown"));
    engine.put("records", api());
    cluster.tooOld().or(cluster::unknown).ifPresent(text -> engine.put("warning", text));
    engine.put("models", models);
    builder.withDetail("engine", engine);
  }

  private String api() {
    return cluster
        .lastSeen()
        .map(version -> version.isAtLeast(ClusterVersion.UNIFIED) ? "V2" : "V1")
        .orElse("none");
  }

  private double line() {
    return cluster
        .lastSeen()
        .map(version -> version.major() + version.minor() / MINORS)
        .orElse(0.0);
  }
}
