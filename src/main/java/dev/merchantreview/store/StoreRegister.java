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
import java.util.Collection;
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
   * @param approvedAt when; null where that is not known
   * @param categories those it was approved for
   */
  public record Approved(
      CaseId applicationId,
      Platform platform,
      String merchantId,
      StoreType storeType,
      String name,
      @Nullable String approvedBy,
      @Nullable Instant approvedAt,
      List<String> categories) {}

  /**
   * Prepares the store of an approved application, in the caller's transaction: it has its
   * workbench and sells nothing yet.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Store prepare(Approved approved) {
    Instant now = clock.instant();
    Store store = made(approved, now);
    store.holds(approved.categories(), now);
    stores.add(store);
    history.begin(
        CaseEvent.created(
            store.id(),
            ActorRef.SYSTEM,
            "STORE_PREPARED",
            store.state().name(),
            Map.of(
                "applicationId",
                approved.applicationId().value(),
                "categories",
                approved.categories())));
    return store;
  }

  /**
   * Opens the store of an approved application, in the caller's transaction; one application opens
   * one store.
   *
   * @param prepared the store that was prepared for it; null where none was
   * @param depositFen what the store has to have deposited
   * @param promotionFen what it has to have deposited for promotion; null where it wants none
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Store open(
      @Nullable CaseId prepared, Approved approved, long depositFen, @Nullable Long promotionFen) {
    Instant now = clock.instant();
    Store store = prepared == null ? made(approved, now) : stores.lock(prepared).orElseThrow();
    String from = store.state().name();
    if (!store.open(now)) {
      throw new IllegalStateException(store.id() + " is " + store.state());
    }
    store.promotion(promotionFen != null);
    store.approvedAt(approved.approvedAt());
    store.holds(approved.categories(), now);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("applicationId", approved.applicationId().value());
    details.put("categories", approved.categories());
    details.put("depositRequiredFen", depositFen);
    String to = store.state().name();
    if (prepared == null) {
      stores.add(store);
    } else {
      stores.update(store, now);
    }
    DepositHolder applicant =
        DepositHolder.applicant(
            approved.applicationId(), approved.platform(), approved.merchantId());
    deposits.storeOpened(applicant, store.id().value(), depositFen);
    if (promotionFen != null) {
      deposits.storeOpened(applicant, DepositPurpose.PROMOTION, store.id().value(), promotionFen);
      details.put("promotionRequiredFen", promotionFen);
    }
    if (prepared == null) {
      history.begin(CaseEvent.created(store.id(), ActorRef.SYSTEM, "STORE_OPENED", to, details));
    } else {
      history.append(
          CaseEvent.moved(store.id(), ActorRef.SYSTEM, "STORE_OPENED", from, to, details));
    }
    return store;
  }

  /**
   * The application of a store that was prepared has ended: the store is closed, and never sold.
   *
   * @param how the state the application ended in
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void cancel(CaseId prepared, String how) {
    Store store = stores.lock(prepared).orElseThrow();
    String from = store.state().name();
    if (!store.cancel(how, clock.instant())) {
      throw new IllegalStateException(store.id() + " is " + store.state());
    }
    stores.update(store, clock.instant());
    history.append(
        CaseEvent.moved(
            store.id(),
            ActorRef.SYSTEM,
            "STORE_CANCELLED",
            from,
            store.state().name(),
            Map.of("application", how)));
  }

  private static Store made(Approved approved, Instant now) {
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
                now));
    store.approvedAt(approved.approvedAt());
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

  /**
   * A portion of the open stores that may sell in one of some categories, in the order of their
   * ids. What a store holds of them {@link StoreCategories#held} says.
   *
   * @param categories with those they are part of
   * @param after the last one of the portion before; empty begins
   */
  @Transactional(readOnly = true)
  public List<CaseId> openWith(
      Platform platform, Collection<String> categories, String after, int limit) {
    return stores.openWith(platform, categories, after, limit);
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
