package dev.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.store.ClosureReasons;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The review of a membership. */
@Component
class MembershipReview implements Reviewed<Membership> {

  private static final ReviewedTask REVIEW =
      new ReviewedTask(
          "Task_ReviewMembership", "store-auditors", "Task_PrepareReview", "Task_RecordReview");

  private final MembershipType type;
  private final Memberships memberships;
  private final WorkingCalendar calendar;
  private final ProblemTable table;
  private final ReviewSteps steps;
  private final Dossiers dossiers;
  private final JsonColumns json;

  MembershipReview(
      MembershipType type,
      Memberships memberships,
      WorkingCalendar calendar,
      ClosureReasons problems,
      ReviewSteps steps,
      Dossiers dossiers,
      JsonColumns json) {
    this.type = type;
    this.memberships = memberships;
    this.calendar = calendar;
    this.table = problems;
    this.steps = steps;
    this.dossiers = dossiers;
    this.json = json;
  }

  /**
   * What the form shows.
   *
   * @param excluded whose verdict does not count, each with why; or empty
   */
  record Dossier(
      String caseId,
      FormText title,
      FormText notice,
      List<Dossiers.Row> excluded,
      List<Dossiers.Option> rejections) {}

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

  /** Three working days, a reminder after two. */
  ReviewClock clock(Membership membership) {
    return ReviewClock.of(calendar, membership.submittedAt(), 3, 2, 0);
  }

  /** A person looks at it from now on. */
  @Transactional(propagation = Propagation.MANDATORY)
  public ReviewClock open(Asked asked) {
    return steps.with(
        this,
        asked,
        0,
        membership -> {
          ReviewClock until = clock(membership);
          if (!membership.openReview(until)) {
            throw CaseWork.unexpected(membership, "open a review");
          }
          steps.note(this, asked, membership, "REVIEW_OPENED", until.described());
          return until;
        });
  }

  @Override
  public boolean isInReview(Membership membership, ReviewedTask task) {
    return membership.state() == Membership.State.IN_REVIEW;
  }

  @Override
  public boolean isOver(Membership membership, int round) {
    return membership.state() == Membership.State.WITHDRAWN;
  }

  @Override
  public VerdictPolicy.Subject subject(Membership membership, ReviewedTask task) {
    return new VerdictPolicy.Subject(
        task,
        List.of(VerdictPolicy.Exclusion.ownCase(Set.of(membership.review().submittedBy()))),
        Set.of(Verdict.APPROVED, Verdict.REJECTED),
        VerdictPolicy.Rejection.FOR_GOOD,
        table,
        0);
  }

  @Override
  public BiFunction<Membership, List<Dossiers.Row>, TaskContent> content(
      Membership read, ReviewedTask task) {
    return (membership, excluded) ->
        new TaskContent(
            "入会 " + membership.data().programme,
            new Dossier(
                membership.id().value(),
                FormText.of(membership.data().programme),
                FormText.of(membership.notice()),
                excluded,
                dossiers.rejections(table)));
  }

  /** What is handed in. */
  record Wish(String programme) {}

  @Override
  public RoundContent roundContent(Membership membership) {
    return new RoundContent(json.written(wish(membership)), items(wish(membership)));
  }

  @Override
  public RoundShown shown(Membership membership, @Nullable String kept) {
    Wish wish = kept == null ? wish(membership) : json.value(kept, Wish.class);
    return new RoundShown(wish, false, items(wish));
  }

  private static Wish wish(Membership membership) {
    return new Wish(membership.data().programme);
  }

  private static List<ReviewItem> items(Wish wish) {
    return List.of(
        new ReviewItem(
            "/programme",
            "/programme",
            new ProblemTable.Text("项目", "Programme"),
            wish.programme(),
            wish.programme()));
  }

  @Override
  public ProblemTable table() {
    return table;
  }

  @Override
  public String redatedMessage() {
    return "programme-membership-redated";
  }

  @Override
  public Handled approve(Membership membership, Decision decision) {
    String from = membership.state().name();
    if (!membership.admit(decision.by().id())) {
      throw CaseWork.unexpected(membership, "admit");
    }
    steps.decided(this, membership, decision, "ADMITTED", from);
    steps.keepRound(this, membership, Verdict.APPROVED, decision.by(), List.of(), null);
    return Handled.of(Handled.APPROVED, membership);
  }

  @Override
  public Handled reject(Membership membership, Decision decision) {
    String from = membership.state().name();
    if (!membership.refuse(decision.review().problems(), decision.review().reason())) {
      throw CaseWork.unexpected(membership, "refuse");
    }
    steps.decided(this, membership, decision, "REFUSED", from);
    steps.keepRound(
        this,
        membership,
        Verdict.REJECTED,
        decision.by(),
        decision.review().problems(),
        decision.review().reason());
    return Handled.of(Handled.REJECTED, membership);
  }
}
