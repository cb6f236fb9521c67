package dev.merchantreview.programme;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.review.DeadlineVariables;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Memberships belong to the merchant of their subject; a process works on each application and on
 * each warning that has to be answered.
 */
@Component
class MembershipType extends ProcessCaseType<Membership> {

  static final String PATH = "/api/v1/memberships";

  private static final String TYPE = "MEMBERSHIP";

  /** What a new instance is told it works on. */
  static final String OCCASION = "occasion";

  MembershipType(JdbcClient jdbc, Memberships memberships, Clock clock) {
    super(new Names("pm_", PATH, "programme-membership", TYPE), jdbc, memberships, clock);
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(MembershipState.values());
  }

  @Override
  protected IndexedCase indexed(Membership membership) {
    String subject = membership.application().subject().id();
    Set<IndexedCase.Key> keys =
        switch (membership.application().subject().kind()) {
          case STORE, PROVIDER -> Set.of(IndexedCase.Kind.CASE.of(subject));
          case STREAMER -> Set.of(IndexedCase.Kind.STREAMER.of(subject));
          case MERCHANT -> Set.of();
        };
    return new IndexedCase(
        membership.id(),
        TYPE,
        membership.application().platform(),
        membership.ownerId(),
        membership.standing(membership.isInProcess(), membership.data().decidedBy),
        new IndexedCase.Named(List.of(), null, keys, null));
  }

  @Override
  protected Position position(Membership membership) {
    Map<String, Object> variables = DeadlineVariables.of(membership);
    variables.put("roundKey", membership.roundKey());
    variables.put(OCCASION, occasion(membership));
    return new Position(element(membership), variables);
  }

  private static String element(Membership membership) {
    if (membership.state() == MembershipState.APPLIED) {
      return "Task_CheckEligibility";
    }
    if (membership.clock() != null) {
      return "SubProcess_Review";
    }
    return membership.isAnswered() ? "Task_OpenReview" : "Task_BeginWarning";
  }

  /** What a round is about, as the process's first gateway reads it. */
  static String occasion(Membership membership) {
    return membership.isWarnedWithDeadline() ? "WARNING" : "APPLICATION";
  }
}
