package dev.merchantreview.store;

import dev.merchantreview.cases.ProcessCase.Standing;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Masking;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store, from its opening on. Changed only by the methods here, each guarded by the lifecycle; a
 * method that answers false has changed nothing.
 */
public final class Store extends ReviewedCase<StoreState, StoreEvent> {

  private static final Set<StoreEvent> OWNERS_EVENTS =
      Set.of(StoreEvent.REQUEST_CLOSURE, StoreEvent.WITHDRAW_CLOSURE);

  private final Opening opening;
  private @Nullable String closureReason;
  private @Nullable String decidedBy;
  private @Nullable Instant closedAt;
  private @Nullable Instant reopenableFrom;

  /**
   * What never changes of a store.
   *
   * @param applicationId the application it came from
   * @param approvedBy who approved that; null for a store opened before this was kept
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
    this.opening = opening;
  }

  /** As it was kept. */
  Store(Snapshot kept) {
    super(
        StoreLifecycle.TABLE,
        OWNERS_EVENTS,
        kept.standing(),
        kept.closure() == null
            ? ReviewRound.none(kept.opening().openedAt(), kept.opening().merchantId())
            : kept.closure().round(kept.closureRound()));
    this.opening = kept.opening();
    this.closureReason = kept.closure() == null ? null : kept.closure().reason();
    this.decidedBy = kept.closure() == null ? null : kept.closure().decidedBy();
    this.closedAt = kept.closedAt();
    this.reopenableFrom = kept.reopenableFrom();
  }

  /** Everything there is to keep. */
  record Snapshot(
      Opening opening,
      int closureRound,
      @Nullable Closure closure,
      @Nullable Instant closedAt,
      @Nullable Instant reopenableFrom,
      Standing standing) {}

  /** The merchant wants to close it: a round of review begins. */
  public boolean requestClosure(String reason, String by, Instant now) {
    if (!move(StoreEvent.REQUEST_CLOSURE)) {
      return false;
    }
    review(review().next(now, by).said(List.of(), null).withClock(null).withNotice(null));
    closureReason = reason;
    decidedBy = null;
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
    closedAt = now;
    reopenableFrom = reopenable;
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
    decidedBy = reviewer;
  }

  public Opening opening() {
    return opening;
  }

  @Override
  public CaseId id() {
    return opening.id();
  }

  @Override
  public String ownerId() {
    return opening.merchantId();
  }

  @Override
  public Instant createdAt() {
    return opening.openedAt();
  }

  /** The closing that is under way, or the last one; null when nobody asked for one. */
  public @Nullable Closure closure() {
    return closureReason == null ? null : Closure.of(closureReason, review(), decidedBy);
  }

  /**
   * @throws IllegalStateException when nobody asked to close it
   */
  public String closureReason() {
    if (closureReason == null) {
      throw new IllegalStateException("nobody asked to close " + id());
    }
    return closureReason;
  }

  public @Nullable Instant closedAt() {
    return closedAt;
  }

  /** When the merchant may open another store on the platform; null while it is not closed. */
  public @Nullable Instant reopenableFrom() {
    return reopenableFrom;
  }
}
