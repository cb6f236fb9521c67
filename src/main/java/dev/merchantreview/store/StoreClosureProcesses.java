package dev.merchantreview.store;

import dev.merchantreview.reconciliation.CaseProcesses;
import dev.merchantreview.review.ClockVariables;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How closings stand, and where a new process instance has to take a round up. */
@Component
class StoreClosureProcesses implements CaseProcesses {

  private final Stores stores;
  private final Clock clock;

  StoreClosureProcesses(Stores stores, Clock clock) {
    this.stores = stores;
    this.clock = clock;
  }

  @Override
  public String processId() {
    return "store-closure";
  }

  @Override
  public String startVariable() {
    return "roundKey";
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> open() {
    return stores.closingStates();
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> endedAmong(Collection<Long> instances) {
    return stores.endedStates(instances);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CaseState> find(CaseId caseId) {
    return stores
        .find(caseId)
        .filter(store -> store.closureRound() > 0)
        .map(
            store ->
                new CaseState(
                    caseId,
                    store.state().name(),
                    store.processInstanceKey(),
                    store.roundKey(),
                    store.state() != StoreState.CLOSING,
                    store.updatedAt()));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean takeOver(CaseId caseId, ToLongFunction<Position> start) {
    Store store = stores.lock(caseId).orElseThrow();
    if (store.state() != StoreState.CLOSING) {
      return false;
    }
    store.takenOverBy(start.applyAsLong(position(store)));
    stores.update(store, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return true;
  }

  private static Position position(Store store) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("caseId", store.id().value());
    variables.put("round", store.closureRound());
    variables.put("roundKey", store.roundKey());
    ReviewClock clock = store.running().clock();
    if (clock == null) {
      return new Position("Task_OpenReview", variables);
    }
    variables.putAll(ClockVariables.of(clock));
    return new Position("SubProcess_Review", variables);
  }
}
