package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreRegister;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The store an application becomes: prepared from its approval on where the platform has it so, and
 * closed again when the application ends before it sells.
 */
@Component
class PreparedStores {

  private final StoreRegister stores;
  private final Progress progress;
  private final ApplicationRounds rounds;
  private final LostCategories lostCategories;
  private final StoreCategories categories;

  PreparedStores(
      StoreRegister stores,
      Progress progress,
      ApplicationRounds rounds,
      LostCategories lostCategories,
      StoreCategories categories) {
    this.stores = stores;
    this.progress = progress;
    this.rounds = rounds;
    this.lostCategories = lostCategories;
    this.categories = categories;
  }

  /**
   * The application is approved: there is a store from now on where the platform has it so. Not of
   * one that walks a road of before, on which its account can still be sent back to be fixed.
   */
  void approved(Asked asked, StoreApplication application) {
    if (progress.numbers(application).preparesStores()
        && progress.road(application).isApprovalFinal()
        && application.storeId() == null) {
      application.prepared(stores.prepare(becoming(application)).id().value());
    }
  }

  /**
   * The road is walked to its end: the store sells from now on, and not what was taken from another
   * store of the same subject after the approval. Its merchant is told, and an administrator may
   * give it back.
   */
  Store open(StoreApplication application) {
    Long required = application.depositRequiredFen();
    Store store =
        stores.open(
            prepared(application),
            becoming(application),
            required == null ? 0 : required,
            application.requiredFen(DepositPurpose.PROMOTION));
    rounds
        .approvedAt(application)
        .ifPresent(
            approvedAt ->
                lostCategories
                    .since(application.content(), approvedAt, store.id())
                    .forEach(
                        lost ->
                            categories.lose(
                                store.id(), lost.category(), lost.ground(), ActorRef.SYSTEM)));
    return store;
  }

  /**
   * The application has ended without a store that sells: one that was prepared is closed.
   *
   * @return true
   */
  boolean applicationEnded(StoreApplication application) {
    CaseId prepared = prepared(application);
    if (prepared != null) {
      stores.cancel(prepared, application.state().name());
    }
    return true;
  }

  private static @Nullable CaseId prepared(StoreApplication application) {
    String id = application.storeId();
    return id == null ? null : new CaseId(id);
  }

  private StoreRegister.Approved becoming(StoreApplication application) {
    ApplicationContent content = application.content();
    return new StoreRegister.Approved(
        application.id(),
        content.platform(),
        content.merchantId(),
        content.storeType(),
        content.storeName(),
        application.reviewer(),
        rounds.approvedAt(application).orElse(null),
        content.categories());
  }
}
