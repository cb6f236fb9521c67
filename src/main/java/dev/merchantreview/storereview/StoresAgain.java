package dev.merchantreview.storereview;

import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.notice.ReviewAgain;
import dev.merchantreview.notice.ReviewAgainOrder;
import dev.merchantreview.notice.ReviewedAgain;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.store.StoreState;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens the review of stores that a rule notice has reviewed again: a case for each of them. */
@Component
class StoresAgain implements ReviewedAgain {

  private final StoreReviews reviews;
  private final StoresAgainTable table;
  private final StoreRegister stores;
  private final StoreCategories categories;
  private final TouchedCategories touched;
  private final StoreReviewClocks clocks;
  private final WorkingCalendar calendar;
  private final CaseDoor door;
  private final History history;
  private final Clock clock;

  StoresAgain(
      StoreReviews reviews,
      StoresAgainTable table,
      StoreRegister stores,
      StoreCategories categories,
      TouchedCategories touched,
      StoreReviewClocks clocks,
      WorkingCalendar calendar,
      CaseDoor door,
      History history,
      Clock clock) {
    this.reviews = reviews;
    this.table = table;
    this.stores = stores;
    this.categories = categories;
    this.touched = touched;
    this.clocks = clocks;
    this.calendar = calendar;
    this.door = door;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public ReviewAgain.Touched what() {
    return ReviewAgain.Touched.STORES;
  }

  @Override
  public String idPrefix() {
    return "st_";
  }

  @Override
  public long left(ReviewAgainOrder order) {
    return table.count(order);
  }

  @Override
  public List<CaseId> next(ReviewAgainOrder order, String after, int limit) {
    return table.next(order, after, limit, clock.instant());
  }

  @Override
  public Progress progress(String noticeId) {
    return table.progress(noticeId, clock.instant());
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean open(CaseId id, ReviewAgainOrder order) {
    Store store = stores.lock(id).orElseThrow();
    List<String> names = touched(store, order);
    if (names.isEmpty() || reviews.isOpened(order.noticeId(), id)) {
      return false;
    }
    table.takeUp(order.noticeId(), id);
    open(store, names, order);
    return true;
  }

  /** Judged under the lock: it may have closed, or lost a category, since it was looked for. */
  private List<String> touched(Store store, ReviewAgainOrder order) {
    // One whose closing is reviewed sells until it is closed.
    if (store.state() == StoreState.CLOSED || !order.terms().isOf(store.opening().storeType())) {
      return List.of();
    }
    List<String> named =
        order.categories().stream()
            .filter(one -> one.platform() == store.opening().platform())
            .map(ReviewAgainOrder.TouchedCategory::name)
            .toList();
    return categories.held(store, named).stream()
        // What was decided since then was decided by the notice's rules.
        .filter(one -> store.decidedAt(one).isBefore(order.approvedBefore()))
        .map(StoreCategory::name)
        .toList();
  }

  private void open(Store store, List<String> names, ReviewAgainOrder order) {
    Instant now = clock.instant();
    DueTime due = calendar.dueAfter(now, order.terms().dueWorkingDays());
    StoreReviewTerms terms =
        new StoreReviewTerms(
            now,
            order.terms().dueWorkingDays(),
            due.at(),
            due.provisional(),
            order.terms().meanwhile(),
            order.terms().handInAgain());
    Store.Opening opening = store.opening();
    StoreReview review =
        new StoreReview(
            new StoreReview.Order(
                new CaseId(Ids.next("sr_")),
                store.id(),
                opening.applicationId(),
                opening.platform(),
                opening.merchantId(),
                table.submitter(opening.applicationId()).orElse(opening.merchantId()),
                opening.storeType(),
                opening.name(),
                order.noticeId(),
                order.title().zh() + " · " + order.title().en(),
                names),
            terms,
            clocks.papers(opening.platform(), terms));
    reviews.add(review);
    touched.suspend(review);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("noticeId", order.noticeId());
    details.put("title", review.order().title());
    details.put("storeId", store.id().value());
    details.put("categories", names);
    details.put("dueAt", due.at().toString());
    details.put("provisional", due.provisional());
    details.put("meanwhile", terms.meanwhile().name());
    details.put("handInAgain", terms.handInAgain());
    details.put("round", review.round());
    history.begin(
        CaseEvent.created(
            review.id(), ActorRef.SYSTEM, "STORE_REVIEW_BEGUN", review.state().name(), details));
    door.tell(
        review,
        List.of(
            new CaseDoor.Message(
                StoreReviewDesk.OPENED,
                review.id().value(),
                Map.of("caseId", review.id().value(), "round", review.round()))));
  }

  @Override
  @Transactional
  public boolean putAside(CaseId id, ReviewAgainOrder order, String why) {
    return table.aside().putAside(order.noticeId(), id, why, clock.instant());
  }

  @Override
  public Optional<Instant> nextTry(String noticeId, Instant since) {
    return table.aside().nextTry(noticeId, since);
  }

  @Override
  public List<Aside> aside(String noticeId, String after, int limit) {
    return table.aside().aside(noticeId, after, limit);
  }
}
