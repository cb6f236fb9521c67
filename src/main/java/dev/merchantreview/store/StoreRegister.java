package dev.merchantreview.store;

import dev.merchantreview.deposit.DepositHolder;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens stores, and finds them. */
@Service
public class StoreRegister {

  private final Stores stores;
  private final Deposits deposits;
  private final History history;
  private final Clock clock;

  StoreRegister(Stores stores, Deposits deposits, History history, Clock clock) {
    this.stores = stores;
    this.deposits = deposits;
    this.history = history;
    this.clock = clock;
  }

  /**
   * What becomes a store.
   *
   * @param approvedBy who approved the application
   * @param depositFen what the store has to have deposited
   * @param promotionFen what it has to have deposited for promotion; null where it wants none
   */
  public record Approved(
      CaseId applicationId,
      Platform platform,
      String merchantId,
      StoreType storeType,
      String name,
      @Nullable String approvedBy,
      long depositFen,
      @Nullable Long promotionFen) {}

  /**
   * Opens the store of an approved application, in the caller's transaction; one application opens
   * one store.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Store open(Approved approved) {
    Store store =
        new Store(
            new Store.Opening(
                new CaseId(Ids.next("st_")),
                approved.applicationId(),
                approved.platform(),
                approved.merchantId(),
                approved.storeType(),
                approved.name(),
                approved.approvedBy(),
                clock.instant()));
    store.promotion(approved.promotionFen() != null);
    stores.add(store);
    DepositHolder applicant =
        DepositHolder.applicant(
            approved.applicationId(), approved.platform(), approved.merchantId());
    deposits.storeOpened(applicant, store.id().value(), approved.depositFen());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("applicationId", approved.applicationId().value());
    details.put("depositRequiredFen", approved.depositFen());
    Long promotionFen = approved.promotionFen();
    if (promotionFen != null) {
      deposits.storeOpened(applicant, DepositPurpose.PROMOTION, store.id().value(), promotionFen);
      details.put("promotionRequiredFen", promotionFen);
    }
    history.append(
        CaseEvent.created(
            store.id(), ActorRef.SYSTEM, "STORE_OPENED", store.state().name(), details));
    return store;
  }

  @Transactional(readOnly = true)
  public Optional<Store> find(CaseId id) {
    return stores.find(id);
  }

  /** The same, and nobody else changes it until the caller's transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Store> lock(CaseId id) {
    return stores.lock(id);
  }

  /**
   * Reads a store for a step that has to ask outside before it changes anything.
   *
   * @throws IllegalStateException when there is no such store
   */
  @Transactional(readOnly = true)
  public Store get(CaseId id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no store " + id));
  }

  /**
   * The named rule {@code REOPENING_PERIOD} [D-refund]: from when on a merchant may open a store on
   * a platform again; empty when nothing stands in the way now.
   */
  @Transactional(readOnly = true)
  public Optional<Instant> reopenableFrom(Platform platform, String merchantId) {
    return stores
        .closedMostRecently(platform, merchantId)
        .map(Store::reopenableFrom)
        .filter(from -> clock.instant().isBefore(from));
  }

  /** Newest first; a null filter lets everything pass. */
  @Transactional(readOnly = true)
  public List<Store> list(
      @Nullable Platform platform,
      @Nullable StoreState state,
      @Nullable String merchantId,
      Page.Slice slice) {
    return stores.list(platform, state, merchantId, slice);
  }
}
