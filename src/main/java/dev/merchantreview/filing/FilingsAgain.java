package dev.merchantreview.filing;

import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.catalog.Product;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.notice.ReviewAgain;
import dev.merchantreview.notice.ReviewAgainOrder;
import dev.merchantreview.notice.ReviewedAgain;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens approved filings again that a rule notice has reviewed again: for their owners, who hand in
 * once more, or for the reviewers at once.
 */
@Component
class FilingsAgain implements ReviewedAgain {

  private final Filings filings;
  private final FilingsAgainTable table;
  private final Products products;
  private final FilingWaits waits;
  private final WorkingCalendar calendar;
  private final CaseDoor door;
  private final History history;
  private final Clock clock;

  FilingsAgain(
      Filings filings,
      FilingsAgainTable table,
      Products products,
      FilingWaits waits,
      WorkingCalendar calendar,
      CaseDoor door,
      History history,
      Clock clock) {
    this.filings = filings;
    this.table = table;
    this.products = products;
    this.waits = waits;
    this.calendar = calendar;
    this.door = door;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public ReviewAgain.Touched what() {
    return ReviewAgain.Touched.FILINGS;
  }

  @Override
  public String idPrefix() {
    return "fl_";
  }

  @Override
  public Set<String> unknownProducts(List<String> asked, Collection<Platform> platforms) {
    return table.unknownProducts(asked, platforms);
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
    // The product is locked before its filings, as an edit does it.
    Product product =
        filings
            .find(id)
            .map(found -> products.lock(List.of(found.declared().productId())).getFirst())
            .orElseThrow();
    Filing filing = filings.lock(id).orElseThrow();
    if (!isTouched(filing, product, order)) {
      return false;
    }
    Instant now = clock.instant();
    DueTime due = calendar.dueAfter(now, order.terms().dueWorkingDays());
    if (!table.add(order.noticeId(), id, now, due.at())) {
      return false;
    }
    table.takeUp(order.noticeId(), id);
    Again again = Again.opened(order.noticeId(), order.terms(), now, due);
    if (filing.state() == FilingState.APPROVED) {
      reopen(filing, product, order, again, due);
    } else {
      tighten(filing, product, order, again);
    }
    return true;
  }

  private void reopen(
      Filing filing, Product product, ReviewAgainOrder order, Again again, DueTime due) {
    CaseId id = filing.id();
    FilingState from = filing.state();
    Instant now = again.openedAt();
    boolean opened =
        order.terms().handInAgain()
            ? filing.reopen(reason(order, product, now), again, waits.again(filing, due.at(), now))
            : filing.reviewAgain(
                reason(order, product, now),
                again,
                new Submission(
                    Objects.requireNonNull(filing.submission()).by(),
                    now,
                    product.version(),
                    product.watchedRevision()));
    if (!opened) {
      throw new IllegalStateException(id + " is " + from);
    }
    filings.update(filing, now);
    history.append(
        CaseEvent.moved(
            id,
            ActorRef.SYSTEM,
            "REOPENED_BY_NOTICE",
            from.name(),
            filing.state().name(),
            details(filing, order, due)));
    door.tell(filing, FilingMessages.reopened(filing));
  }

  /**
   * What an earlier notice has reviewed again, and on sale meanwhile, is no shield against a later
   * one that is stricter.
   */
  private void tighten(Filing filing, Product product, ReviewAgainOrder order, Again later) {
    Again before = Objects.requireNonNull(filing.again());
    Instant now = later.openedAt();
    if (!filing.tighten(reason(order, product, now), later)) {
      throw new IllegalStateException(filing.id() + " is " + filing.state());
    }
    Again after = Objects.requireNonNull(filing.again());
    boolean sooner = after.dueAt().isBefore(before.dueAt());
    boolean waiting = sooner && filing.state() == FilingState.PENDING && filing.isAccompanied();
    if (waiting) {
      filing.waitUntil(waits.again(filing, after.dueAt(), now));
    }
    filings.update(filing, now);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("noticeId", order.noticeId());
    details.put("title", title(order));
    details.put("dueAt", after.dueAt().toString());
    details.put("dueAtBefore", before.dueAt().toString());
    details.put("provisional", after.provisional());
    details.put("meanwhile", after.meanwhile().name());
    details.put("meanwhileBefore", before.meanwhile().name());
    details.put("round", filing.round());
    history.append(
        CaseEvent.noted(filing.id(), ActorRef.SYSTEM, "REVIEW_AGAIN_TIGHTENED", details));
    if (waiting) {
      door.tell(filing, FilingMessages.waitRedated(filing));
    }
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

  private static FilingReason reason(ReviewAgainOrder order, Product product, Instant now) {
    return FilingReason.ofNotice(
        order.noticeId(), title(order), now, ActorRef.SYSTEM.id(), product.version());
  }

  /** In both languages: who reads it is unknown. */
  private static String title(ReviewAgainOrder order) {
    return order.title().zh() + " · " + order.title().en();
  }

  private static Map<String, Object> details(Filing filing, ReviewAgainOrder order, DueTime due) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("noticeId", order.noticeId());
    details.put("title", title(order));
    details.put("dueAt", due.at().toString());
    details.put("provisional", due.provisional());
    details.put("meanwhile", order.terms().meanwhile().name());
    details.put("handInAgain", order.terms().handInAgain());
    details.put("round", filing.round());
    return details;
  }

  /** Judged under the lock: it may have been edited, closed or decided since it was looked for. */
  private static boolean isTouched(Filing filing, Product product, ReviewAgainOrder order) {
    Approval approval = filing.approval();
    return (filing.state() == FilingState.APPROVED || filing.isKept())
        && approval != null
        && approval.at().isBefore(order.approvedBefore())
        && order.platforms().contains(filing.declared().platform())
        && (order.terms().namedProducts().contains(product.id())
            || order
                .categories()
                .contains(
                    new ReviewAgainOrder.TouchedCategory(
                        product.platform(), product.content().category())));
  }
}
