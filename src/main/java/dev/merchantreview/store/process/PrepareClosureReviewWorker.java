package dev.merchantreview.store.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.store.ClosureSteps;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreRegister;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code store.prepare-closure-review}: the dossier of the reviewer's task. */
@Component
class PrepareClosureReviewWorker extends RoundWorker {

  private final ClosureSteps steps;
  private final StoreRegister stores;
  private final MerchantStanding standing;

  PrepareClosureReviewWorker(ClosureSteps steps, StoreRegister stores, MerchantStanding standing) {
    super("store.prepare-closure-review");
    this.steps = steps;
    this.stores = stores;
    this.standing = standing;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    Store.Opening opening = stores.get(asked.caseId()).opening();
    MerchantStanding.Facts facts =
        standing.of(opening.platform(), opening.merchantId(), asked.caseId());
    return () -> {
      ClosureSteps.ReviewTask task = steps.prepare(asked, round, facts);
      return Map.of("taskTitle", TypedText.shown(task.title()), "dossier", task.dossier());
    };
  }
}
