package dev.merchantreview.storereview;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Refusal;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.store.StoreReviewProblems;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The review of a store a notice touches: it keeps the touched categories, or loses them. */
@Service
public class ReviewOfStores implements Reviewed<StoreReview> {

  static final String NOT_ANSWERED = "NOT_ANSWERED";

  private static final ReviewedTask REVIEW =
      new ReviewedTask(
          "Task_ReviewStore", "store-auditors", "Task_PrepareReview", "Task_RecordReview");

  private final StoreReviewType type;
  private final StoreReviews reviews;
  private final StoreReviewClocks clocks;
  private final StoreReviewRounds rounds;
  private final StoreReviewDossierWriter dossiers;
  private final TouchedCategories touched;
  private final ProblemTable table;
  private final ReviewSteps steps;

  ReviewOfStores(
      StoreReviewType type,
      StoreReviews reviews,
      StoreReviewClocks clocks,
      StoreReviewRounds rounds,
      StoreReviewDossierWriter dossiers,
      TouchedCategories touched,
      StoreReviewProblems table,
      ReviewSteps steps) {
    this.type = type;
    this.reviews = reviews;
    this.clocks = clocks;
    this.rounds = rounds;
    this.dossiers = dossiers;
    this.touched = touched;
    this.table = table;
    this.steps = steps;
  }

  @Override
  public StoreReviewType type() {
    return type;
  }

  @Override
  public Cases<StoreReview, ?> cases() {
    return reviews;
  }

  @Override
  public List<ReviewedTask> tasks() {
    return List.of(REVIEW);
  }

  @Override
  public String meters() {
    return "store.reviews";
  }

  @Override
  public Map<ReviewStep, Set<String>> formerJobTypes() {
    return Map.of();
  }

  /**
   * A person looks at what is there; where the merchant has to hand in first, that is waited for.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled open(Asked asked) {
    return steps.with(
        this,
        asked,
        0,
        review -> {
          if (review.state() == StoreReviewState.PAPERS_DUE) {
            return Handled.of(Handled.WAITING, review).until(review.waiting());
          }
          ReviewClock until = clocks.of(review);
          String from = review.state().name();
          if (!review.openReview(until)) {
            throw CaseWork.unexpected(review, "open a review");
          }
          touched.suspend(review);
          Map<String, Object> details = new LinkedHashMap<>(until.described());
          details.put("round", review.round());
          steps.changed(this, asked, review, ActorRef.SYSTEM, "STORE_REVIEW_OPENED", from, details);
          return Handled.of(Handled.PASSED, review).until(until);
        });
  }

  @Override
  public boolean isInReview(StoreReview review, ReviewedTask task) {
    return review.state() == StoreReviewState.IN_REVIEW;
  }

  @Override
  public boolean isOver(StoreReview review, int round) {
    return review.state() == StoreReviewState.STORE_CLOSED;
  }

  @Override
  public String roundEnd() {
    return ClosedStores.ENDED;
  }

  /** As where filings are reviewed again: who approved once may look again. */
  @Override
  public VerdictPolicy.Subject subject(StoreReview review, ReviewedTask task) {
    return new VerdictPolicy.Subject(
        task,
        List.of(
            VerdictPolicy.Exclusion.ownCase(
                new HashSet<>(
                    List.of(review.order().submittedBy(), review.review().submittedBy())))),
        Set.of(Verdict.values()),
        VerdictPolicy.Rejection.FOR_GOOD,
        table,
        review.documents().size());
  }

  @Override
  public Refusal tooLate(StoreReview review) {
    return Refusal.tooLate(
        "结论未被采用：店铺已先行关闭（当前状态 %s）".formatted(review.state()),
        "The verdict did not count: the store was closed first (now %s)".formatted(review.state()));
  }

  @Override
  public BiFunction<StoreReview, List<Dossiers.Row>, TaskContent> content(
      StoreReview read, ReviewedTask task) {
    return (review, excluded) ->
        new TaskContent(dossiers.line(review), dossiers.write(review, excluded));
  }

  @Override
  public RoundContent roundContent(StoreReview review) {
    return rounds.content(review);
  }

  @Override
  public RoundShown shown(StoreReview review, @Nullable String kept) {
    return rounds.shown(review, kept);
  }

  @Override
  public ProblemTable table() {
    return table;
  }

  @Override
  public String redatedMessage() {
    return StoreReviewDesk.REDATED;
  }

  @Override
  public void judgedBy(StoreReview review, ActorRef reviewer) {
    review.judgedBy(reviewer.id());
  }

  @Override
  public Handled approve(StoreReview review, Decision decision) {
    String from = review.state().name();
    if (!review.approve(decision.review().reason())) {
      throw CaseWork.unexpected(review, "approve");
    }
    touched.release(review);
    steps.decided(this, review, decision, "APPROVED", from);
    steps.keepRound(
        this, review, Verdict.APPROVED, decision.by(), List.of(), decision.review().reason());
    steps.ended(this, review);
    return Handled.of(Handled.APPROVED, review);
  }

  @Override
  public Handled reject(StoreReview review, Decision decision) {
    decision.details().put("code", decision.review().problems().getFirst().code());
    decision.details().put("categories", review.order().categories());
    return steps.rejected(this, review, decision);
  }

  @Override
  public Optional<Fixing> fixing(StoreReview review) {
    return Optional.of(
        new Fixing(
            clocks.numbers(review.order().platform()).papersRounds(),
            clocks.papers(review),
            review.clock() == null ? 0 : clocks.daysUsed(review)));
  }

  @Override
  public boolean sendBack(
      StoreReview review, List<Problem> problems, @Nullable String reason, Fixing fixing) {
    if (!review.sendBack(problems, reason, fixing.until(), fixing.daysUsed())) {
      return false;
    }
    touched.suspend(review);
    return true;
  }

  /** The store stays open: closing one has a process of its own. */
  @Override
  public boolean end(StoreReview review, List<Problem> problems, @Nullable String reason) {
    if (!review.reject(problems, reason)) {
      return false;
    }
    String code = problems.getFirst().code();
    String reviewer = review.reviewer();
    touched.lose(
        review,
        code,
        reason == null ? words(code) : reason,
        reviewer == null ? ActorRef.SYSTEM : new ActorRef(ActorRef.Kind.AUDITOR, reviewer));
    return true;
  }

  @Override
  public boolean hasActed(StoreReview review) {
    return review.state() != StoreReviewState.PAPERS_DUE;
  }

  @Override
  public boolean expire(StoreReview review) {
    if (!review.expire()) {
      return false;
    }
    touched.lose(review, NOT_ANSWERED, words(NOT_ANSWERED), ActorRef.SYSTEM);
    return true;
  }

  /** In both languages: who reads it is unknown. */
  private String words(String code) {
    return table.code(code).map(one -> one.text().zh() + " · " + one.text().en()).orElse(code);
  }
}
