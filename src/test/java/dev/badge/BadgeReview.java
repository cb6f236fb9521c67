package dev.badge;

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

/** The review of a badge. */
@Component
class BadgeReview implements Reviewed<Badge> {

  private static final ReviewedTask REVIEW =
      new ReviewedTask(
          "Task_ReviewBadge", "store-auditors", "Task_PrepareReview", "Task_RecordReview");

  private final BadgeType type;
  private final Badges badges;
  private final WorkingCalendar calendar;
  private final ProblemTable table;
  private final ReviewSteps steps;
  private final Dossiers dossiers;
  private final JsonColumns json;

  BadgeReview(
      BadgeType type,
      Badges badges,
      WorkingCalendar calendar,
      ClosureReasons problems,
      ReviewSteps steps,
      Dossiers dossiers,
      JsonColumns json) {
    this.type = type;
    this.badges = badges;
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
  public BadgeType type() {
    return type;
  }

  @Override
  public Cases<Badge, ?> cases() {
    return badges;
  }

  @Override
  public List<ReviewedTask> tasks() {
    return List.of(REVIEW);
  }

  @Override
  public String meters() {
    return "badges";
  }

  @Override
  public Map<ReviewStep, Set<String>> formerJobTypes() {
    return Map.of();
  }

  /** Three working days, a reminder after two. */
  ReviewClock clock(Badge badge) {
    return ReviewClock.of(calendar, badge.submittedAt(), 3, 2, 0);
  }

  /** A person looks at it from now on. */
  @Transactional(propagation = Propagation.MANDATORY)
  public ReviewClock open(Asked asked) {
    return steps.with(
        this,
        asked,
        0,
        badge -> {
          ReviewClock until = clock(badge);
          if (!badge.openReview(until)) {
            throw CaseWork.unexpected(badge, "open a review");
          }
          steps.note(this, asked, badge, "REVIEW_OPENED", until.described());
          return until;
        });
  }

  @Override
  public boolean isInReview(Badge badge, ReviewedTask task) {
    return badge.state() == Badge.State.IN_REVIEW;
  }

  @Override
  public boolean isOver(Badge badge, int round) {
    return badge.state() == Badge.State.WITHDRAWN;
  }

  @Override
  public VerdictPolicy.Subject subject(Badge badge, ReviewedTask task) {
    return new VerdictPolicy.Subject(
        task,
        List.of(VerdictPolicy.Exclusion.ownCase(Set.of(badge.review().submittedBy()))),
        Set.of(Verdict.APPROVED, Verdict.REJECTED),
        VerdictPolicy.Rejection.FOR_GOOD,
        table,
        0);
  }

  @Override
  public BiFunction<Badge, List<Dossiers.Row>, TaskContent> content(Badge read, ReviewedTask task) {
    return (badge, excluded) ->
        new TaskContent(
            "入会 " + badge.data().level,
            new Dossier(
                badge.id().value(),
                FormText.of(badge.data().level),
                FormText.of(badge.notice()),
                excluded,
                dossiers.rejections(table)));
  }

  /** What is handed in. */
  record Wish(String level) {}

  @Override
  public RoundContent roundContent(Badge badge) {
    return new RoundContent(json.written(wish(badge)), items(wish(badge)));
  }

  @Override
  public RoundShown shown(Badge badge, @Nullable String kept) {
    Wish wish = kept == null ? wish(badge) : json.value(kept, Wish.class);
    return new RoundShown(wish, false, items(wish));
  }

  private static Wish wish(Badge badge) {
    return new Wish(badge.data().level);
  }

  private static List<ReviewItem> items(Wish wish) {
    return List.of(
        new ReviewItem(
            "/level",
            "/level",
            new ProblemTable.Text("等级", "BadgeModule"),
            wish.level(),
            wish.level()));
  }

  @Override
  public ProblemTable table() {
    return table;
  }

  @Override
  public String redatedMessage() {
    return "store-badge-redated";
  }

  @Override
  public Handled approve(Badge badge, Decision decision) {
    String from = badge.state().name();
    if (!badge.admit(decision.by().id())) {
      throw CaseWork.unexpected(badge, "admit");
    }
    steps.decided(this, badge, decision, "ADMITTED", from);
    steps.keepRound(this, badge, Verdict.APPROVED, decision.by(), List.of(), null);
    return Handled.of(Handled.APPROVED, badge);
  }

  @Override
  public Handled reject(Badge badge, Decision decision) {
    String from = badge.state().name();
    if (!badge.refuse(decision.review().problems(), decision.review().reason())) {
      throw CaseWork.unexpected(badge, "refuse");
    }
    steps.decided(this, badge, decision, "REFUSED", from);
    steps.keepRound(
        this,
        badge,
        Verdict.REJECTED,
        decision.by(),
        decision.review().problems(),
        decision.review().reason());
    return Handled.of(Handled.REJECTED, badge);
  }
}
