package dev.merchantreview.programme;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What owners of memberships, and the platform's people, do with them. */
@Service
public class MembershipDesk {

  /** The process's messages, as {@code bpmn/programme-membership.bpmn} names them. */
  static final String BEGUN = "programme-membership-round-begun";

  static final String ANSWERED = "programme-membership-answered";
  static final String ROUND_ENDED = "programme-membership-round-ended";
  static final String REVIEW_REDATED = "programme-membership-review-redated";

  private final CaseDoor door;
  private final Memberships memberships;
  private final Programmes programmes;
  private final Eligibility eligibility;
  private final GoneSubjects gone;
  private final Figures figures;
  private final Pledges pledges;
  private final DatabaseLocks locks;
  private final ProblemTable table;
  private final History history;
  private final EngineOutbox outbox;
  private final Clock clock;

  MembershipDesk(
      CaseDoor door,
      Memberships memberships,
      Programmes programmes,
      Eligibility eligibility,
      GoneSubjects gone,
      Figures figures,
      Pledges pledges,
      DatabaseLocks locks,
      MembershipReasons table,
      History history,
      EngineOutbox outbox,
      Clock clock) {
    this.door = door;
    this.memberships = memberships;
    this.programmes = programmes;
    this.eligibility = eligibility;
    this.gone = gone;
    this.figures = figures;
    this.pledges = pledges;
    this.locks = locks;
    this.table = table;
    this.history = history;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What became of an application. */
  public sealed interface Applied {

    /** It is looked at now. */
    record Accepted(Membership membership) implements Applied {}

    /** Something is unmet; nothing was kept. */
    record Lacking(List<Unmet> unmet) implements Applied {}

    /** It is a member, or has applied. */
    record Duplicate(String membership) implements Applied {}
  }

  /**
   * Applies for a subject.
   *
   * @param merchantId whom the subject belongs to
   * @param agreement the version that is accepted; null where there is none
   */
  @Transactional
  public Applied apply(
      Programme programme,
      String subject,
      String merchantId,
      @Nullable String agreement,
      @Nullable String statement,
      ActorRef by) {
    locks.hold(DatabaseLock.MEMBERSHIP, programme.id() + " " + subject);
    Eligibility.Found found = eligibility.of(programme, subject);
    if (found.membership() != null) {
      return new Applied.Duplicate(found.membership());
    }
    if (!found.unmet().isEmpty()) {
      return new Applied.Lacking(found.unmet());
    }
    Membership membership =
        new Membership(
            new CaseId(Ids.next("pm_")),
            new Membership.Application(
                programme.id(),
                programme.platform(),
                new FigureSubject(programme.subject(), subject),
                merchantId,
                by.id(),
                statement),
            agreement,
            clock.instant());
    memberships.add(membership);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("programme", programme.id());
    details.put("subject", subject);
    if (agreement != null) {
      details.put("agreement", agreement);
    }
    history.begin(
        CaseEvent.created(
            membership.id(), by, "MEMBERSHIP_APPLIED", membership.state().name(), details));
    CaseDoor.Message begins = begins(membership);
    outbox.publish(membership.id(), begins.name(), begins.correlationKey(), begins.variables());
    return new Applied.Accepted(membership);
  }

  /** Starts the process of a round. */
  static CaseDoor.Message begins(Membership membership) {
    CaseDoor.Message begins =
        CaseDoor.roundBegins(BEGUN, membership.id(), membership.round(), membership.roundKey());
    Map<String, Object> variables = new LinkedHashMap<>(begins.variables());
    variables.put(MembershipType.OCCASION, MembershipType.occasion(membership));
    if (membership.waiting() != null) {
      variables.putAll(DeadlineVariables.of(membership.waiting()));
    }
    return new CaseDoor.Message(begins.name(), begins.correlationKey(), variables);
  }

  /** Ends the process of a round, where one has to work on it. */
  static List<CaseDoor.Message> ends(boolean inProcess, Membership membership) {
    return inProcess
        ? List.of(new CaseDoor.Message(ROUND_ENDED, membership.roundKey(), Map.of()))
        : List.of();
  }

  /** Says something to the warning a membership has to answer; a person decides about it. */
  @Transactional
  public Optional<Change<Membership>> answer(
      CaseId id, String text, ActorRef by, ExpectedVersion expected) {
    return door.change(
        memberships,
        id,
        expected,
        by,
        membership -> {
          boolean answers =
              programmes.get(membership.application().programme()).checking().answered();
          boolean late =
              membership.waiting() != null
                  && !clock.instant().isBefore(membership.waiting().dueAt());
          if (!answers
              || late
              || !membership.answer(new Membership.Answer(text, by.id(), clock.instant()))) {
            return new CaseDoor.Step.Refused();
          }
          return CaseDoor.done(
              "WARNING_ANSWERED",
              Map.of("round", membership.round()),
              ANSWERED,
              membership.roundKey());
        });
  }

  /** Accepts the agreement of today. */
  @Transactional
  public Optional<Change<Membership>> agree(
      CaseId id, String version, ActorRef by, ExpectedVersion expected) {
    return door.change(
        memberships,
        id,
        expected,
        by,
        membership -> {
          if (membership.isEnded()) {
            return new CaseDoor.Step.Refused();
          }
          return membership.agree(version, clock.instant())
              ? new CaseDoor.Step.Done(
                  "AGREEMENT_ACCEPTED", Map.of("agreement", version), List.of())
              : new CaseDoor.Step.Unchanged();
        });
  }

  /** A member that leaves has duties that are not done. */
  public static final class DutiesOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Unmet> open;

    DutiesOpenException(List<Unmet> open) {
      super("duties are open");
      this.open = open;
    }

    /** All of them. */
    public List<Unmet> open() {
      return open;
    }
  }

