package dev.programme;

import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Memberships belong to the merchant that asked for them. */
@Component
class MembershipType extends ProcessCaseType<Membership> {

  private final Memberships memberships;

  MembershipType(JdbcClient jdbc, Memberships memberships, Clock clock) {
    super(jdbc, memberships, clock);
    this.memberships = memberships;
  }

  @Override
  public String idPrefix() {
    return "pm_";
  }

  @Override
  public String path() {
    return "/api/v1/memberships";
  }

  @Override
  public String processId() {
    return "programme-membership";
  }

  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return memberships.ownerOf(caseId).map(owner -> owned(caseId, owner));
  }

  @Override
  protected Position position(Membership membership) {
    return new Position(
        membership.state() == Membership.State.SUBMITTED ? "Task_OpenReview" : "Task_PrepareReview",
        DeadlineVariables.of(membership));
  }
}
