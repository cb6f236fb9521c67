package dev.merchantreview.store;

import dev.merchantreview.cases.TableProcesses;
import dev.merchantreview.review.ClockVariables;
import dev.merchantreview.review.ReviewClock;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How closings stand, and where a new process instance has to take a round up. */
@Component
class StoreClosureProcesses extends TableProcesses<Store> {

  private static final Kept KEPT =
      new Kept(
          "store-closure",
          "roundKey",
          "store",
          "closure_round > 0",
          "state = 'CLOSING'",
          "id || ':' || closure_round");

  StoreClosureProcesses(JdbcClient jdbc, Stores stores, Clock clock) {
    super(jdbc, stores, clock, KEPT);
  }

  @Override
  protected Position position(Store store) {
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
