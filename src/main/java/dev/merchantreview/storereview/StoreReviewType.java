package dev.merchantreview.storereview;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.review.DeadlineVariables;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reviews of stores belong to the merchant of the store. */
@Component
class StoreReviewType extends ProcessCaseType<StoreReview> {

  private static final String TYPE = "STORE_REVIEW";

  StoreReviewType(JdbcClient jdbc, StoreReviews reviews, Clock clock) {
    super(new Names("sr_", "/api/v1/store-reviews", "store-review", TYPE), jdbc, reviews, clock);
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(StoreReviewState.values());
  }

  @Override
  protected IndexedCase indexed(StoreReview review) {
    StoreReview.Order order = review.order();
    return new IndexedCase(
        review.id(),
        TYPE,
        order.platform(),
        review.ownerId(),
        review.standing(!review.isEnded(), review.reviewer()),
        new IndexedCase.Named(
            List.of(),
            null,
            Set.of(
                IndexedCase.Kind.CASE.of(order.storeId().value()),
                IndexedCase.Kind.CASE.of(order.applicationId().value())),
            order.storeId()));
  }

  @Override
  protected Position position(StoreReview review) {
    return new Position(
        switch (review.state()) {
          case PAPERS_DUE -> "Task_AwaitPapers";
          case SUBMITTED -> "Task_OpenReview";
          case IN_REVIEW -> "Task_PrepareReview";
          case APPROVED, REJECTED, EXPIRED, STORE_CLOSED ->
              throw new IllegalStateException(review.id() + " has ended");
        },
        DeadlineVariables.of(review));
  }
}
