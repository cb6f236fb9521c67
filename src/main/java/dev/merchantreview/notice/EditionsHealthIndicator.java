package dev.merchantreview.notice;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the editions that count, or will, suit this release. Not part of readiness, and up all
 * the same: everything else goes on.
 */
@Component("ruleBook")
class EditionsHealthIndicator implements HealthIndicator {

  private final RuleBookCheck check;

  EditionsHealthIndicator(RuleBookCheck check) {
    this.check = check;
  }

  @Override
  public Health health() {
    return Health.up().withDetails(check.unsuitable()).build();
  }
}
