package dev.merchantreview.engine;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether cases reach the engine. Not part of readiness: requests are accepted without it. */
@Component("engine")
class EngineHealthIndicator implements HealthIndicator {

  private final ProcessDeployment deployment;
  private final ConnectedCluster cluster;
  private final ClusterTokens tokens;
  private final EditionDeployment editions;

  EngineHealthIndicator(
      ProcessDeployment deployment,
      ConnectedCluster cluster,
      ClusterTokens tokens,
      EditionDeployment editions) {
    this.deployment = deployment;
    this.cluster = cluster;
    this.tokens = tokens;
    this.editions = editions;
  }

  @Override
  public Health health() {
    Optional<String> noToken = tokens.problem();
    if (noToken.isPresent()) {
      return Health.down().withDetail("token", noToken.get()).build();
    }
    String refusal = deployment.refusal();
    if (refusal != null) {
      return Health.down().withDetail("deployment", refusal).build();
    }
    if (!deployment.isReady()) {
      return Health.outOfService().withDetail("deployment", "waiting for the engine").build();
    }
    Health.Builder up = Health.up().withDetail("model", deployment.model().hash());
    cluster.lastSeen().ifPresent(version -> up.withDetail("camunda", version.toString()));
    cluster.unknown().ifPresent(text -> up.withDetail("warning", text));
    // Reported as up: this is normal while a newer version is started beside this one.
    deployment.supersededBy().ifPresent(newer -> up.withDetail("supersededBy", newer));
    if (!editions.refusals().isEmpty()) {
      up.withDetail("refusedEditions", editions.refusals());
    }
    return up.build();
  }
}
