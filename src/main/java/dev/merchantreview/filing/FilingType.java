package dev.merchantreview.filing;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Filings belong to the product's owner and to the streamers' sides. Both see the same state; what
 * was handed in and found wrong is the owner's. A process instance accompanies each from what makes
 * it PENDING until it is decided or closed.
 */
@Component
class FilingType extends ProcessCaseType<Filing> {

  private final Filings filings;
  private final FilingWaits waits;
  private final CaseDoor door;
  private final History history;
  private final Clock clock;

  FilingType(
      JdbcClient jdbc,
      Filings filings,
      FilingWaits waits,
      CaseDoor door,
      History history,
      Clock clock) {
    super(new Names("fl_", "/api/v1/filings", "streamer-filing"), jdbc, filings, clock);
    this.filings = filings;
    this.waits = waits;
    this.door = door;
    this.history = history;
    this.clock = clock;
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
    variables.putAll(FilingMessages.variables(filing));
    if (filing.state() == FilingState.PENDING) {
      return new Position("Task_BeginWaiting", variables);
    }
    if (filing.clock() == null) {
      return new Position("Task_CheckFiling", variables);
    }
    variables.put("late", filing.isLate());
    return new Position("SubProcess_Review", variables);
  }

  /** Those that became PENDING before instances waited with them. */
  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public int begin(int limit) {
    List<Filing> older = filings.lockUnaccompanied(limit);
    for (Filing filing : older) {
      filing.accompany(waits.of(filing));
      filings.update(filing, clock.instant());
      history.append(
          CaseEvent.noted(
              filing.id(), ActorRef.SYSTEM, "PROCESS_BEGUN", Map.of("cycle", filing.cycle())));
      door.tell(filing, FilingMessages.pending(filing));
    }
    return older.size();
  }
}
