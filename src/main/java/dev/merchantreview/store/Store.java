package dev.merchantreview.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Masking;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store, from its preparation or its opening on. Changed only by the methods here, each guarded
 * by the lifecycle; a method that answers false has changed nothing.
 */
public final class Store extends ReviewedCase<StoreState, StoreEvent> {

  private static final Set<StoreEvent> OWNERS_EVENTS =
      Set.of(StoreEvent.REQUEST_CLOSURE, StoreEvent.WITHDRAW_CLOSURE);

  private final Data data;
  private List<StoreCategory> derived = List.of();

  /** What is kept of a store besides what is kept of every case. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static final class Data {

    final Opening opening;
    @Nullable Instant sellsFrom;
    @Nullable String cancelledBy;
    @Nullable String closureReason;
    @Nullable String decidedBy;
    @Nullable Instant closedAt;
    @Nullable Instant reopenableFrom;
    // Null in stores of before there was promotion.
    @Nullable Boolean promotion;
    // When its application was approved; null in stores of before that was kept.
    @Nullable Instant approvedAt;
    // Null in stores of before they knew their categories.
    @Nullable List<StoreCategory> categories;

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    Data(Opening opening) {
      this.opening = opening;
    }
  }

  /**
   * What never changes of a store.
   *
   * @param applicationId the application it came from
   * @param approvedBy who approved that; null for a store opened before this was kept
   * @param openedAt since when there is a store
   */
  public record Opening(
      CaseId id,
      CaseId applicationId,
      Platform platform,
      String merchantId,
      StoreType storeType,
      String name,
      @Nullable String approvedBy,
      Instant openedAt) {

    /** The name as tasks show it: a personal store's may be its owner's. */
    public String shownName() {
      return storeType.hasLicence() ? name : Masking.personName(name);
    }
  }

  Store(Opening opening) {
    super(
        StoreLifecycle.TABLE,
        OWNERS_EVENTS,
        opening.openedAt(),
        ReviewRound.none(opening.openedAt(), opening.merchantId()));
    this.data = new Data(opening);
  }

  /** As it was kept. */
  Store(Cases.Kept kept, Data data) {
    super(StoreLifecycle.TABLE, OWNERS_EVENTS, kept);
    this.data = data;
  }

  Data data() {
    return data;
  }

  /** It sells from now on. */
  boolean open(Instant now) {
    if (!move(StoreEvent.OPEN)) {
      return false;
    }
    data.sellsFrom = now;
    return true;
  }

  /**
   * It never sells: nobody is kept from opening another one.
   *
   * @param how its application ended
   */
  boolean cancel(String how, Instant now) {
    if (!move(StoreEvent.CANCEL)) {
      return false;
    }
    data.cancelledBy = how;
    data.closedAt = now;
    return true;
  }

  /** The merchant wants to close it: a round of review begins. */
  public boolean requestClosure(String reason, String by, Instant now) {
    if (!move(StoreEvent.REQUEST_CLOSURE)) {
      return false;
    }
    review(review().next(now, by).said(List.of(), null).withClock(null).withNotice(null));
    data.closureReason = reason;
    data.decidedBy = null;
    leaveInstance();
    return true;
  }

  public boolean withdrawClosure() {
    if (!move(StoreEvent.WITHDRAW_CLOSURE)) {
      return false;
    }
    review(review().withClock(null));
    return true;
  }

  /**
   * @param words what the reviewer said, or null
   * @param reopenable when the merchant may open another store here
   */
  public boolean close(String reviewer, @Nullable String words, Instant now, Instant reopenable) {
    if (!move(StoreEvent.CLOSE)) {
      return false;
    }
    decided(reviewer, List.of(), words);
    data.closedAt = now;
    data.promotion = false;
    data.reopenableFrom = reopenable;
    return true;
  }

  /**
   * @param reasons why, of the table
   * @param words what the reviewer said
   */
  public boolean keepOpen(String reviewer, List<Problem> reasons, @Nullable String words) {
    if (!move(StoreEvent.KEEP_OPEN)) {
      return false;
    }
    decided(reviewer, reasons, words);
    return true;
  }

