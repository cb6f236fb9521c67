package dev.merchantreview.programme;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks members: of most nothing changes, and that costs one statement for many of them. */
@Service
class MembershipChecks {

  private final Memberships memberships;
  private final ProgrammeRules rules;
  private final MembershipClocks clocks;
  private final Programmes programmes;
  private final Figures figures;
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
      Figures figures,
      Pledges pledges,
      CaseDoor door,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.memberships = memberships;
    this.rules = rules;
    this.clocks = clocks;
    this.programmes = programmes;
    this.figures = figures;
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
   * @param moved those whose subject belongs to somebody else by now
   * @param unjudged those of whom the table says nothing that can be used
   */
  record Portion(
      List<Memberships.Due> same,
      Map<Memberships.Due, Judged> others,
      List<Memberships.Due> moved,
      List<Memberships.Due> unjudged) {}

  /** Asks the table about a portion of those whose check is due. */
  @Transactional(readOnly = true)
  Portion look(Programme programme, List<Memberships.Due> due, LocalDate today) {
    Map<String, Judged> standings =
        rules.standings(programme, due.stream().map(Memberships.Due::subject).toList(), today);
    List<Memberships.Due> same = new ArrayList<>();
    Map<Memberships.Due, Judged> others = new LinkedHashMap<>();
    List<Memberships.Due> moved = new ArrayList<>();
    List<Memberships.Due> unjudged = new ArrayList<>();
    Map<String, String> owners = owners(programme, due);
    for (Memberships.Due one : due) {
      if (!one.merchant().equals(owners.getOrDefault(one.subject(), one.merchant()))) {
        moved.add(one);
        continue;
      }
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
    return new Portion(same, others, moved, unjudged);
  }

  /** Stores and merchants are their own; a streamer may sell for another merchant from now on. */
  private Map<String, String> owners(Programme programme, List<Memberships.Due> due) {
    return programme.subject() == SubjectKind.STREAMER
        ? figures.owners(SubjectKind.STREAMER, due.stream().map(Memberships.Due::subject).toList())
        : Map.of();
  }

  /** Its subject has changed hands: the membership ends, and the other may apply. */
  @Transactional
  void changedHands(Programme programme, CaseId id, LocalDate today) {
    Membership membership = memberships.lock(id).orElseThrow();
    String from = membership.state().name();
    boolean working = membership.isInProcess();
    if (membership.changedHands(programme, today)) {
      memberships.update(membership, clock.instant());
      pledges.ended(programme, membership);
      history.append(
          CaseEvent.moved(
              membership.id(),
              ActorRef.SYSTEM,
              "MEMBERSHIP_CLOSED",
              from,
              membership.state().name(),
              Map.of("ending", Programme.Ending.RULE.name(), "cause", "SUBJECT_CHANGED_HANDS")));
      door.tell(membership, MembershipDesk.ends(working, membership));
    }
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
