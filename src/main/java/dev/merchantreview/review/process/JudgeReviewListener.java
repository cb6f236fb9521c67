package dev.merchantreview.review.process;

import dev.merchantreview.engine.TaskCompletion;
import dev.merchantreview.engine.TaskCompletionJudge;
import dev.merchantreview.review.Refusal;
import dev.merchantreview.review.Refusals;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewForm;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.review.Verdicts;
import dev.merchantreview.shared.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * {@code review.judge}: refuses a verdict that would not count, and a task to whoever can give
 * none, on the spot. The case is found by the process instance, not by a variable: the completion
 * could bring any.
 */
@Component
class JudgeReviewListener implements TaskCompletionJudge {

  private static final String OVER = "本轮审核已结束 · This round of review is over";

  private final ReviewedTypes types;
  private final Verdicts verdicts;
  private final Refusals refusals;

  JudgeReviewListener(ReviewedTypes types, Verdicts verdicts, Refusals refusals) {
    this.types = types;
    this.verdicts = verdicts;
    this.refusals = refusals;
  }

  @Override
  public String jobType() {
    return ReviewStep.JUDGE.jobType();
  }

  @Override
  public Set<String> formerJobTypes() {
    return types.formerJobTypes(ReviewStep.JUDGE);
  }

  @Override
  public Set<String> formVariables() {
    return ReviewForm.VARIABLES;
  }

  /**
   * A task is for whoever could give one of its verdicts: some persons may send back and not
   * decide. Nothing is recorded, for the person has not decided anything.
   */
  @Override
  public Optional<String> reasonToDenyClaim(TaskCompletion claim) {
    return types
        .ofTask(claim.elementId())
        .map(type -> reasonToDenyClaim(type, claim))
        .orElseGet(() -> Optional.of(OVER));
  }

  private <C extends ReviewedCase<?, ?>> Optional<String> reasonToDenyClaim(
      Reviewed<C> type, TaskCompletion claim) {
    return type.cases()
        .findByInstance(claim.processInstanceKey())
        .map(
            reviewed ->
                reasonToDenyClaim(
                    claim, review -> verdicts.refusal(type, reviewed, task(type, claim), review)))
        .orElseGet(() -> Optional.of(OVER));
  }

  static Optional<String> reasonToDenyClaim(
      TaskCompletion claim, Function<Review, Optional<Refusal>> judge) {
    String reason = OVER;
    for (Verdict verdict : Verdict.values()) {
      Review review =
          ReviewForm.of(Map.of("verdict", verdict.name()))
              .review(claim.taskKey(), claim.assignee());
      // What the form lacks can still be filled in.
      Optional<Refusal> refusal =
          judge.apply(review).filter(refused -> refused.rule() != Refusal.Rule.FORM);
      if (refusal.isEmpty()) {
        return Optional.empty();
      }
      reason = refusal.get().words(review);
    }
    return Optional.of(reason);
  }

  @Override
  public Optional<String> reasonToDeny(TaskCompletion completion) {
    return types
        .ofTask(completion.elementId())
        .map(type -> reasonToDeny(type, completion))
        .orElseGet(() -> Optional.of(OVER));
  }

  private <C extends ReviewedCase<?, ?>> Optional<String> reasonToDeny(
      Reviewed<C> type, TaskCompletion completion) {
    Optional<C> found = type.cases().findByInstance(completion.processInstanceKey());
    if (found.isEmpty()) {
      return Optional.of(OVER);
    }
    C reviewed = found.get();
    ReviewedTask task = task(type, completion);
    Review review =
        ReviewForm.of(completion.variables()).review(completion.taskKey(), completion.assignee());
    Optional<Refusal> refusal = verdicts.refusal(type, reviewed, task, review);
    refusal.ifPresent(
        refused ->
            refusals.denied(
                new Refusals.Given(reviewed.id(), reviewed.state().name(), task, review),
                refused,
                completion.jobKey()));
    return refusal.map(refused -> refused.words(review));
  }

  private static ReviewedTask task(Reviewed<?> type, TaskCompletion completion) {
    return type.tasks().stream()
        .filter(task -> task.elementId().equals(completion.elementId()))
        .findFirst()
        .orElseThrow();
  }
}
