package dev.merchantreview.store;

import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a merchant does to close a store. */
@Service
public class Closing {

  /** The process's messages, as {@code bpmn/store-closure.bpmn} names them. */
  static final String REQUESTED = "store-closure-requested";

  static final String ROUND_ENDED = "store-closure-round-ended";
  static final String REVIEW_REDATED = "store-closure-review-redated";

  private final Stores stores;
  private final EngineOutbox outbox;
  private final History history;
  private final Clock clock;

  Closing(Stores stores, EngineOutbox outbox, History history, Clock clock) {
    this.stores = stores;
    this.outbox = outbox;
    this.history = history;
    this.clock = clock;
  }

  /**
   * Asks to close a store; a person looks at it [D-open].
   *
   * @param expected judges the version the caller works from, before anything is changed
   */
  @Transactional
  public Optional<Change<Store>> request(
      CaseId id, String reason, ActorRef merchant, LongConsumer expected) {
    return stores
        .lock(id)
        .map(
            store -> {
              expected.accept(store.version());
              String from = store.state().name();
              if (!store.requestClosure(reason, merchant.id(), now())) {
                return refused(store);
              }
              stores.update(store, now());
              record(
                  store,
                  merchant,
                  "CLOSURE_REQUESTED",
                  from,
                  Map.of("reason", reason, "round", store.round()));
              outbox.publish(
                  id,
                  REQUESTED,
                  store.roundKey(),
                  Map.of(
                      "caseId", id.value(),
                      "round", store.round(),
                      "roundKey", store.roundKey()));
              return new Change.Made<>(store);
            });
  }

  /** Takes it back while nobody has decided. */
  @Transactional
  public Optional<Change<Store>> withdraw(CaseId id, ActorRef merchant, LongConsumer expected) {
    return stores
        .lock(id)
        .map(
            store -> {
              expected.accept(store.version());
              String from = store.state().name();
              if (!store.withdrawClosure()) {
                return refused(store);
              }
              stores.update(store, now());
              record(store, merchant, "CLOSURE_WITHDRAWN", from, Map.of("round", store.round()));
              outbox.publish(id, ROUND_ENDED, store.roundKey(), Map.of());
              return new Change.Made<>(store);
            });
  }

  private void record(
      Store store, ActorRef by, String action, String from, Map<String, Object> details) {
    history.append(
        new CaseEvent(store.id(), by, action, from, store.state().name(), null, details));
  }

  private static Change<Store> refused(Store store) {
    return new Change.Refused<>(store.state().name(), store.ownersEvents());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
