package dev.badge;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.review.DeadlineVariables;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Badges belong to the merchant that asked for them. */
@Component
class BadgeType extends ProcessCaseType<Badge> {

  private static final String TYPE = "BADGE";

  BadgeType(JdbcClient jdbc, Badges badges, Clock clock) {
    super(new Names("bg_", "/api/v1/badges", "store-badge", TYPE), jdbc, badges, clock);
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(Badge.State.values());
  }

  @Override
  protected IndexedCase indexed(Badge badge) {
    return new IndexedCase(
        badge.id(),
        TYPE,
        null,
        badge.ownerId(),
        badge.standing(!badge.isEnded(), null),
        new IndexedCase.Named(List.of(), null, Set.of(), null));
  }

  @Override
  protected Position position(Badge badge) {
    return new Position(
        badge.state() == Badge.State.SUBMITTED ? "Task_OpenReview" : "Task_PrepareReview",
        DeadlineVariables.of(badge));
  }
}
