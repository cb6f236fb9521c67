package dev.merchantreview.programme;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The steps of the process of a membership that are its own. */
@Service
public class MembershipSteps {

  /** A person decides about it. */
  static final String REVIEW = "REVIEW";

  /** It is a member. */
  static final String ADMITTED = "ADMITTED";

  /** It is not admitted. */
  static final String REFUSED = "REFUSED";

  /** It is warned no more. */
  static final String LIFTED = "LIFTED";

  /** It is a member no more. */
  static final String CLOSED = "CLOSED";

  /** It has answered: a person decides. */
  static final String ANSWERED = "ANSWERED";

  /** Whatever else is unmet, it is somebody else's to apply for. */
  static final Unmet CHANGED_HANDS = Unmet.of(GoneSubjects.Why.SUBJECT_CHANGED_HANDS.name());

  private final MembershipReview review;
  private final Memberships memberships;
  private final Programmes programmes;
  private final ProgrammeRules rules;
  private final Eligibility eligibility;
  private final GoneSubjects gone;
  private final Pledges pledges;
  private final MembershipClocks clocks;
  private final ReviewSteps steps;

  MembershipSteps(
      MembershipReview review,
      Memberships memberships,
      Programmes programmes,
      ProgrammeRules rules,
      Eligibility eligibility,
      GoneSubjects gone,
      Pledges pledges,
      MembershipClocks clocks,
      ReviewSteps steps) {
    this.review = review;
    this.memberships = memberships;
    this.programmes = programmes;
    this.rules = rules;
    this.eligibility = eligibility;
    this.gone = gone;
    this.pledges = pledges;
    this.clocks = clocks;
    this.steps = steps;
  }

  /**
   * What the engine's tables said, asked before the membership is held.
   *
   * @param judged what was asked for
   * @param standing how it stands, or would as a member
   */
  public record Answers(Judged judged, Judged standing, LocalDate day) {}

  /**
   * Asks the engine whether somebody may be admitted today.
   *
   * @param called what the diagram was answered, which decides nothing; null where it asks nothing
   * @throws dev.merchantreview.shared.OutsideUnavailableException when it cannot answer now
   */
  public Answers askEligibility(Asked asked, @Nullable TableCall called) {
    Membership membership = memberships.get(asked.caseId());
    Programme programme = programmes.get(membership.application().programme());
    String subject = membership.application().subject().id();
    LocalDate today = eligibility.today();
    Judged standing = rules.standingInEngine(programme, subject, today);
    return new Answers(
        rules.eligibilityInEngine(programme, subject, today).heldAgainst(called), standing, today);
  }

  /**
   * Asks the engine how a member stands today.
   *
   * @param called what the diagram was answered, which decides nothing; null where it asks nothing
   * @throws dev.merchantreview.shared.OutsideUnavailableException when it cannot answer now
   */
  public Answers askStanding(Asked asked, @Nullable TableCall called) {
    Membership membership = memberships.get(asked.caseId());
    Programme programme = programmes.get(membership.application().programme());
    LocalDate today = eligibility.today();
    Judged judged =
        rules
            .standingInEngine(programme, membership.application().subject().id(), today)
            .heldAgainst(called);
    return new Answers(judged, judged, today);
  }

