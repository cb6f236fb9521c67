package dev.merchantreview.storereview;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a merchant does with reviews of its stores, and how they are read. */
@Service
public class StoreReviewDesk {

  /** The process's messages, as {@code bpmn/store-review.bpmn} names them. */
  static final String OPENED = "store-review-opened";

  static final String HANDED_IN = "store-review-papers-handed-in";
  static final String ENDED = "store-review-ended";
  static final String REDATED = "store-review-redated";

  private final CaseDoor door;
  private final StoreReviews reviews;
  private final TouchedCategories touched;
  private final Clock clock;

  StoreReviewDesk(CaseDoor door, StoreReviews reviews, TouchedCategories touched, Clock clock) {
    this.door = door;
    this.reviews = reviews;
    this.touched = touched;
    this.clock = clock;
  }

  /**
   * Hands in papers; a round of review begins.
   *
   * @param words what the merchant says with them, or null
   * @param expected the version the caller works from
   */
  @Transactional
  public Optional<Change<StoreReview>> handIn(
      CaseId id,
      List<DocumentReference> papers,
      @Nullable String words,
      ActorRef merchant,
      ExpectedVersion expected) {
    return door.change(
        reviews,
        id,
        expected,
        merchant,
        review -> {
          String waitedFor = review.roundKey();
          if (!review.handIn(papers, words, merchant.id(), clock.instant())) {
            return new CaseDoor.Step.Refused();
          }
          touched.suspend(review);
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("round", review.round());
          details.put(
              "documents",
              papers.stream().map(one -> one.kind() + " " + one.documentId()).toList());
          return new CaseDoor.Step.Done(
              "STORE_PAPERS_HANDED_IN",
              details,
              List.of(new CaseDoor.Message(HANDED_IN, waitedFor, Map.of("round", review.round()))));
        });
  }

  @Transactional(readOnly = true)
  public Optional<StoreReview> find(CaseId id) {
    return reviews.find(id);
  }

  /** Newest first; a null filter lets everything pass. */
  @Transactional(readOnly = true)
  public List<StoreReview> list(
      @Nullable Platform platform,
      @Nullable StoreReviewState state,
      @Nullable String storeId,
      @Nullable String noticeId,
      Page.Slice slice) {
    return reviews.list(platform, state, storeId, noticeId, slice);
  }
}