  private void decided(String reviewer, List<Problem> reasons, @Nullable String words) {
    review(review().said(reasons, words).withClock(null).withNotice(null));
    data.decidedBy = reviewer;
  }

  /** Its merchant wants its goods promoted, or gives that up. */
  void promotion(boolean wanted) {
    data.promotion = wanted;
  }

  /** Whether its merchant wants its goods promoted: there is a deposit for it. */
  public boolean wantsPromotion() {
    return Boolean.TRUE.equals(data.promotion);
  }

  /** What its categories are where they are not kept with it: those its application has. */
  void derived(List<String> applied) {
    derived =
        applied.stream().map(name -> StoreCategory.held(name, data.opening.openedAt())).toList();
  }

  boolean knowsItsCategories() {
    return data.categories != null;
  }

  /** When the application it came from was approved. */
  void approvedAt(@Nullable Instant at) {
    data.approvedAt = at;
  }

  /**
   * When a person last decided that it has a category: the approval of its application for what it
   * was prepared or opened with, which may lie long before; else since when it stands so.
   */
  public Instant decidedAt(StoreCategory one) {
    boolean begun =
        one.since().equals(data.opening.openedAt()) || one.since().equals(data.sellsFrom);
    return begun && data.approvedAt != null ? data.approvedAt : one.since();
  }

  /** It has these from now on, but for what was said of them and of their parts meanwhile. */
  void holds(List<String> approved, Instant now) {
    List<StoreCategory> known = data.categories == null ? List.of() : data.categories;
    List<StoreCategory> all = new ArrayList<>();
    for (String name : approved) {
      all.add(
          known.stream()
              .filter(one -> one.name().equals(name))
              .findFirst()
              .orElseGet(() -> StoreCategory.held(name, now)));
    }
    known.stream().filter(one -> !approved.contains(one.name())).forEach(all::add);
    data.categories = List.copyOf(all);
  }

  /** A category stands otherwise from now on. */
  void category(StoreCategory changed) {
    List<StoreCategory> all = new ArrayList<>(categories());
    int place = 0;
    while (place < all.size() && !all.get(place).name().equals(changed.name())) {
      place++;
    }
    if (place < all.size()) {
      all.set(place, changed);
    } else {
      all.add(changed);
    }
    data.categories = List.copyOf(all);
  }

  /** Its categories: those it was opened for, and what became of them. */
  public List<StoreCategory> categories() {
    return data.categories == null ? derived : data.categories;
  }

  /** What it says of a category by this very name. */
  Optional<StoreCategory> category(String name) {
    return categories().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  public Opening opening() {
    return data.opening;
  }

  @Override
  public CaseId id() {
    return data.opening.id();
  }

  @Override
  public String ownerId() {
    return data.opening.merchantId();
  }

  @Override
  public Instant createdAt() {
    return data.opening.openedAt();
  }

  /** Since when it sells; null while it is prepared, and when it never did. */
  public @Nullable Instant sellsFrom() {
    boolean never = state() == StoreState.PREPARING || data.cancelledBy != null;
    return data.sellsFrom == null && !never ? data.opening.openedAt() : data.sellsFrom;
  }

  /**
   * How its application ended before it sold: a state of store applications; null for a store that
   * has sold, or still may.
   */
  public @Nullable String cancelledBy() {
    return data.cancelledBy;
  }

  /** Why its merchant asked to close it, the last time; null when it never did. */
  public @Nullable String closureReason() {
    return data.closureReason;
  }

  /** Who decided about the last closing; null while nobody has. */
  public @Nullable String decidedBy() {
    return data.decidedBy;
  }

  public @Nullable Instant closedAt() {
    return data.closedAt;
  }

  /** When the merchant may open another store on the platform; null while it is not closed. */
  public @Nullable Instant reopenableFrom() {
    return data.reopenableFrom;
  }
}
