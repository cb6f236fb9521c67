package dev.merchantreview.filing;

import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Filings belong to the product's owner and to the streamers' sides. Both see the same state; what
 * was handed in and found wrong is the owner's. A process works on each of their rounds.
 */
@Component
class FilingType extends ProcessCaseType<Filing> {

  private final Filings filings;

  FilingType(JdbcClient jdbc, Filings filings, Clock clock) {
    super(new Names("fl_", "/api/v1/filings", "streamer-filing"), jdbc, filings, clock);
    this.filings = filings;
  }

  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return filings
        .ownerOf(caseId)
        .map(owner -> shared(caseId, filings.merchantsOf(caseId), Set.of(owner)));
  }

  @Override
  protected Position position(Filing filing) {
    Map<String, Object> variables = DeadlineVariables.of(filing);
    variables.put("roundKey", filing.roundKey());
    if (filing.clock() == null) {
      return new Position("Task_CheckFiling", variables);
    }
    variables.put("late", filing.isLate());
    return new Position("SubProcess_Review", variables);
  }
}
