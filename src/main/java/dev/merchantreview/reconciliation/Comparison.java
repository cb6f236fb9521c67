package dev.merchantreview.reconciliation;

import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.engine.EngineInspection;
import dev.merchantreview.engine.EngineOutbox;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Compares a case with what the engine says of its instance. */
@Component
class Comparison {

  private final EngineInspection inspection;
  private final EngineOutbox outbox;
  private final ReconciliationProperties properties;
  private final Clock clock;

  Comparison(
      EngineInspection inspection,
      EngineOutbox outbox,
      ReconciliationProperties properties,
      Clock clock) {
    this.inspection = inspection;
    this.outbox = outbox;
    this.properties = properties;
    this.clock = clock;
  }

  /** Whether a case looks right at a glance, by the keys of the active instances. */
  boolean looksRight(CaseProcesses.CaseState state, Map<Long, Boolean> active) {
    Long key = state.processInstanceKey();
    Boolean incident = key == null ? null : active.get(key);
    return state.ended() ? incident == null : Boolean.FALSE.equals(incident);
  }

  /**
   * What disagrees; empty when nothing does, or when it is too early to say.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine's records cannot
   *     be read
   */
  Optional<Finding> judge(CaseProcesses module, CaseProcesses.CaseState state) {
    if (outbox.isPending(state.caseId())) {
      return outbox
          .stuck(state.caseId())
          .flatMap(stuck -> finding(state, Finding.Kind.MESSAGE_NOT_TAKEN, stuck.detail()));
    }
    if (state.updatedAt().isAfter(clock.instant().minus(properties.grace()))) {
      return Optional.empty();
    }
    Long key = state.processInstanceKey();
    // An instance that has not come to its first step yet is slow, not missing.
    Optional<EngineInspection.Instance> instance =
        key == null
            ? inspection.startedAs(state.startVariable(), state.startedAs())
            : inspection.instance(key);
    boolean active =
        instance.filter(one -> one.state() == EngineInspection.State.ACTIVE).isPresent();
    if (state.ended()) {
      return active
          ? finding(state, Finding.Kind.INSTANCE_LEFT, "instance " + key)
          : Optional.empty();
    }
    if (instance.isEmpty()) {
      return finding(
          state,
          Finding.Kind.INSTANCE_MISSING,
          key == null ? "no instance was started for it" : "instance " + key + " is not known");
    }
    if (!active) {
      return finding(
          state, Finding.Kind.INSTANCE_ENDED, "instance " + key + " is " + instance.get().state());
    }
    List<EngineInspection.Incident> incidents = instance.get().incidents();
    return incidents.isEmpty()
        ? Optional.empty()
        : finding(state, Finding.Kind.INCIDENT, incidents.getFirst().message());
  }

  private Optional<Finding> finding(
      CaseProcesses.CaseState state, Finding.Kind kind, String detail) {
    return Optional.of(new Finding(state.caseId(), state.state(), kind, detail, clock.instant()));
  }
}
