package dev.merchantreview.refund;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.waiver.Waivers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The step of checks in the deposit-refund process, inside the transaction of the job that asks for
 * it.
 */
@Service
public class RefundCheckStep {

  private final RefundReview review;
  private final ReviewSteps steps;
  private final Holders holders;
  private final BlockerChecks checks;
  private final RefundClocks clocks;

  RefundCheckStep(
      RefundReview review,
      ReviewSteps steps,
      Holders holders,
      BlockerChecks checks,
      RefundClocks clocks) {
    this.review = review;
    this.steps = steps;
    this.holders = holders;
    this.checks = checks;
    this.clocks = clocks;
  }

  /** Looks for what stands in the way; when nothing does, finance comes next. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled check(Asked asked, BlockerChecks.OutsideFacts outside) {
    return steps.with(
        review,
        asked,
        0,
        refund -> {
          if (refund.state() == RefundState.FIX_REQUIRED) {
            return steps.waitFor(review, asked, refund, "RESUBMITTED");
          }
          List<RuleResult> results = checks.apply(holders.claim(refund), refund.content(), outside);
          steps.checked(asked, refund, results, outside.tables());
          for (Waivers.Use use : Waivers.used(results)) {
            steps.note(review, asked, refund, "WAIVER_USED", Waivers.described(use));
          }
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("checks", results);
          List<Problem> problems = BlockerChecks.problems(results);
          if (!problems.isEmpty()) {
            return steps.sendBack(review, asked, refund, ActorRef.SYSTEM, problems, null, details);
          }
          Assessment assessment = assessment(outside);
          ReviewClock until = clocks.of(refund);
          String from = refund.state().name();
          if (!refund.openReview(until, assessment)) {
            throw CaseWork.unexpected(refund, "open review");
          }
          details.put("round", refund.round());
          details.put("refundableFen", assessment.amountFen());
          details.put("secondReview", assessment.secondReview());
          details.put("decision", assessment.evidence());
          details.putAll(until.described());
          steps.changed(review, asked, refund, ActorRef.SYSTEM, "REVIEW_OPENED", from, details);
          return Handled.of(Handled.PASSED, refund).until(until);
        });
  }

  static Assessment assessment(BlockerChecks.OutsideFacts outside) {
    return new Assessment(
        outside.heldFen(), outside.second().required(), outside.second().evidence());
  }
}
