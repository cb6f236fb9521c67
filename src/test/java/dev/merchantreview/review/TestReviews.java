package dev.merchantreview.review;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.util.Map;
import java.util.Optional;

/** The steps of a review as its jobs take them, for cases whose type only their id tells. */
public final class TestReviews {

  private final ReviewSteps steps;
  private final Verdicts verdicts;
  private final ReviewedTypes types;

  public TestReviews(ServiceAlone service) {
    this.steps = service.bean(ReviewSteps.class);
    this.verdicts = service.bean(Verdicts.class);
    this.types = service.bean(ReviewedTypes.class);
  }

  /**
   * Records a verdict, in the caller's transaction.
   *
   * @param userTask the task it was given in
   */
  public Handled record(Asked asked, int round, String userTask, Review review) {
    return record(types.of(asked.caseId()), asked, round, userTask, review);
  }

  private <C extends ReviewedCase<?, ?>> Handled record(
      Reviewed<C> type, Asked asked, int round, String userTask, Review review) {
    return verdicts.record(type, asked, round, ReviewedTypes.taskAt(type, userTask), review);
  }

  /** Why a verdict would not count now. */
  public Optional<Refusal> refusal(CaseId caseId, String userTask, Review review) {
    return refusal(types.of(caseId), caseId, userTask, review);
  }

  private <C extends ReviewedCase<?, ?>> Optional<Refusal> refusal(
      Reviewed<C> type, CaseId caseId, String userTask, Review review) {
    return verdicts.refusal(
        type,
        type.cases().find(caseId).orElseThrow(),
        ReviewedTypes.taskAt(type, userTask),
        review);
  }

  /** A deadline of the owner passed, in the caller's transaction. */
  public Map<String, Object> expire(Asked asked) {
    return steps.expire(types.of(asked.caseId()), asked, 0);
  }
}
