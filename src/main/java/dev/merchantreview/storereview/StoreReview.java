package dev.merchantreview.storereview;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.Waiting;
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
 * That a rule notice has a store reviewed again (店铺重新审核): one case for each store and notice.
 * Changed only by the methods here, each guarded by the lifecycle; a method that answers false has
 * changed nothing.
 */
public final class StoreReview extends ReviewedCase<StoreReviewState, StoreReviewEvent> {

  private static final Set<StoreReviewEvent> OWNERS_EVENTS = Set.of(StoreReviewEvent.HAND_IN);

  private final Data data;

  /** What is kept of it besides what is kept of every case. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static final class Data {

    final Order order;
    final StoreReviewTerms terms;
    List<DocumentReference> documents = List.of();
    // Whose the documents are; null before any were handed in.
    @Nullable String uploadedBy;
    @Nullable String words;
    @Nullable String reviewer;

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    Data(Order order, StoreReviewTerms terms) {
      this.order = order;
      this.terms = terms;
    }
  }

  /**
   * What never changes of it.
   *
   * @param applicationId the application the store came from
   * @param submittedBy the system that handed that in
   * @param storeName what the store is called
   * @param noticeId the rule notice it is because of
   * @param title what that is called, in Chinese and English
   * @param categories those of the store the notice touches
   */
  public record Order(
      CaseId id,
      CaseId storeId,
      CaseId applicationId,
      Platform platform,
      String merchantId,
      String submittedBy,
      StoreType storeType,
      String storeName,
      String noticeId,
      String title,
      List<String> categories) {

    /** The store's name as tasks show it: a personal store's may be its owner's. */
    public String shownName() {
      return storeType.hasLicence() ? storeName : Masking.personName(storeName);
    }
  }

  /**
   * @param until until when the merchant's papers are waited for; null where none are
   */
  StoreReview(Order order, StoreReviewTerms terms, @Nullable Waiting until) {
    super(
        StoreReviewLifecycle.TABLE,
        OWNERS_EVENTS,
        terms.openedAt(),
        ReviewRound.none(terms.openedAt(), order.submittedBy()));
    this.data = new Data(order, terms);
    if (until == null) {
      move(StoreReviewEvent.BEGIN);
      review(review().next(terms.openedAt(), order.submittedBy()));
    } else {
      review(review().withWaiting(until));
    }
  }

  /** As it was kept. */
  StoreReview(Cases.Kept kept, Data data) {
    super(StoreReviewLifecycle.TABLE, OWNERS_EVENTS, kept);
    this.data = data;
  }

  Data data() {
    return data;
  }

  /** The merchant hands in papers. */
  boolean handIn(List<DocumentReference> papers, @Nullable String words, String by, Instant now) {
    if (!move(StoreReviewEvent.HAND_IN)) {
      return false;
    }
    data.documents = List.copyOf(papers);
    data.uploadedBy = by;
    data.words = words;
    review(review().next(now, by));
    return true;
  }

  /** A person looks until then. */
  boolean openReview(ReviewClock until) {
    if (!move(StoreReviewEvent.OPEN_REVIEW)) {
      return false;
    }
    review(review().opened(until));
    return true;
  }

  void judgedBy(String reviewer) {
    data.reviewer = reviewer;
  }

  boolean sendBack(List<Problem> found, @Nullable String words, Waiting until, int used) {
    if (!move(StoreReviewEvent.SEND_BACK)) {
      return false;
    }
    review(review().sentBack(found, words, until, used).withNotice(null));
    return true;
  }

  boolean approve(@Nullable String words) {
    return move(StoreReviewEvent.APPROVE) && over(List.of(), words);
  }

  boolean reject(List<Problem> found, @Nullable String words) {
    return move(StoreReviewEvent.REJECT) && over(found, words);
  }

  boolean expire() {
    return move(StoreReviewEvent.EXPIRE) && over(problems(), reason());
  }

  /** Its store is closed. */
  boolean storeClosed() {
    return move(StoreReviewEvent.CLOSE) && over(problems(), reason());
  }

  private boolean over(List<Problem> found, @Nullable String words) {
    review(review().said(found, words).withClock(null).withWaiting(null).withNotice(null));
    return true;
  }

  public Order order() {
    return data.order;
  }

  public StoreReviewTerms terms() {
    return data.terms;
  }

  /** What was handed in last; empty where nothing was. */
  public List<DocumentReference> documents() {
    return data.documents;
  }

  /** Whose the documents are. */
  String uploadedBy() {
    return data.uploadedBy == null ? data.order.submittedBy() : data.uploadedBy;
  }

  /** What the merchant said with them; null where nothing. */
  public @Nullable String words() {
    return data.words;
  }

  /** Who gave the last verdict; null while nobody has. */
  @Nullable String reviewer() {
    return data.reviewer;
  }

  /** Whether the merchant handed in papers at all. */
  boolean isHandedIn() {
    return data.uploadedBy != null;
  }

  @Override
  public CaseId id() {
    return data.order.id();
  }

  @Override
  public String ownerId() {
    return data.order.merchantId();
  }

  @Override
  public Instant createdAt() {
    return data.terms.openedAt();
  }
}
