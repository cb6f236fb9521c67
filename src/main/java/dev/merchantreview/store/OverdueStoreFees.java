package dev.merchantreview.store;

import dev.merchantreview.deposit.OverdueFees;
import dev.merchantreview.deposit.YearlyFee;
import dev.merchantreview.reconciliation.Finding;
import dev.merchantreview.reconciliation.Findings;
import dev.merchantreview.shared.CaseId;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Keeps a finding for each store whose yearly fee is not paid on its day, until it is. */
@Component
class OverdueStoreFees implements OverdueFees {

  private final Stores stores;
  private final Findings findings;
  private final Clock clock;

  OverdueStoreFees(Stores stores, Findings findings, Clock clock) {
    this.stores = stores;
    this.findings = findings;
    this.clock = clock;
  }

  @Override
  public void changed(String storeId, List<YearlyFee> overdue) {
    CaseId id = new CaseId(storeId);
    if (overdue.isEmpty()) {
      findings.settle(id, Finding.Kind.YEARLY_FEE_OVERDUE);
      return;
    }
    findings.keepLatest(
        new Finding(
            id,
            stores.find(id).orElseThrow().state().name(),
            Finding.Kind.YEARLY_FEE_OVERDUE,
            overdue.stream()
                .map(
                    fee ->
                        "%s: ¥%s"
                            .formatted(
                                fee.year().from(),
                                BigDecimal.valueOf(fee.unpaidFen(), 2).toPlainString()))
                .collect(Collectors.joining("; ")),
            clock.instant()));
  }
}
