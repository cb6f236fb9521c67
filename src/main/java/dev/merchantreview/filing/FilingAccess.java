package dev.merchantreview.filing;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Filings belong to the product's owner and to the streamers' sides. Both see the same state; what
 * was handed in and found wrong is the owner's.
 */
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
    return filings
        .ownerOf(caseId)
        .map(
            owner ->
                new Parties(
                    filings.merchantsOf(caseId), Set.of(owner), "/api/v1/filings/" + caseId));
  }
}
