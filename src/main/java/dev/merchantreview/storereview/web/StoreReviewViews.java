package dev.merchantreview.storereview.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.web.CaseViews;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.store.StoreReviewProblems;
import dev.merchantreview.storereview.StoreReview;
import dev.merchantreview.storereview.StoreReviewDesk;
import dev.merchantreview.storereview.StoreReviewState;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.NextAction;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows reviews of stores. */
@Component
class StoreReviewViews extends CaseViews<StoreReview, StoreReviewView> {

  private final StoreReviewDesk desk;

  StoreReviewViews(
      StoreReviewDesk desk, StoreReviewProblems problems, WorkingCalendar calendar, Clock clock) {
    super(problems, calendar, clock);
    this.desk = desk;
  }

  @Override
  protected Optional<StoreReview> find(CaseId id) {
    return desk.find(id);
  }

  @Override
  public StoreReviewView view(StoreReview review, Caller caller, Locale locale) {
    StoreReview.Order order = review.order();
    boolean papersDue = review.state() == StoreReviewState.PAPERS_DUE;
    OffsetDateTime until = papersDue ? waitingUntil(review) : null;
    return new StoreReviewView(
        review.id().value(),
        review.state(),
        order.storeId().value(),
        order.platform(),
        order.merchantId(),
        order.noticeId(),
        order.title(),
        order.categories(),
        review.round(),
        review.documents(),
        review.words(),
        at(review.terms().dueAt()),
        reviewDueAt(review),
        isOverdue(review),
        problems(review.problems(), locale, StoreReviewView.StoreReviewProblemView::new),
        review.reason(),
        until,
        at(review.createdAt()),
        at(review.updatedAt()),
        papersDue && owns(review, caller)
            ? List.of(
                new NextAction(
                    "HAND_IN_PAPERS",
                    "POST",
                    "/api/v1/store-reviews/" + review.id() + "/papers",
                    until))
            : List.of());
  }
}
