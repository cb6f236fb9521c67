package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.refund.Holder;
import dev.merchantreview.refund.RefundSteps;
import dev.merchantreview.shared.TypedText;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The dossier of a reviewer's task. */
abstract class PrepareRefundReviewWorker extends CaseWorker {

  private final RefundSteps steps;
  private final MerchantStanding standing;
  private final boolean second;

  PrepareRefundReviewWorker(
      String jobType, RefundSteps steps, MerchantStanding standing, boolean second) {
    super(jobType);
    this.steps = steps;
    this.standing = standing;
    this.second = second;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    Holder holder = steps.holderOf(asked.caseId());
    MerchantStanding.Facts facts = standing.of(holder.platform(), holder.ownerId(), holder.id());
    return () -> {
      RefundSteps.ReviewTask task = steps.prepare(asked, second, facts);
      return Map.of("taskTitle", TypedText.shown(task.title()), "dossier", task.dossier());
    };
  }

  /** {@code refund.prepare-finance-review}. */
  @Component
  static class Finance extends PrepareRefundReviewWorker {
    Finance(RefundSteps steps, MerchantStanding standing) {
      super("refund.prepare-finance-review", steps, standing, false);
    }
  }

  /** {@code refund.prepare-second-review}. */
  @Component
  static class Second extends PrepareRefundReviewWorker {
    Second(RefundSteps steps, MerchantStanding standing) {
      super("refund.prepare-second-review", steps, standing, true);
    }
  }
}
