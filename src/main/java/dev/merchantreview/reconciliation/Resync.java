package dev.merchantreview.reconciliation;

import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.engine.EngineInspection;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.engine.EngineRepairs;
import dev.merchantreview.engine.RecordsLag;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.OutsideUnavailableException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets a case right whose state and engine disagree, as far as that is safe: the case decides. */
@Service
public class Resync {

  private static final long PAUSE_MILLIS = 200;

  private final CaseTypes types;
  private final Comparison comparison;
  private final RecordsLag lag;
  private final ReconciliationProperties properties;
  private final EngineInspection inspection;
  private final EngineRepairs repairs;
  private final EngineOutbox outbox;
  private final Findings findings;
  private final History history;
  private final TransactionTemplate transaction;

  Resync(
      CaseTypes types,
      Comparison comparison,
      RecordsLag lag,
      ReconciliationProperties properties,
      EngineInspection inspection,
      EngineRepairs repairs,
      EngineOutbox outbox,
      Findings findings,
      History history,
      TransactionTemplate transaction) {
    this.types = types;
    this.comparison = comparison;
    this.lag = lag;
    this.properties = properties;
    this.inspection = inspection;
    this.repairs = repairs;
    this.outbox = outbox;
    this.findings = findings;
    this.history = history;
    this.transaction = transaction;
  }

  /**
   * What was done.
   *
   * @param finding what disagreed; null when nothing did
   */
  public record Result(CaseId caseId, @Nullable Finding finding, boolean repaired) {}

  /**
   * Compares one case with the engine and repairs what disagrees.
   *
   * @return empty when there is no such case
   * @throws OutsideUnavailableException when the engine does not answer, or its records are too far
   *     behind to say
   */
  public Optional<Result> resync(CaseId caseId, ActorRef operator) {
    return types
        .processOf(caseId)
        .flatMap(process -> process.find(caseId).map(state -> resync(process, state, operator)));
  }

  private Result resync(CaseProcesses process, CaseProcesses.CaseState state, ActorRef operator) {
    CaseId caseId = state.caseId();
    Optional<Finding> finding = judged(state).finding();
    boolean repaired = finding.filter(one -> repair(process, state, one, operator)).isPresent();
    if (repaired || finding.isEmpty()) {
      findings.resolve(caseId, null);
    }
    Optional<Finding> persons = lookedAt(caseId, operator);
    return new Result(
        caseId, finding.or(() -> persons).orElse(null), repaired || persons.isPresent());
  }

  /**
   * The records are seconds behind as a rule; so long waits who asks. What they do not show by then
   * may have happened all the same, and nothing is done about it.
   */
  private Comparison.Judgement judged(CaseProcesses.CaseState state) {
    long begun = System.nanoTime();
    Comparison.Judgement judgement = comparison.judge(state);
    while (!judgement.known()) {
      if (System.nanoTime() - begun > properties.patience().toNanos()) {
        throw new OutsideUnavailableException(
            "the engine's records are behind, by " + lag.measured() + " at least", null);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new OutsideUnavailableException("stopped while waiting for the records", stopped);
      }
      judgement = comparison.judge(state);
    }
    return judgement;
  }

  private Optional<Finding> lookedAt(CaseId caseId, ActorRef operator) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Optional<Finding> persons = findings.lookedAt(caseId);
              persons.ifPresent(finding -> record(caseId, operator, finding));
              return persons;
            }));
  }

  private boolean repair(
      CaseProcesses module, CaseProcesses.CaseState state, Finding finding, ActorRef operator) {
    Long key = state.processInstanceKey();
    return switch (finding.kind()) {
      case INSTANCE_MISSING, INSTANCE_ENDED -> startAnew(module, state, finding, operator);
      case INCIDENT -> {
        (key == null
                ? inspection.startedAs(state.startVariable(), state.startedAs())
                : inspection.instance(key))
            .ifPresent(instance -> instance.incidents().forEach(repairs::retry));
        transaction.executeWithoutResult(status -> record(state.caseId(), operator, finding));
        yield true;
      }
      // No comparison finds it; a person has to look.
      case VERDICTS_REFUSED, DEPOSIT_UNDECIDED, YEARLY_FEE_OVERDUE -> false;
      case MESSAGE_NOT_TAKEN -> {
        transaction.executeWithoutResult(
            status -> {
              outbox.tryAgain(state.caseId());
              record(state.caseId(), operator, finding);
            });
        yield true;
      }
      case INSTANCE_LEFT -> {
        (key == null
                ? inspection
                    .startedAs(state.startVariable(), state.startedAs())
                    .map(EngineInspection.Instance::key)
                : Optional.of(key))
            .ifPresent(repairs::cancel);
        transaction.executeWithoutResult(status -> record(state.caseId(), operator, finding));
        yield true;
      }
    };
  }

  /**
   * The case is released first, then an instance is started, then it is bound: the engine is called
   * while nothing is locked, and of two calls only one starts an instance. When the answer is lost,
   * or the service dies before it is kept, the case is free for the instance it may have got, which
   * binds itself with its first step; the comparison finds it by what it was started as.
   */
  private boolean startAnew(
      CaseProcesses module, CaseProcesses.CaseState state, Finding finding, ActorRef operator) {
    Optional<CaseProcesses.Position> released =
        transaction.execute(
            status -> {
              Optional<CaseProcesses.Position> position = module.release(state);
              position.ifPresent(free -> record(state.caseId(), operator, finding));
              return position;
            });
    if (released.isEmpty()) {
      return false;
    }
    CaseProcesses.Position position = released.get();
    long instance = repairs.start(module.processId(), position.elementId(), position.variables());
    boolean bound =
        Boolean.TRUE.equals(
            transaction.execute(status -> module.takeOver(state.caseId(), instance)));
    if (!bound) {
      repairs.cancel(instance);
    }
    return bound;
  }

  private void record(CaseId caseId, ActorRef operator, Finding finding) {
    history.append(
        CaseEvent.noted(
            caseId,
            operator,
            "RESYNCED",
            Map.of("finding", finding.kind().name(), "detail", finding.detail())));
  }
}
