package dev.merchantreview.reconciliation;

import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.engine.EngineInspection;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.engine.RecordsLag;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares a case with what the engine says of its instance. */
@Component
class Comparison {

  private final EngineInspection inspection;
  private final RecordsLag lag;
  private final EngineOutbox outbox;
  private final ReconciliationProperties properties;
  private final Clock clock;

  Comparison(
      EngineInspection inspection,
      RecordsLag lag,
      EngineOutbox outbox,
      ReconciliationProperties properties,
      Clock clock) {
    this.inspection = inspection;
    this.lag = lag;
    this.outbox = outbox;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * What a comparison came to.
   *
   * @param known false while the records are too far behind to say, or say what is not known here
   * @param found what disagrees; null when nothing does
   */
  record Judgement(boolean known, @Nullable Finding found) {

    static final Judgement NOTHING = new Judgement(true, null);
    static final Judgement UNKNOWN = new Judgement(false, null);

    Optional<Finding> finding() {
      return Optional.ofNullable(found);
    }
  }

  /** Whether a case looks right at a glance, by the keys of the active instances. */
  boolean looksRight(CaseProcesses.CaseState state, Map<Long, Boolean> active) {
    Long key = state.processInstanceKey();
    Boolean incident = key == null ? null : active.get(key);
    return state.ended() ? incident == null : Boolean.FALSE.equals(incident);
  }

  /**
   * What disagrees, as far as it can be said.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine or its records do
   *     not answer
   */
  Judgement judge(CaseProcesses.CaseState state) {
    if (outbox.isPending(state.caseId())) {
      return outbox
          .stuck(state.caseId())
          .map(stuck -> finding(state, Finding.Kind.MESSAGE_NOT_TAKEN, stuck.detail()))
          .orElse(Judgement.NOTHING);
    }
    if (state.updatedAt().isAfter(clock.instant().minus(properties.grace()))) {
      return Judgement.NOTHING;
    }
    // An instance that has not come to its first step yet is slow, not missing.
    Optional<EngineInspection.Instance> instance = recorded(state);
    if (instance.filter(one -> one.state() == EngineInspection.State.OTHER).isPresent()) {
      return Judgement.UNKNOWN;
    }
    boolean active =
        instance.filter(one -> one.state() == EngineInspection.State.ACTIVE).isPresent();
    if (state.ended()) {
      // The records may not show its end yet.
      return instance.isPresent() && active && inspection.runs(instance.get().key())
          ? finding(state, Finding.Kind.INSTANCE_LEFT, "instance " + instance.get().key())
          : Judgement.NOTHING;
    }
    if (instance.isEmpty()) {
      return missing(state);
    }
    if (!active) {
      return finding(
          state,
          Finding.Kind.INSTANCE_ENDED,
          "instance " + instance.get().key() + " is " + instance.get().state());
    }
    List<EngineInspection.Incident> incidents = instance.get().incidents();
    return incidents.isEmpty()
        ? Judgement.NOTHING
        : finding(state, Finding.Kind.INCIDENT, incidents.getFirst().message());
  }

  /**
   * That the records do not show an instance says nothing yet: they may be minutes behind. The
   * engine knows better, but an engine that was set up anew gives its keys out once more.
   */
  private Judgement missing(CaseProcesses.CaseState state) {
    Long key = state.processInstanceKey();
    if (key != null && !inspection.runs(key)) {
      return finding(state, Finding.Kind.INSTANCE_MISSING, "instance " + key + " is not known");
    }
    RecordsLag.Presence found =
        lag.of(
            "instance of %s since %s".formatted(state.caseId(), state.updatedAt()),
            () -> recorded(state).isPresent());
    return found != RecordsLag.Presence.ABSENT
        ? Judgement.UNKNOWN
        : finding(
            state,
            Finding.Kind.INSTANCE_MISSING,
            key == null
                ? "no instance was started for it"
                : "instance " + key + " is not known to the records");
  }

  private Optional<EngineInspection.Instance> recorded(CaseProcesses.CaseState state) {
    Long key = state.processInstanceKey();
    return key == null
        ? inspection.startedAs(state.startVariable(), state.startedAs())
        : inspection.instance(key);
  }

  private Judgement finding(CaseProcesses.CaseState state, Finding.Kind kind, String detail) {
    return new Judgement(
        true, new Finding(state.caseId(), state.state(), kind, detail, clock.instant()));
  }
}
