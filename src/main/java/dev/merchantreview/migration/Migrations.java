package dev.merchantreview.migration;

import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.engine.Diagrams;
import dev.merchantreview.engine.EngineInspection;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.engine.EngineOutbox.MigrationStanding;
import dev.merchantreview.engine.Migration;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves cases' instances to the newest diagram of their process. Planning asks the engine and
 * changes nothing; what is asked for goes to the engine as messages do, after those the case has
 * waiting, and its end is an event of the case.
 */
@Service
public class Migrations {

  private final CaseTypes types;
  private final Diagrams diagrams;
  private final EngineInspection inspection;
  private final EngineOutbox outbox;

  Migrations(CaseTypes types, Diagrams diagrams, EngineInspection inspection, EngineOutbox outbox) {
    this.types = types;
    this.diagrams = diagrams;
    this.inspection = inspection;
    this.outbox = outbox;
  }

  /**
   * Some of a process's instances that do not run by its newest diagram.
   *
   * @param next where the next ones begin; null on the last
   */
  public record Part(List<Move> moves, Diagrams.@Nullable Position next) {}

  /**
   * What would come of moving a case's instance.
   *
   * @return empty when there is no such case
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine does not answer
   */
  public Optional<Move> plan(CaseId caseId) {
    return types.partiesOf(caseId).map(known -> planOf(caseId));
  }

  private Move planOf(CaseId caseId) {
    return types
        .processOf(caseId)
        .flatMap(
            process ->
                process
                    .find(caseId)
                    .flatMap(
                        state ->
                            instance(process, state)
                                .flatMap(diagrams::running)
                                .map(
                                    running ->
                                        move(
                                            process,
                                            state,
                                            diagrams.plans(List.of(running)).getFirst()))))
        .orElseGet(() -> Move.refused(caseId, null, List.of(reason(Move.Code.NO_INSTANCE))));
  }

  /**
   * The same of a process's instances that do not run by its newest diagram.
   *
   * @param processId one of {@link #processIds}
   * @param version the number of the version they run by; null for all
   * @param after where the last part ended; null for the first
   * @throws IllegalArgumentException when no part ended there
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine does not answer
   */
  public Part plan(
      String processId, @Nullable Integer version, Diagrams.@Nullable Position after, int limit) {
    CaseProcesses process =
        types.processes().stream()
            .filter(one -> one.processId().equals(processId))
            .findFirst()
            .orElseThrow();
    Diagrams.Part part = diagrams.behind(processId, version, after, limit);
    Map<Long, CaseProcesses.CaseState> cases =
        process.boundTo(part.instances().stream().map(Diagrams.Running::instance).toList()).stream()
            .collect(
                Collectors.toMap(
                    state -> Objects.requireNonNull(state.processInstanceKey()),
                    Function.identity()));
    return new Part(
        diagrams.plans(part.instances()).stream()
            .map(
                plan -> {
                  CaseProcesses.CaseState state = cases.get(plan.running().instance());
                  return state == null
                      ? Move.refused(null, plan, List.of(reason(Move.Code.NO_CASE)))
                      : move(process, state, plan);
                })
            .toList(),
        part.next());
  }

  /** The processes cases run in. */
  public List<String> processIds() {
    return types.processes().stream().map(CaseProcesses::processId).sorted().toList();
  }

  /**
   * Has a planned move made, in the caller's transaction.
   *
   * @return how it stands now; what was not planned is left as it is
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Move make(Move planned, ActorRef by) {
    Diagrams.Plan plan = planned.plan();
    if (planned.outcome() != Move.Outcome.PLANNED || plan == null || planned.caseId() == null) {
      return planned;
    }
    MigrationStanding before =
        outbox.migrate(
            planned.caseId(),
            new Migration(
                plan.running().processId(),
                plan.running().instance(),
                plan.running().version(),
                plan.to(),
                plan.mapped(),
                by),
            planned.missing());
    return planned.now(outcome(before, Move.Outcome.ACCEPTED));
  }

  /** Whose process has not come to its first step is known by what it was started as. */
  private Optional<Long> instance(CaseProcesses process, CaseProcesses.CaseState state) {
    if (state.ended()) {
      return Optional.empty();
    }
    return Optional.ofNullable(state.processInstanceKey())
        .or(
            () ->
                inspection
                    .startedAs(state.startVariable(), state.startedAs())
                    .map(EngineInspection.Instance::key));
  }

  private Move move(CaseProcesses process, CaseProcesses.CaseState state, Diagrams.Plan plan) {
    CaseId caseId = state.caseId();
    if (state.ended()) {
      return Move.refused(caseId, plan, List.of(reason(Move.Code.NO_INSTANCE)));
    }
    if (plan.isUpToDate()) {
      return new Move(caseId, plan, Map.of(), Move.Outcome.UP_TO_DATE, List.of());
    }
    Move.Outcome outcome =
        outcome(
            outbox.standing(caseId, plan.running().instance(), plan.to().key()),
            Move.Outcome.PLANNED);
    if (outcome == Move.Outcome.PLANNED && !plan.obstacles().isEmpty()) {
      return Move.refused(caseId, plan, obstacles(plan));
    }
    Map<String, Object> missing = new HashMap<>(process.variables(caseId));
    missing.keySet().removeAll(plan.variables());
    return new Move(caseId, plan, missing, outcome, List.of());
  }

  private static Move.Outcome outcome(MigrationStanding standing, Move.Outcome notAsked) {
    return switch (standing) {
      case NOT_ASKED -> notAsked;
      case UNDER_WAY -> Move.Outcome.UNDER_WAY;
      case DONE -> Move.Outcome.UP_TO_DATE;
    };
  }

  private static List<Move.Reason> obstacles(Diagrams.Plan plan) {
    return plan.obstacles().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            one ->
                new Move.Reason(
                    switch (one.getValue()) {
                      case ELEMENT_GONE -> Move.Code.ELEMENT_GONE;
                      case ELEMENT_CHANGED -> Move.Code.ELEMENT_CHANGED;
                    },
                    one.getKey()))
        .toList();
  }

  private static Move.Reason reason(Move.Code code) {
    return new Move.Reason(code, null);
  }
}
