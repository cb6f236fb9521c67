package dev.merchantreview.programme;

import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Refusal;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The review of an application to a programme, and of what a member answered to a warning. */
@Service
public class MembershipReview implements Reviewed<Membership> {

  /** The machine check there is. */
  static final String CONDITIONS = "PROGRAMME_CONDITIONS";

  private static final ReviewedTask REVIEW =
      new ReviewedTask(
          "Task_ReviewMembership", "store-auditors", "Task_PrepareReview", "Task_RecordReview");

  private final MembershipType type;
  private final Memberships memberships;
  private final Programmes programmes;
  private final MembershipDossierWriter dossiers;
  private final MembershipRounds rounds;
  private final Eligibility eligibility;
  private final GoneSubjects gone;
  private final Pledges pledges;
  private final ProblemTable table;
  private final ReviewSteps steps;

  MembershipReview(
      MembershipType type,
      Memberships memberships,
      Programmes programmes,
      MembershipDossierWriter dossiers,
      MembershipRounds rounds,
      Eligibility eligibility,
      GoneSubjects gone,
      Pledges pledges,
      MembershipReasons table,
      ReviewSteps steps) {
    this.type = type;
    this.memberships = memberships;
    this.programmes = programmes;
    this.dossiers = dossiers;
    this.rounds = rounds;
    this.eligibility = eligibility;
    this.gone = gone;
    this.pledges = pledges;
    this.table = table;
    this.steps = steps;
  }

  @Override
  public MembershipType type() {
    return type;
  }

  @Override
  public Cases<Membership, ?> cases() {
    return memberships;
  }

  @Override
  public List<ReviewedTask> tasks() {
    return List.of(REVIEW);
  }

  @Override
  public String meters() {
    return "memberships";
  }

  @Override
  public Map<ReviewStep, Set<String>> formerJobTypes() {
    return Map.of();
  }

  @Override
  public boolean isInReview(Membership membership, ReviewedTask task) {
    return membership.state() == MembershipState.IN_REVIEW || membership.isAnswered();
  }

  @Override
  public boolean isOver(Membership membership, int round) {
    return !membership.isInProcess() || membership.round() != round;
  }

  @Override
  public VerdictPolicy.Subject subject(Membership membership, ReviewedTask task) {
    Set<String> own = new HashSet<>(Set.of(membership.application().appliedBy()));
    Membership.Answer answer = membership.data().answer;
    if (answer != null) {
      own.add(answer.by());
    }
    return new VerdictPolicy.Subject(
        task,
        List.of(VerdictPolicy.Exclusion.ownCase(Set.copyOf(own))),
        Set.of(Verdict.APPROVED, Verdict.REJECTED),
        VerdictPolicy.Rejection.FOR_GOOD,
        table,
        0,
        () -> obstacles(membership));
  }

  /** No warning is lifted of whose subject is gone: the next look ends it. */
  private List<ProblemTable.Text> obstacles(Membership membership) {
    return membership.isAnswered()
        ? gone.of(programmes.get(membership.application().programme()), membership).stream()
            .map(MembershipReview::ends)
            .toList()
        : List.of();
  }

  private static ProblemTable.Text ends(GoneSubjects.Why why) {
    return switch (why) {
      case STORE_CLOSED ->
          new ProblemTable.Text(
              "店铺已关闭，成员资格随之终止，警告不能再解除",
              "The store is closed and the membership ends with it: its warning cannot be lifted");
      case SUBJECT_CHANGED_HANDS ->
          new ProblemTable.Text(
              "主播已属于另一商家，成员资格随之终止，警告不能再解除",
              "The streamer is another merchant's now and the membership ends: its warning cannot be lifted");
    };
  }

  @Override
  public Refusal tooLate(Membership membership) {
    return Refusal.tooLate(
        "结论未被采用：申请已撤回，或警告已解除（当前状态 %s）".formatted(membership.state()),
        "The verdict did not count: the application was taken back, or the warning is over (now %s)"
            .formatted(membership.state()));
  }

  @Override
  public BiFunction<Membership, List<Dossiers.Row>, TaskContent> content(
      Membership read, ReviewedTask task) {
    return (membership, excluded) -> {
      Programme programme = programmes.get(membership.application().programme());
      return new TaskContent(
          dossiers.line(membership, programme), dossiers.write(membership, programme, excluded));
    };
  }

  @Override
  public RoundContent roundContent(Membership membership) {
    return rounds.content(membership);
  }

  @Override
  public RoundShown shown(Membership membership, @Nullable String kept) {
    return rounds.shown(membership, kept);
  }

  @Override
  public ProblemTable table() {
    return table;
  }

