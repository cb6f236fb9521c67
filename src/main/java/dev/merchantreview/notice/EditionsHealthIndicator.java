package dev.merchantreview.notice;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the editions that count, or will, suit this release, whether they answer what the trees
 * open, and whether each file was taken. Not part of readiness, and up all the same: everything
 * else goes on.
 */
@Component("ruleBook")
class EditionsHealthIndicator implements HealthIndicator {

  private final RuleBookCheck check;
  private final NoticeFolder folder;

  EditionsHealthIndicator(RuleBookCheck check, NoticeFolder folder) {
    this.check = check;
    this.folder = folder;
  }

  @Override
  public Health health() {
    return Health.up()
        .withDetails(check.unsuitable())
        .withDetails(check.unanswered())
        .withDetails(folder.untaken())
        .build();
  }
}
