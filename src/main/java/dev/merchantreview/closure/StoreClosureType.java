package dev.merchantreview.closure;

import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.store.Store;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores belong to the merchant that opened them; a process works on each of their closings. */
@Component
class StoreClosureType extends ProcessCaseType<Store> {

  StoreClosureType(JdbcClient jdbc, Cases<Store, ?> stores, Clock clock) {
    super(new Names("st_", "/api/v1/stores", "store-closure"), jdbc, stores, clock);
  }

  @Override
  protected Position position(Store store) {
    Map<String, Object> variables = DeadlineVariables.of(store);
    variables.put("roundKey", store.roundKey());
    return new Position(store.clock() == null ? "Task_OpenReview" : "SubProcess_Review", variables);
  }
}
