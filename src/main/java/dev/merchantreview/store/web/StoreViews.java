package dev.merchantreview.store.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.web.CaseViews;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.store.ClosureReasons;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.store.StoreReviewProblems;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.NextAction;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows stores. */
@Component
class StoreViews extends CaseViews<Store, StoreView> {

  private final StoreRegister stores;
  private final StoreReviewProblems reasons;

  StoreViews(
      StoreRegister stores,
      ClosureReasons problems,
      StoreReviewProblems reasons,
      WorkingCalendar calendar,
      Clock clock) {
    super(problems, calendar, clock);
    this.stores = stores;
    this.reasons = reasons;
  }

  @Override
  protected Optional<Store> find(CaseId id) {
    return stores.find(id);
  }

  @Override
  public StoreView view(Store store, Caller caller, Locale locale) {
    Store.Opening opening = store.opening();
    return new StoreView(
        store.id().value(),
        store.state(),
        opening.platform(),
        opening.merchantId(),
        opening.storeType(),
        opening.name(),
        opening.applicationId().value(),
        at(opening.openedAt()),
        orNull(store.sellsFrom()),
        orNull(store.closedAt()),
        orNull(store.reopenableFrom()),
        store.wantsPromotion(),
        store.categories().stream().map(one -> category(one, locale)).toList(),
        store.cancelledBy(),
        closure(store, locale),
        at(store.updatedAt()),
        owns(store, caller) ? nextActions(store) : List.of());
  }

  private StoreView.CategoryView category(StoreCategory one, Locale locale) {
    StoreCategory.Ground why = one.loss() == null ? null : one.loss().ground();
    StoreCategory.Suspension until = one.suspension();
    CaseId because = why != null ? why.caseId() : until != null ? until.caseId() : null;
    return new StoreView.CategoryView(
        one.name(),
        one.state(),
        at(one.since()),
        why == null ? null : why.code(),
        why == null ? null : reasons.message(why.code(), locale),
        why == null ? null : why.words(),
        why == null ? null : why.noticeId(),
        because == null ? null : because.value(),
        until == null ? null : at(until.from()));
  }

  private StoreView.@Nullable ClosureView closure(Store store, Locale locale) {
    String why = store.closureReason();
    if (why == null) {
      return null;
    }
    String code = store.problems().isEmpty() ? null : store.problems().getFirst().code();
    return new StoreView.ClosureView(
        store.round(),
        why,
        at(store.submittedAt()),
        reviewDueAt(store),
        store.decidedBy() != null,
        store.reason(),
        code,
        code == null ? null : problems().message(code, locale));
  }

  private static List<NextAction> nextActions(Store store) {
    String path = "/api/v1/stores/" + store.id();
    return switch (store.state()) {
      case PREPARING ->
          List.of(
              new NextAction(
                  "FINISH_APPLICATION",
                  "GET",
                  "/api/v1/store-applications/" + store.opening().applicationId(),
                  null));
      case OPEN -> {
        NextAction close = new NextAction("CLOSE", "POST", path + "/closure", null);
        yield store.wantsPromotion()
            ? List.of(
                close,
                new NextAction("GIVE_UP_PROMOTION", "POST", path + "/promotion/withdrawal", null))
            : List.of(close);
      }
      case CLOSING ->
          List.of(new NextAction("WITHDRAW_CLOSURE", "POST", path + "/closure/withdrawal", null));
      case CLOSED ->
          store.cancelledBy() != null
              ? List.of()
              : List.of(new NextAction("REFUND_DEPOSIT", "POST", "/api/v1/deposit-refunds", null));
    };
  }
}
