package dev.merchantreview.filing;

import dev.merchantreview.reconciliation.CaseProcesses;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How filings stand, and where a new process instance has to take a round up. */
@Component
class StreamerFilingProcesses implements CaseProcesses {

  private final Filings filings;
  private final Clock clock;

  StreamerFilingProcesses(Filings filings, Clock clock) {
    this.filings = filings;
    this.clock = clock;
  }

  @Override
  public String processId() {
    return "streamer-filing";
  }

  @Override
  public String startVariable() {
    return "roundKey";
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> open() {
    return filings.inReviewStates();
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> endedAmong(Collection<Long> instances) {
    return filings.endedStates(instances);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CaseState> find(CaseId caseId) {
    return filings
        .find(caseId)
        .filter(filing -> filing.round() > 0)
        .map(
            filing ->
                new CaseState(
                    caseId,
                    filing.state().name(),
                    filing.processInstanceKey(),
                    filing.roundKey(),
                    filing.state() != FilingState.IN_REVIEW,
                    filing.updatedAt()));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean takeOver(CaseId caseId, ToLongFunction<Position> start) {
    Filing filing = filings.lock(caseId).orElseThrow();
    if (filing.state() != FilingState.IN_REVIEW) {
      return false;
    }
    filing.takenOverBy(start.applyAsLong(position(filing)));
    filings.update(filing, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return true;
  }

  private static Position position(Filing filing) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("caseId", filing.id().value());
    variables.put("round", filing.round());
    variables.put("roundKey", filing.roundKey());
    ReviewClock clock = filing.clock();
    if (clock == null) {
      return new Position("Task_CheckFiling", variables);
    }
    variables.put("reviewRemindAt", clock.remindAt().toString());
    variables.put("reviewDueAt", clock.dueAt().toString());
    variables.put("late", filing.isLate());
    return new Position("SubProcess_Review", variables);
  }
}
