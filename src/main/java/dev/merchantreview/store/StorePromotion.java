package dev.merchantreview.store;

import dev.merchantreview.deposit.DepositHolder;
import dev.merchantreview.deposit.PromotionDeposits;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Promotion of an open store's goods: asked for later, and given up again. */
@Service
public class StorePromotion {

  private final Stores stores;
  private final PromotionDeposits deposits;
  private final Clock clock;

  StorePromotion(Stores stores, PromotionDeposits deposits, Clock clock) {
    this.stores = stores;
    this.deposits = deposits;
    this.clock = clock;
  }

  /** What became of it. */
  public sealed interface Outcome {

    /** It is as was asked for; it may have been so before. */
    record Done(Store store) implements Outcome {}

    /** The store is not open, or its promotion deposit is just being paid back. */
    record WrongState(String state) implements Outcome {}
  }

  /**
   * The store deposits for promotion from now on.
   *
   * @return empty when there is no such store
   */
  @Transactional
  public Optional<Outcome> ask(CaseId id, PromotionTerms.Terms terms, ActorRef by) {
    return stores
        .lock(id)
        .map(
            store ->
                store.state() == StoreState.OPEN
                    ? changed(
                        store,
                        true,
                        deposits.ask(holder(store), terms.amountFen(), terms.evidence(), by))
                    : new Outcome.WrongState(store.state().name()));
  }

  /**
   * It does not any more, and gets back what it has deposited when it asks for that.
   *
   * @return empty when there is no such store
   */
  @Transactional
  public Optional<Outcome> giveUp(CaseId id, ActorRef by) {
    return stores
        .lock(id)
        .map(
            store ->
                store.state() == StoreState.OPEN
                    ? changed(store, false, deposits.giveUp(id.value(), by))
                    : new Outcome.WrongState(store.state().name()));
  }

  private static DepositHolder holder(Store store) {
    Store.Opening opening = store.opening();
    return DepositHolder.store(
        opening.id(), opening.applicationId(), opening.platform(), opening.merchantId());
  }

  private Outcome changed(Store store, boolean wanted, PromotionDeposits.Outcome outcome) {
    return switch (outcome) {
      case PromotionDeposits.Outcome.Paying() -> new Outcome.WrongState("PAYING");
      case PromotionDeposits.Outcome.Already() -> new Outcome.Done(store);
      case PromotionDeposits.Outcome.Done() -> {
        store.promotion(wanted);
        stores.update(store, clock.instant());
        yield new Outcome.Done(store);
      }
    };
  }
}
