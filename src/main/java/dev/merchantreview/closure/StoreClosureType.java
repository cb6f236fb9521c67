package dev.merchantreview.closure;

import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.review.ReviewedTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.store.Store;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores belong to the merchant that opened them; a process works on each of their closings. */
@Component
class StoreClosureType extends ProcessCaseType<Store> {

  private final ReviewedTable<Store> stores;

  StoreClosureType(JdbcClient jdbc, ReviewedTable<Store> stores, Clock clock) {
    super(jdbc, stores, clock);
    this.stores = stores;
  }

  @Override
  public String idPrefix() {
    return "st_";
  }

  @Override
  public String path() {
    return "/api/v1/stores";
  }

  @Override
  public String processId() {
    return "store-closure";
  }

  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return stores.find(caseId).map(store -> owned(caseId, store.opening().merchantId()));
  }

  @Override
  protected Position position(Store store) {
    Map<String, Object> variables = DeadlineVariables.of(store);
    variables.put("roundKey", store.roundKey());
    return new Position(store.clock() == null ? "Task_OpenReview" : "SubProcess_Review", variables);
  }
}