  /** What of a member's duties is open: it may not leave before it is done. */
  private List<Unmet> openDuties(Membership membership) {
    List<Unmet> open = new ArrayList<>();
    if (!membership.state().isChecked()) {
      return open;
    }
    LocalDate today = eligibility.today();
    for (Programme.Duty duty :
        programmes.get(membership.application().programme()).closing().duties()) {
      figures
          .on(membership.application().subject(), duty.figure(), duty.window(), today)
          .filter(figure -> figure.isFreshOn(today))
          .ifPresentOrElse(
              figure -> {
                if (figure.value().compareTo(duty.most()) > 0) {
                  open.add(
                      new Unmet(
                          duty.figure(),
                          null,
                          figure.value().toPlainString(),
                          "≤ " + duty.most().toPlainString(),
                          figure.asOf()));
                }
              },
              () ->
                  open.add(
                      new Unmet(
                          duty.figure(), null, null, "≤ " + duty.most().toPlainString(), null)));
    }
    return open;
  }

  /**
   * Its owner leaves, or takes the application back.
   *
   * @throws DutiesOpenException while a duty is open
   */
  @Transactional
  public Optional<Change<Membership>> leave(
      CaseId id, @Nullable String reason, ActorRef by, ExpectedVersion expected) {
    return door.change(
        memberships,
        id,
        expected,
        by,
        membership -> {
          Programme programme = programmes.get(membership.application().programme());
          boolean member = membership.state().isChecked();
          boolean working = membership.isInProcess();
          List<Unmet> open = openDuties(membership);
          if (!open.isEmpty()) {
            throw new DutiesOpenException(open);
          }
          if (!membership.leave(programme, reason, eligibility.today())) {
            return new CaseDoor.Step.Refused();
          }
          if (member) {
            pledges.ended(programme, membership);
          }
          return new CaseDoor.Step.Done(
              member ? "MEMBERSHIP_LEFT" : "WITHDRAWN",
              reason == null ? Map.of() : Map.of("reason", reason),
              ends(working, membership));
        });
  }

  /**
   * The platform closes a membership, whatever its figures are.
   *
   * @param reason one of {@link MembershipReasons}
   */
  @Transactional
  public Optional<Change<Membership>> close(
      CaseId id, Problem reason, String words, ActorRef by, ExpectedVersion expected) {
    return door.change(
        memberships,
        id,
        expected,
        by,
        membership -> {
          Programme programme = programmes.get(membership.application().programme());
          boolean working = membership.isInProcess();
          if (!membership.close(
              programme,
              Programme.Ending.FORCED,
              List.of(reason),
              words,
              by.id(),
              eligibility.today())) {
            return new CaseDoor.Step.Refused();
          }
          pledges.ended(programme, membership);
          return new CaseDoor.Step.Done(
              "MEMBERSHIP_CLOSED",
              Map.of("code", reason.code(), "reason", words, "ending", "FORCED"),
              ends(working, membership));
        });
  }

  /** Whether a member is about to end because of its subject, whatever it says. */
  @Transactional(readOnly = true)
  public boolean isSubjectGone(Membership membership) {
    return membership.state().isChecked()
        && gone.of(programmes.get(membership.application().programme()), membership).isPresent();
  }

  /** Whether there is a warning to answer, and its time is over. */
  @Transactional(readOnly = true)
  public boolean isAnsweredTooLate(CaseId id) {
    return memberships
        .find(id)
        .filter(Membership::isWarnedWithDeadline)
        .map(Membership::waiting)
        .filter(waiting -> !clock.instant().isBefore(waiting.dueAt()))
        .isPresent();
  }

  /** Whether the platform may close for a reason. */
  public boolean isReason(Problem reason) {
    return table.isRejection(reason);
  }

  /** The reasons there are. */
  public String reasons() {
    return table.rejections().stream()
        .map(ProblemTable.Code::code)
        .collect(Collectors.joining("、"));
  }
}