  @Override
  public Optional<ProblemTable.Text> ruleName(String rule) {
    return rule.equals(CONDITIONS)
        ? Optional.of(new ProblemTable.Text("项目条件", "Conditions of the programme"))
        : Optional.empty();
  }

  @Override
  public String redatedMessage() {
    return MembershipDesk.REVIEW_REDATED;
  }

  @Override
  public boolean hasActed(Membership membership) {
    return !membership.isWarnedWithDeadline() || membership.isAnswered();
  }

  @Override
  public Handled approve(Membership membership, Decision decision) {
    String from = membership.state().name();
    String by = decision.by().id();
    LocalDate today = eligibility.today();
    Programme programme = programmes.get(membership.application().programme());
    boolean applied = membership.state() == MembershipState.IN_REVIEW;
    List<Unmet> unmet = applied ? unmet(programme, membership) : List.of();
    if (!unmet.isEmpty()) {
      return refusedMeanwhile(membership, programme, decision, unmet, today);
    }
    if (applied
        ? !membership.admit(programme, standing(programme, membership, today), by, today)
        : !membership.lift(by, today)) {
      throw CaseWork.unexpected(membership, "approve");
    }
    if (applied) {
      pledges.made(programme, membership);
      decision.details().putAll(MembershipSteps.admitted(membership));
    }
    steps.decided(
        this, membership, decision, applied ? "MEMBERSHIP_ADMITTED" : "WARNING_LIFTED", from);
    steps.keepRound(this, membership, Verdict.APPROVED, decision.by(), List.of(), null);
    return Handled.of(Handled.APPROVED, membership);
  }

  /** Of today, too; that of the application where the table says nothing that can be used. */
  private Judged standing(Programme programme, Membership membership, LocalDate today) {
    return eligibility
        .standing(programme, membership.application().subject().id(), today)
        .orElseGet(() -> new Judged(Standing.OK, membership.data().onTrial, List.of(), null));
  }

  /** What the conditions lack today: an application may have waited for days. */
  private List<Unmet> unmet(Programme programme, Membership membership) {
    return Stream.concat(
            eligibility.of(programme, membership.application().subject().id()).unmet().stream()
                .filter(one -> !one.code().equals(Unmet.MEMBER_ALREADY)),
            eligibility.changedHands(programme, membership).stream())
        .toList();
  }

  /**
   * A person agreed, and the conditions are not met any more: the approval is that person's, and
   * the refusal nobody's.
   */
  private Handled refusedMeanwhile(
      Membership membership,
      Programme programme,
      Decision decision,
      List<Unmet> unmet,
      LocalDate today) {
    String from = membership.state().name();
    Problem reason = new Problem("", "CONDITIONS_UNMET", null, Problem.Source.MACHINE);
    membership.data().unmet = unmet;
    steps.decided(this, membership, decision, "APPROVED", null);
    steps.keepRound(this, membership, Verdict.APPROVED, decision.by(), List.of(), null);
    if (!membership.refuse(programme, List.of(reason), null, decision.by().id(), today)) {
      throw CaseWork.unexpected(membership, "refuse");
    }
    if (unmet.contains(MembershipSteps.CHANGED_HANDS)) {
      membership.othersMayApply();
    }
    steps.changed(
        this,
        decision.asked(),
        membership,
        ActorRef.SYSTEM,
        "MEMBERSHIP_REFUSED",
        from,
        Map.of("unmet", unmet));
    steps.keepRound(this, membership, Verdict.REJECTED, ActorRef.SYSTEM, List.of(reason), null);
    steps.ended(this, membership);
    return Handled.of(Handled.REJECTED, membership);
  }

  @Override
  public Handled reject(Membership membership, Decision decision) {
    String from = membership.state().name();
    String by = decision.by().id();
    LocalDate today = eligibility.today();
    Programme programme = programmes.get(membership.application().programme());
    boolean applied = membership.state() == MembershipState.IN_REVIEW;
    decision.details().put("code", decision.review().problems().getFirst().code());
    if (applied
        ? !membership.refuse(
            programme, decision.review().problems(), decision.review().reason(), by, today)
        : !membership.close(
            programme,
            Programme.Ending.RULE,
            decision.review().problems(),
            decision.review().reason(),
            by,
            today)) {
      throw CaseWork.unexpected(membership, "reject");
    }
    if (!applied) {
      pledges.ended(programme, membership);
    }
    steps.decided(
        this, membership, decision, applied ? "MEMBERSHIP_REFUSED" : "MEMBERSHIP_CLOSED", from);
    steps.keepRound(
        this,
        membership,
        Verdict.REJECTED,
        decision.by(),
        decision.review().problems(),
        decision.review().reason());
    steps.ended(this, membership);
    return Handled.of(Handled.REJECTED, membership);
  }
}
