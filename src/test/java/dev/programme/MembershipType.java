package dev.programme;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.review.DeadlineVariables;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Memberships belong to the merchant that asked for them. */
@Component
class MembershipType extends ProcessCaseType<Membership> {

  private static final String TYPE = "MEMBERSHIP";

  MembershipType(JdbcClient jdbc, Memberships memberships, Clock clock) {
    super(
        new Names("pm_", "/api/v1/memberships", "programme-membership", TYPE),
        jdbc,
        memberships,
        clock);
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(Membership.State.values());
  }

  @Override
  protected IndexedCase indexed(Membership membership) {
    return new IndexedCase(
        membership.id(),
        TYPE,
        null,
        membership.ownerId(),
        membership.standing(!membership.isEnded(), null),
        new IndexedCase.Named(List.of(), null, Set.of(), null));
  }

  @Override
  protected Position position(Membership membership) {
    return new Position(
        membership.state() == Membership.State.SUBMITTED ? "Task_OpenReview" : "Task_PrepareReview",
        DeadlineVariables.of(membership));
  }
}
