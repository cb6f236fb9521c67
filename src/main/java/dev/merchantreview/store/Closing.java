package dev.merchantreview.store;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a merchant does to close a store. */
@Service
public class Closing {

  /** The process's messages, as {@code bpmn/store-closure.bpmn} names them. */
  static final String REQUESTED = "store-closure-requested";

  static final String ROUND_ENDED = "store-closure-round-ended";
  static final String REVIEW_REDATED = "store-closure-review-redated";

  private final CaseDoor door;
  private final Stores stores;
  private final Clock clock;

  Closing(CaseDoor door, Stores stores, Clock clock) {
    this.door = door;
    this.stores = stores;
    this.clock = clock;
  }

  /**
   * Asks to close a store; a person looks at it [D-open].
   *
   * @param expected the version the caller works from
   */
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

  /** Takes it back while nobody has decided. */
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
