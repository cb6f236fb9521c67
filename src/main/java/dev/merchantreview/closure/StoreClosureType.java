package dev.merchantreview.closure;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores belong to the merchant that opened them; a process works on each of their closings. */
@Component
class StoreClosureType extends ProcessCaseType<Store> {

  private static final String CLOSURE = "STORE_CLOSURE";
  private static final String NEVER_ASKED = "STORE";

  StoreClosureType(JdbcClient jdbc, Cases<Store, ?> stores, Clock clock) {
    super(new Names("st_", "/api/v1/stores", "store-closure", CLOSURE), jdbc, stores, clock);
  }

  @Override
  public Set<String> typeNames() {
    return Set.of(CLOSURE, NEVER_ASKED);
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(StoreState.values());
  }

  /** A store nobody asked to close is no closure yet; it is found all the same. */
  @Override
  protected IndexedCase indexed(Store store) {
    Store.Opening opening = store.opening();
    return new IndexedCase(
        store.id(),
        store.round() == 0 ? NEVER_ASKED : CLOSURE,
        opening.platform(),
        store.ownerId(),
        store.standing(store.state() == StoreState.CLOSING, store.decidedBy()),
        new IndexedCase.Named(
            List.of(),
            null,
            Set.of(IndexedCase.Kind.CASE.of(opening.applicationId().value())),
            opening.applicationId()));
  }

  @Override
  protected Position position(Store store) {
    Map<String, Object> variables = DeadlineVariables.of(store);
    variables.put("roundKey", store.roundKey());
    return new Position(store.clock() == null ? "Task_OpenReview" : "SubProcess_Review", variables);
  }
}
