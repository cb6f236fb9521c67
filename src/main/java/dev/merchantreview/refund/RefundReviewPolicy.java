package dev.merchantreview.refund;

import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose verdict on a refund counts: two persons where the amount asks for it, and nobody who let
 * the holder in gives the last word.
 */
final class RefundReviewPolicy {

  private RefundReviewPolicy() {}

  /** The first review. */
  static final ReviewedTask FINANCE =
      new ReviewedTask(
          "Task_ReviewFinance", "finance", "Task_PrepareFinanceReview", "Task_RecordFinanceReview");

  /** The second person's. */
  static final ReviewedTask SECOND =
      new ReviewedTask(
          "Task_ReviewSecond", "finance", "Task_PrepareSecondReview", "Task_RecordSecondReview");

  private static final ProblemTable.Text ANOTHER_PERSON =
      new ProblemTable.Text("复核须由财务审核人以外的另一人完成", "The second review is another person's");
  private static final ProblemTable.Text LET_IN =
      new ProblemTable.Text(
          "您审批过该主体的入驻，不能对其退款作最终决定，请交由他人处理",
          "You let this holder in, so the last word on its refund is another person's");

  private static final ProblemTable.Text WAIVED =
      new ProblemTable.Text(
          "您豁免过该保证金的违约金，不能审核其退款",
          "You waived a fine of this deposit, so its refund is another person's");

  /** A refusal always is the last word; an approval is when nobody has to agree after it. */
  private static boolean isLastWord(
      DepositRefund refund, ReviewedTask task, @Nullable Verdict verdict) {
    return verdict == Verdict.REJECTED
        || verdict == Verdict.APPROVED
            && (task.equals(SECOND) || !refund.assessed().secondReview());
  }

  /**
   * What a verdict on a refund is about.
   *
   * @param waivers who waived a fine of this deposit
   * @param granters who waived a rule it was checked by
   */
  static VerdictPolicy.Subject subject(
      DepositRefund refund,
      Holder holder,
      Set<String> waivers,
      Set<String> granters,
      ReviewedTask task,
      ProblemTable table) {
    List<VerdictPolicy.Exclusion> exclusions = new ArrayList<>();
    exclusions.add(VerdictPolicy.Exclusion.ownCase(Set.of(refund.request().submittedBy())));
    if (task.equals(SECOND) && refund.finance() != null) {
      exclusions.add(
          new VerdictPolicy.Exclusion(
              Set.of(refund.finance().by()), ANOTHER_PERSON, verdict -> true));
    }
    exclusions.add(new VerdictPolicy.Exclusion(waivers, WAIVED, verdict -> true));
    exclusions.add(VerdictPolicy.Exclusion.waived(granters));
    exclusions.add(
        new VerdictPolicy.Exclusion(
            holder.approvedBy(), LET_IN, verdict -> isLastWord(refund, task, verdict)));
    int documents = refund.content().documents().size();
    return new VerdictPolicy.Subject(
        task,
        List.copyOf(exclusions),
        Set.of(Verdict.values()),
        VerdictPolicy.Rejection.FOR_GOOD,
        table,
        documents);
  }
}
