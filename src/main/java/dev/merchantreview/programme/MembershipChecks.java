package dev.merchantreview.programme;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks members: of most nothing changes, and that costs one statement for many of them. */
@Service
class MembershipChecks {

  private final Memberships memberships;
  private final ProgrammeRules rules;
  private final MembershipClocks clocks;
  private final Programmes programmes;
  private final GoneSubjects subjects;
  private final Pledges pledges;
  private final CaseDoor door;
  private final History history;
  private final MeterRegistry meters;
  private final Clock clock;

  MembershipChecks(
      Memberships memberships,
      ProgrammeRules rules,
      MembershipClocks clocks,
      Programmes programmes,
      GoneSubjects subjects,
      Pledges pledges,
      CaseDoor door,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.memberships = memberships;
    this.rules = rules;
    this.clocks = clocks;
    this.programmes = programmes;
    this.subjects = subjects;
    this.pledges = pledges;
    this.door = door;
    this.history = history;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * What there is to do of a portion.
   *
   * @param same of whom nothing changes
   * @param others those that are looked at one by one, each with what was found
   * @param gone those whose subject is gone, each with why
   * @param unjudged those of whom the table says nothing that can be used
   */
  record Portion(
      List<Memberships.Due> same,
      Map<Memberships.Due, Judged> others,
      Map<Memberships.Due, GoneSubjects.Why> gone,
      List<Memberships.Due> unjudged) {}

  /** Asks the table about a portion of those whose check is due. */
  @Transactional(readOnly = true)
  Portion look(Programme programme, List<Memberships.Due> due, LocalDate today) {
    Map<Memberships.Due, GoneSubjects.Why> gone = gone(programme, due);
    List<Memberships.Due> rest = due.stream().filter(one -> !gone.containsKey(one)).toList();
    Map<String, Judged> standings =
        rules.standings(programme, rest.stream().map(Memberships.Due::subject).toList(), today);
    List<Memberships.Due> same = new ArrayList<>();
    Map<Memberships.Due, Judged> others = new LinkedHashMap<>();
    List<Memberships.Due> unjudged = new ArrayList<>();
    for (Memberships.Due one : rest) {
      Judged judged = standings.get(one.subject());
      if (judged == null) {
        unjudged.add(one);
        continue;
      }
      // Of a monthly check that it was passed is on record, too.
      boolean recorded = programme.checking().every() == Programme.Every.MONTH;
      if (one.plain() && judged.standing() == Standing.OK && !judged.trial() && !recorded) {
        same.add(one);
      } else {
        others.put(one, judged);
      }
    }
    return new Portion(same, others, gone, unjudged);
  }

  /** Those of a portion whose subject is gone, each with why. */
  @Transactional(readOnly = true)
  Map<Memberships.Due, GoneSubjects.Why> gone(Programme programme, List<Memberships.Due> due) {
    Map<String, String> merchants = new HashMap<>();
    due.forEach(one -> merchants.put(one.subject(), one.merchant()));
    Map<String, GoneSubjects.Why> why = subjects.of(programme, merchants);
    Map<Memberships.Due, GoneSubjects.Why> gone = new LinkedHashMap<>();
    due.stream()
        .filter(one -> why.containsKey(one.subject()))
        .forEach(one -> gone.put(one, Objects.requireNonNull(why.get(one.subject()))));
    return gone;
  }

  /** Its subject is gone: the membership ends, and where it has another owner, that may apply. */
  @Transactional
  void end(Programme programme, CaseId id, GoneSubjects.Why why, LocalDate today) {
    Membership membership = memberships.lock(id).orElseThrow();
    String from = membership.state().name();
    boolean working = membership.isInProcess();
    if (membership.gone(programme, why, today)) {
      memberships.update(membership, clock.instant());
      pledges.ended(programme, membership);
      history.append(
          CaseEvent.moved(
              membership.id(),
              ActorRef.SYSTEM,
              "MEMBERSHIP_CLOSED",
              from,
              membership.state().name(),
              gone(membership, why)));
      door.tell(membership, MembershipDesk.ends(working, membership));
    }
  }

  /** What is on record of an end because of its subject. */
  static Map<String, Object> gone(Membership membership, GoneSubjects.Why why) {
    return Map.of(
        "ending",
        Objects.requireNonNull(membership.data().ending).name(),
        "cause",
        why.name(),
        "unmet",
        membership.data().unmet);
  }

  /** The days of probation of a member are over. */
  @Transactional
  void endProbation(CaseId id, LocalDate today) {
    Membership membership = memberships.lock(id).orElseThrow();
    String from = membership.state().name();
    if (membership.endProbation(today)) {
      memberships.update(membership, clock.instant());
      history.append(
          CaseEvent.moved(
              membership.id(),
              ActorRef.SYSTEM,
              "MEMBERSHIP_CHANGED",
              from,
              membership.state().name(),
              Map.of("probation", "OVER")));
    }
  }

  /** Sets the next check of those of whom nothing changes. */
  @Transactional
  void keep(Programme programme, List<Memberships.Due> same, LocalDate today) {
    if (!same.isEmpty()) {
      memberships.checked(same, today, programme.checking().next(today));
    }
  }

  /**
   * Keeps what a check makes of one member. Of one that stands as before nothing is kept that
   * anybody works from: its version stays.
   *
   * @return false when its check is not due any more
   */
  @Transactional
  boolean keep(Programme programme, CaseId id, Judged judged, LocalDate today) {
    Membership membership = memberships.lock(id).orElseThrow();
    if (!isDue(membership, today)) {
      return false;
    }
    String from = membership.state().name();
    boolean working = membership.isInProcess();
    MembershipCheck.Checked checked =
        new MembershipCheck(programme, today, clocks.answerBy(programme, today), clock.instant())
            .of(membership, judged);
    if (checked == MembershipCheck.Checked.SAME) {
      memberships.looked(membership);
    } else {
      memberships.update(membership, clock.instant());
    }
    if (checked == MembershipCheck.Checked.CLOSED) {
      pledges.ended(programme, membership);
    }
    record(programme, membership, judged, checked, from);
    door.tell(membership, messages(checked, working, membership));
    meters
        .counter(
            "merchantreview.memberships.checked",
            "programme",
            programme.id(),
            "result",
            checked.name())
        .increment();
    return true;
  }

  private static boolean isDue(Membership membership, LocalDate today) {
    LocalDate due = membership.data().checkOn;
    return membership.state().isChecked() && due != null && !due.isAfter(today);
  }

  private static List<CaseDoor.Message> messages(
      MembershipCheck.Checked checked, boolean working, Membership membership) {
    return switch (checked) {
      case WARNED_WITH_DEADLINE -> List.of(MembershipDesk.begins(membership));
      case LIFTED, EASED, CLOSED -> MembershipDesk.ends(working, membership);
      case SAME, STANDS_OTHERWISE, WARNED -> List.of();
    };
  }

  private void record(
      Programme programme,
      Membership membership,
      Judged judged,
      MembershipCheck.Checked checked,
      String from) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("standing", judged.standing().name());
    if (!judged.unmet().isEmpty()) {
      details.put("unmet", judged.unmet());
    }
    if (judged.evidence() != null) {
      details.put("evidence", judged.evidence());
    }
    String to = membership.state().name();
    switch (checked) {
      case SAME -> {
        if (programme.checking().every() == Programme.Every.MONTH) {
          history.append(
              CaseEvent.noted(membership.id(), ActorRef.SYSTEM, "MEMBERSHIP_CHECKED", details));
        }
      }
      case EASED ->
          history.append(
              CaseEvent.noted(membership.id(), ActorRef.SYSTEM, "DEADLINE_MET", details));
      case STANDS_OTHERWISE ->
          history.append(
              CaseEvent.moved(
                  membership.id(), ActorRef.SYSTEM, "MEMBERSHIP_CHANGED", from, to, details));
      case LIFTED ->
          history.append(
              CaseEvent.moved(
                  membership.id(), ActorRef.SYSTEM, "WARNING_LIFTED", from, to, details));
      case WARNED, WARNED_WITH_DEADLINE -> {
        if (membership.waiting() != null) {
          details.put("dueAt", membership.waiting().dueAt().toString());
        }
        history.append(
            from.equals(to)
                ? CaseEvent.noted(membership.id(), ActorRef.SYSTEM, "MEMBERSHIP_WARNED", details)
                : CaseEvent.moved(
                    membership.id(), ActorRef.SYSTEM, "MEMBERSHIP_WARNED", from, to, details));
      }
      case CLOSED -> {
        details.put("ending", Programme.Ending.RULE.name());
        history.append(
            CaseEvent.moved(
                membership.id(), ActorRef.SYSTEM, "MEMBERSHIP_CLOSED", from, to, details));
      }
    }
  }

  /** The day its end takes effect has come. */
  @Transactional
  void end(CaseId id) {
    Membership membership = memberships.lock(id).orElseThrow();
    String from = membership.state().name();
    if (membership.end()) {
      memberships.update(membership, clock.instant());
      pledges.ended(programmes.get(membership.application().programme()), membership);
      history.append(
          CaseEvent.moved(
              membership.id(),
              ActorRef.SYSTEM,
              "MEMBERSHIP_ENDED",
              from,
              membership.state().name(),
              Map.of()));
    }
  }
}
