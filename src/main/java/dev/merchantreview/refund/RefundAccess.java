package dev.merchantreview.refund;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Refunds belong to the merchant that acts for the holder. */
@Component
class RefundAccess implements CaseAccess {

  private final DepositRefunds refunds;

  RefundAccess(DepositRefunds refunds) {
    this.refunds = refunds;
  }

  @Override
  public Optional<Parties> partiesOf(CaseId caseId) {
    if (!caseId.value().startsWith("rf_")) {
      return Optional.empty();
    }
    return refunds
        .ownerOf(caseId)
        .map(Set::of)
        .map(owner -> new Parties(owner, owner, "/api/v1/deposit-refunds/" + caseId));
  }
}
