package dev.merchantreview.filing;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Filings belong to the product's owner and to the streamers' sides; both see the same. */
@Component
class FilingAccess implements CaseAccess {

  private final Filings filings;

  FilingAccess(Filings filings) {
    this.filings = filings;
  }

  @Override
  public Optional<Parties> partiesOf(CaseId caseId) {
    if (!caseId.value().startsWith("fl_")) {
      return Optional.empty();
    }
    Set<String> merchants = filings.merchantsOf(caseId);
    return merchants.isEmpty()
        ? Optional.empty()
        : Optional.of(new Parties(merchants, "/api/v1/filings/" + caseId));
  }
}
