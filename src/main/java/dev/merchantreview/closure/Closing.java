package dev.merchantreview.closure;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.review.Cases;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreClosing;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what merchants ask to the review of their closing. */
@Service
class Closing implements StoreClosing {

  /** The process's messages, as {@code bpmn/store-closure.bpmn} names them. */
  static final String REQUESTED = "store-closure-requested";

  static final String ROUND_ENDED = "store-closure-round-ended";
  static final String REVIEW_REDATED = "store-closure-review-redated";

  private final CaseDoor door;
  private final Cases<Store, ?> stores;
  private final Clock clock;

  Closing(CaseDoor door, Cases<Store, ?> stores, Clock clock) {
    this.door = door;
    this.stores = stores;
    this.clock = clock;
  }

  @Override
  @Transactional
  public Optional<Change<Store>> request(
      CaseId id, String reason, ActorRef merchant, ExpectedVersion expected) {
    return door.change(
        stores,
        id,
        expected,
        merchant,
        store -> {
          if (!store.requestClosure(reason, merchant.id(), clock.instant())) {
            return new CaseDoor.Step.Refused();
          }
          return new CaseDoor.Step.Done(
              "CLOSURE_REQUESTED",
              Map.of("reason", reason, "round", store.round()),
              List.of(CaseDoor.roundBegins(REQUESTED, id, store.round(), store.roundKey())));
        });
  }

  @Override
  @Transactional
  public Optional<Change<Store>> withdraw(CaseId id, ActorRef merchant, ExpectedVersion expected) {
    return door.change(
        stores,
        id,
        expected,
        merchant,
        store ->
            store.withdrawClosure()
                ? CaseDoor.done(
                    "CLOSURE_WITHDRAWN",
                    Map.of("round", store.round()),
                    ROUND_ENDED,
                    store.roundKey())
                : new CaseDoor.Step.Refused());
  }
}
