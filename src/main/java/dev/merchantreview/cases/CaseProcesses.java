package dev.merchantreview.cases;

import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A module whose cases each have a process instance tells how they stand. */
public interface CaseProcesses {

  /** The BPMN process the module's cases run in. */
  String processId();

  /** How long an instance lives. */
  Instances instances();

  /**
   * How a case stands.
   *
   * @param processInstanceKey null before an instance has worked on it
   * @param startVariable the process variable that tells instances apart
   * @param startedAs what the instance that works on it was started as: the value of that variable
   * @param ended whether no instance has to work on it any more
   */
  record CaseState(
      CaseId caseId,
      String state,
      @Nullable Long processInstanceKey,
      String startVariable,
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

  /**
   * A portion of the cases an instance has to work on, in the order of their ids.
   *
   * @param after the last one of the portion before; empty begins
   */
  List<CaseState> open(String after, int limit);

  /**
   * The cases that are on record with these, whether an instance still has to work on them or not.
   *
   * @param instances keys of process instances
   */
  List<CaseState> boundTo(Collection<Long> instances);

  /** Those of these process instances that have to work on a case now. */
  Set<Long> workingAmong(Collection<Long> instances);

  /** Empty when it is not one of this module's. */
  Optional<CaseState> find(CaseId caseId);

  /** How some of this module's cases stand, in no order. */
  List<CaseState> find(Collection<CaseId> caseIds);

  /**
   * What the process has to know of a case where it stands now, by the names of the newest diagram
   * and of those before; empty when no instance has to work on it.
   */
  Map<String, Object> variables(CaseId caseId);

  /**
   * Takes a case away from its instance, in the caller's transaction: the next instance that works
   * on it has it. Of several callers that judged the same, one gets a position.
   *
   * @param judged how the case stood when it was found that a new instance is needed
   * @return where that has to take it up; empty when the case has changed since
   */
  Optional<Position> release(CaseState judged);

  /**
   * Binds a released case to the instance that was started for it, in the caller's transaction.
   *
   * @return false when the case has ended, or another instance works on it already
   */
  boolean takeOver(CaseId caseId, long instance);

  /**
   * Has instances begin for cases that have to be worked on and never had one, because they are
   * older than their process's part in it; in the caller's transaction.
   *
   * @param limit at most so many
   * @return how many; fewer than the limit when no more are left
   */
  default int begin(int limit) {
    return 0;
  }
}
