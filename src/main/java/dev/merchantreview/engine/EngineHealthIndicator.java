package dev.merchantreview.engine;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether cases reach the engine. Not part of readiness: requests are accepted without it. */
@Component("engine")
class EngineHealthIndicator implements HealthIndicator {

  private final ProcessDeployment deployment;

  EngineHealthIndicator(ProcessDeployment deployment) {
    this.deployment = deployment;
  }

  @Override
  public Health health() {
    String refusal = deployment.refusal();
    if (refusal != null) {
      return Health.down().withDetail("deployment", refusal).build();
    }
    return deployment.isReady()
        ? Health.up().build()
        : Health.outOfService().withDetail("deployment", "waiting for the engine").build();
  }
}
