package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.history.HistoryAppended;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.streamer.Streamer;
import dev.merchantreview.streamer.StreamerWatcher;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has members checked at once whose store closes, or whose streamer changes hands, in the very
 * transaction that closes or changes it. The check ends them; a service of before, which tells
 * nobody, leaves them to the check of their day.
 */
@Component
class EndsOfSubjects implements StreamerWatcher {

  private static final Set<String> CLOSED = Set.of("STORE_CLOSED", "STORE_CANCELLED");

  private final Programmes programmes;
  private final Memberships memberships;
  private final StoreRegister stores;
  private final DatabaseLocks locks;
  private final WorkingCalendar calendar;
  private final Clock clock;

  EndsOfSubjects(
      Programmes programmes,
      Memberships memberships,
      StoreRegister stores,
      DatabaseLocks locks,
      WorkingCalendar calendar,
      Clock clock) {
    this.programmes = programmes;
    this.memberships = memberships;
    this.stores = stores;
    this.locks = locks;
    this.calendar = calendar;
    this.clock = clock;
  }

  @EventListener
  void on(HistoryAppended appended) {
    if (appended.caseId().prefix().equals("st_") && CLOSED.contains(appended.event().action())) {
      closes(stores.get(appended.caseId()));
    }
  }

  private void closes(Store store) {
    check(programmes(SubjectKind.STORE, store), store.id().value());
    List<Programme> ofMerchants = programmes(SubjectKind.MERCHANT, store);
    if (!ofMerchants.isEmpty()) {
      // Of two stores that close at once, the second waits here and finds the first one closed.
      locks.hold(DatabaseLock.MEMBERSHIP, store.opening().platform() + " " + store.ownerId());
      if (memberships.isLastOf(store.ownerId(), store.opening().platform(), store.id())) {
        check(ofMerchants, store.ownerId());
      }
    }
  }

  private List<Programme> programmes(SubjectKind kind, Store store) {
    return programmes.all().stream()
        .filter(one -> one.subject() == kind && one.platform() == store.opening().platform())
        .toList();
  }

  @Override
  public void changed(@Nullable Streamer before, Streamer after, ActorRef by) {
    if (before != null && !before.merchantId().equals(after.merchantId())) {
      check(
          programmes.all().stream().filter(one -> one.subject() == SubjectKind.STREAMER).toList(),
          after.id());
    }
  }

  private void check(List<Programme> some, String subject) {
    if (!some.isEmpty()) {
      // Before today: what is due on its day waits for the hour of the daily check.
      memberships.dueSince(
          clock.instant().atZone(calendar.zone()).toLocalDate().minusDays(1),
          some.stream().map(Programme::id).toList(),
          List.of(subject));
    }
  }
}