  /** Admits who meets the conditions, refuses who does not, or asks for a person. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled checkEligibility(Asked asked, int round, Answers answers) {
    return steps.with(
        review,
        asked,
        round,
        membership -> {
          if (membership.state() != MembershipState.APPLIED) {
            throw CaseWork.unexpected(membership, "look at the conditions");
          }
          Programme programme = programmes.get(membership.application().programme());
          Judged judged = answers.judged();
          List<Unmet> unmet = new ArrayList<>(judged.unmet());
          unmet.addAll(
              eligibility.beyondTables(
                  programme, membership.application().subject().id(), answers.day()));
          eligibility.changedHands(programme, membership).ifPresent(unmet::add);
          membership.eligible(judged, answers.day());
          membership.data().onTrial = answers.standing().trial();
          checked(asked, membership, unmet, judged, answers.standing().evidence());
          if (!unmet.isEmpty()) {
            return refuse(asked, membership, programme, unmet, answers.day());
          }
          if (programme.admission().entry() == Programme.Entry.REVIEWED) {
            return Handled.of(REVIEW, membership);
          }
          String from = membership.state().name();
          if (!membership.admit(programme, answers.standing(), null, answers.day())) {
            throw CaseWork.unexpected(membership, "admit");
          }
          pledges.made(programme, membership);
          steps.changed(
              review,
              asked,
              membership,
              ActorRef.SYSTEM,
              "MEMBERSHIP_ADMITTED",
              from,
              admitted(membership));
          return Handled.of(ADMITTED, membership);
        });
  }

  /** What is on record of an admission besides who decided. */
  static Map<String, Object> admitted(Membership membership) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("state", membership.state().name());
    if (!membership.data().unmet.isEmpty()) {
      details.put("unmet", membership.data().unmet);
    }
    return details;
  }

  private void checked(
      Asked asked,
      Membership membership,
      List<Unmet> unmet,
      Judged judged,
      @Nullable Map<String, Object> standing) {
    List<Map<String, Object>> tables = new ArrayList<>();
    if (judged.evidence() != null) {
      tables.add(judged.evidence());
    }
    if (standing != null) {
      tables.add(standing);
    }
    steps.checked(
        asked,
        membership,
        List.of(
            new RuleResult(
                MembershipReview.CONDITIONS,
                membership.application().programme(),
                Map.of("unmet", unmet.stream().map(Unmet::code).distinct().toList()),
                unmet.isEmpty()
                    ? List.of()
                    : List.of(new Problem("", "CONDITIONS_UNMET", null, Problem.Source.MACHINE)),
                List.of())),
        tables);
  }

  private Handled refuse(
      Asked asked, Membership membership, Programme programme, List<Unmet> unmet, LocalDate today) {
    String from = membership.state().name();
    if (!membership.refuse(programme, List.of(), null, null, today)) {
      throw CaseWork.unexpected(membership, "refuse");
    }
    membership.data().unmet = unmet;
    if (unmet.contains(CHANGED_HANDS)) {
      membership.othersMayApply();
    }
    steps.changed(
        review,
        asked,
        membership,
        ActorRef.SYSTEM,
        "MEMBERSHIP_REFUSED",
        from,
        Map.of("unmet", unmet));
    steps.ended(review, membership);
    return Handled.of(REFUSED, membership);
  }

  /** A person looks at an application, or at an answer, from now on. */
  @Transactional(propagation = Propagation.MANDATORY)
  public ReviewClock openReview(Asked asked, int round) {
    return steps.with(
        review,
        asked,
        round,
        membership -> {
          ReviewClock until = clocks.of(membership);
          String from = membership.state().name();
          if (!membership.openReview(until)) {
            throw CaseWork.unexpected(membership, "open a review");
          }
          boolean moved = !from.equals(membership.state().name());
          steps.changed(
              review,
              asked,
              membership,
              ActorRef.SYSTEM,
              "MEMBERSHIP_REVIEW_OPENED",
              moved ? from : null,
              until.described());
          return until;
        });
  }

  /** The instance of a warning belongs to the membership from now on. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void beginWarning(Asked asked, int round) {
    steps.work(review).bind(asked, membership -> review.isOver(membership, round));
  }

  /** The time of a warned member is over: it is better, or it is closed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled judgeStanding(Asked asked, int round, Answers answers) {
    return steps.with(
        review,
        asked,
        round,
        membership -> {
          if (membership.isAnswered()) {
            return Handled.of(ANSWERED, membership);
          }
          Waiting waiting = Objects.requireNonNull(membership.waiting());
          if (steps.now().isBefore(waiting.dueAt())) {
            throw new NotYetException(
                "the deadline of %s lies ahead: %s".formatted(membership.id(), waiting.dueAt()));
          }
          Programme programme = programmes.get(membership.application().programme());
          Optional<GoneSubjects.Why> why = gone.of(programme, membership);
          if (why.isPresent()) {
            return gone(asked, membership, programme, why.get(), answers.day());
          }
          Judged judged = answers.judged();
          membership.eligible(judged, answers.day());
          membership.data().onTrial = judged.trial();
          checked(asked, membership, judged.unmet(), judged, null);
          return switch (judged.standing()) {
            case FAIL -> closed(asked, membership, programme, judged, answers.day());
            case WARN -> eased(asked, membership);
            case OK, TRIAL -> lifted(asked, membership, answers.day());
          };
        });
  }

  /** It is near its limit and no more below it: it stays warned. */
  private Handled eased(Asked asked, Membership membership) {
    if (!membership.ease()) {
      throw CaseWork.unexpected(membership, "drop the deadline");
    }
    steps.note(review, asked, membership, "DEADLINE_MET", Map.of());
    return Handled.of(LIFTED, membership);
  }

  private Handled lifted(Asked asked, Membership membership, LocalDate today) {
    String from = membership.state().name();
    if (!membership.lift(null, today)) {
      throw CaseWork.unexpected(membership, "lift the warning");
    }
    steps.changed(review, asked, membership, ActorRef.SYSTEM, "WARNING_LIFTED", from, Map.of());
    return Handled.of(LIFTED, membership);
  }

  private Handled gone(
      Asked asked,
      Membership membership,
      Programme programme,
      GoneSubjects.Why why,
      LocalDate today) {
    String from = membership.state().name();
    if (!membership.gone(programme, why, today)) {
      throw CaseWork.unexpected(membership, "close");
    }
    pledges.ended(programme, membership);
    steps.changed(
        review,
        asked,
        membership,
        ActorRef.SYSTEM,
        "MEMBERSHIP_CLOSED",
        from,
        MembershipChecks.gone(membership, why));
    steps.ended(review, membership);
    return Handled.of(CLOSED, membership);
  }

  private Handled closed(
      Asked asked, Membership membership, Programme programme, Judged judged, LocalDate today) {
    String from = membership.state().name();
    if (!membership.close(programme, Programme.Ending.RULE, List.of(), null, null, today)) {
      throw CaseWork.unexpected(membership, "close");
    }
    pledges.ended(programme, membership);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("ending", Programme.Ending.RULE.name());
    details.put("unmet", judged.unmet());
    steps.changed(review, asked, membership, ActorRef.SYSTEM, "MEMBERSHIP_CLOSED", from, details);
    steps.ended(review, membership);
    return Handled.of(CLOSED, membership);
  }
}
