package dev.merchantreview.reconciliation;

import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A module whose cases each have a process instance tells how they stand. */
public interface CaseProcesses {

  /** The BPMN process the module's cases run in. */
  String processId();

  /** The process variable that tells instances apart. */
  default String startVariable() {
    return "caseId";
  }

  /**
   * How a case stands.
   *
   * @param processInstanceKey null before an instance has worked on it
   * @param startedAs what the instance that works on it was started as: the value of {@link
   *     #startVariable}
   * @param ended whether no instance has to work on it any more
   */
  record CaseState(
      CaseId caseId,
      String state,
      @Nullable Long processInstanceKey,
      String startedAs,
      boolean ended,
      Instant updatedAt) {}

  /**
   * Where a new instance has to take a case up.
   *
   * @param elementId the BPMN element it starts before
   * @param variables what the process has to know there
   */
  record Position(String elementId, Map<String, Object> variables) {}

  /** Every case an instance has to work on. */
  List<CaseState> open();

  /**
   * The cases no instance has to work on any more, of those that are on record with these.
   *
   * @param instances keys of process instances
   */
  List<CaseState> endedAmong(Collection<Long> instances);

  /** Empty when it is not one of this module's. */
  Optional<CaseState> find(CaseId caseId);

  /**
   * Has a new instance take the case over, in the caller's transaction.
   *
   * @param start starts an instance at a position and answers its key
   * @return false when the case has ended meanwhile
   */
  boolean takeOver(CaseId caseId, ToLongFunction<Position> start);
}
