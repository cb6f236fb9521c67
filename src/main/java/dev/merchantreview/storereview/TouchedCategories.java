package dev.merchantreview.storereview;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreCategory;
import org.springframework.stereotype.Component;

/** What a review does to the categories of its store that its notice touches. */
@Component
class TouchedCategories {

  private final StoreCategories categories;
  private final StoreReviewClocks clocks;

  TouchedCategories(StoreCategories categories, StoreReviewClocks clocks) {
    this.categories = categories;
    this.clocks = clocks;
  }

  /** Their goods are sold as long as the notice lets them be. */
  void suspend(StoreReview review) {
    categories.suspend(
        review.order().storeId(),
        review.order().categories(),
        review.id(),
        clocks.suspendedFrom(review));
  }

  /** Nothing of this review keeps their goods from being sold any more. */
  void release(StoreReview review) {
    categories.suspend(review.order().storeId(), review.order().categories(), review.id(), null);
  }

  /**
   * The store loses them; what it lost meanwhile, and a store that is closed, stay as they are.
   *
   * @param code why, of the table
   * @param words what the merchant reads
   */
  void lose(StoreReview review, String code, String words, ActorRef by) {
    StoreCategory.Ground ground =
        new StoreCategory.Ground(code, words, review.order().noticeId(), review.id());
    for (String category : review.order().categories()) {
      categories.lose(review.order().storeId(), category, ground, by);
    }
    release(review);
  }
}
