package dev.merchantreview.refund;

import dev.merchantreview.review.Review;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose verdict on a refund counts: two persons where the amount asks for it, and nobody who let
 * the holder in gives the last word.
 */
final class RefundReviewPolicy {

  private RefundReviewPolicy() {}

  /** Which review of a refund. */
  enum Stage {
    FINANCE,
    SECOND
  }

  /** A named rule: the reason to return the task when it does not hold, in both languages. */
  private record Rule(String reason, Condition holds) {}

  private interface Condition {
    boolean test(DepositRefund refund, Holder holder, Stage stage, Review review);
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "复核须由财务审核人以外的另一人完成 · The second review is another person's",
              (refund, holder, stage, review) ->
                  stage == Stage.FINANCE
                      || refund.finance() == null
                      || review.reviewer().filter(refund.finance().by()::equals).isEmpty()),
          new Rule(
              "您审批过该主体的入驻，不能对其退款作最终决定，请交由他人处理 · You let this holder in, so the last word on its"
                  + " refund is another person's",
              (refund, holder, stage, review) ->
                  !isLastWord(refund, stage, review.verdict())
                      || review.reviewer().filter(holder.approvedBy()::contains).isEmpty()));

  /** A refusal always is; agreeing is when nobody has to agree after it. */
  private static boolean isLastWord(DepositRefund refund, Stage stage, @Nullable Verdict verdict) {
    return verdict == Verdict.REJECTED
        || verdict == Verdict.APPROVED
            && (stage == Stage.SECOND || !refund.assessed().secondReview());
  }

  /** The first rule that does not hold; empty when the verdict counts. */
  static Optional<String> reasonToReturn(
      DepositRefund refund, Holder holder, Stage stage, ProblemTable table, Review review) {
    int documents = refund.content().documents().size();
    VerdictPolicy.Subject subject =
        new VerdictPolicy.Subject(
            Set.of(refund.request().submittedBy()),
            Set.of(Verdict.values()),
            VerdictPolicy.Rejection.REASON,
            problem -> table.isKnown(problem, documents));
    return VerdictPolicy.reasonToReturn(subject, review)
        .or(
            () ->
                RULES.stream()
                    .filter(rule -> !rule.holds().test(refund, holder, stage, review))
                    .map(Rule::reason)
                    .findFirst());
  }
}
