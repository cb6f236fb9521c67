package dev.programme;

import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.review.DeadlineVariables;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Memberships belong to the merchant that asked for them. */
@Component
class MembershipType extends ProcessCaseType<Membership> {

  MembershipType(JdbcClient jdbc, Memberships memberships, Clock clock) {
    super(
        new Names("pm_", "/api/v1/memberships", "programme-membership"), jdbc, memberships, clock);
  }

  @Override
  protected Position position(Membership membership) {
    return new Position(
        membership.state() == Membership.State.SUBMITTED ? "Task_OpenReview" : "Task_PrepareReview",
        DeadlineVariables.of(membership));
  }
}
