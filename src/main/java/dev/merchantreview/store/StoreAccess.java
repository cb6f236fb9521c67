package dev.merchantreview.store;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Stores belong to the merchant that opened them. */
@Component
class StoreAccess implements CaseAccess {

  private final Stores stores;

  StoreAccess(Stores stores) {
    this.stores = stores;
  }

  @Override
  public Optional<Parties> partiesOf(CaseId caseId) {
    if (!caseId.value().startsWith("st_")) {
      return Optional.empty();
    }
    return stores
        .find(caseId)
        .map(store -> Set.of(store.opening().merchantId()))
        .map(merchant -> new Parties(merchant, merchant, "/api/v1/stores/" + caseId));
  }
}
