package dev.merchantreview.review;

import dev.merchantreview.engine.TaskCompletion;
import dev.merchantreview.engine.TaskCompletionJudge;
import dev.merchantreview.shared.CaseId;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses a verdict that would not count, and a task to whoever's verdict would not, on the spot.
 */
public abstract class ReviewJudge implements TaskCompletionJudge {

  private static final Map<String, Object> APPROVAL = Map.of("verdict", "APPROVED");
  private static final String OVER = "本轮审核已结束 · This round of review is over";

  private final String jobType;
  private final ReviewedTask task;
  private final Refusals refusals;

  protected ReviewJudge(String jobType, ReviewedTask task, Refusals refusals) {
    this.jobType = jobType;
    this.task = task;
    this.refusals = refusals;
  }

  /**
   * What is thought of a verdict.
   *
   * @param refusal empty when it counts
   */
  public record Opinion(CaseId caseId, String caseState, Optional<Refusal> refusal) {}

  /** Empty when the process instance works on no case any more. */
  protected abstract Optional<Opinion> judge(long processInstanceKey, Review review);

  @Override
  public final String jobType() {
    return jobType;
  }

  /**
   * A task is for whoever's approval would count. Nothing is recorded: the person has not decided
   * anything.
   */
  @Override
  public final Optional<String> reasonToDenyClaim(
      long processInstanceKey, long taskKey, String person) {
    Review approval = ReviewForm.of(APPROVAL).review(taskKey, Optional.of(person));
    return judge(processInstanceKey, approval)
        .map(opinion -> opinion.refusal().map(refused -> refused.words(approval)))
        .orElseGet(() -> Optional.of(OVER));
  }

  /** By the instance, not by a variable: the completion could bring any. */
  @Override
  public final Optional<String> reasonToDeny(TaskCompletion completion) {
    Review review =
        ReviewForm.of(completion.variables()).review(completion.taskKey(), completion.assignee());
    Optional<Opinion> opinion = judge(completion.processInstanceKey(), review);
    if (opinion.isEmpty()) {
      return Optional.of(OVER);
    }
    Optional<Refusal> refusal = opinion.get().refusal();
    refusal.ifPresent(
        refused ->
            refusals.denied(
                new Refusals.Given(opinion.get().caseId(), opinion.get().caseState(), task, review),
                refused,
                completion.jobKey()));
    return refusal.map(refused -> refused.words(review));
  }
}
