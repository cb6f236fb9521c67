package dev.merchantreview.review;

import dev.merchantreview.engine.TaskCompletion;
import dev.merchantreview.engine.TaskCompletionJudge;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Verdict;
import java.util.Map;
import java.util.Optional;

/** Refuses a verdict that would not count, and a task to whoever can give none, on the spot. */
public abstract class ReviewJudge implements TaskCompletionJudge {

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
   * A task is for whoever could give one of its verdicts: some persons may send back and not
   * decide. Nothing is recorded, for the person has not decided anything.
   */
  @Override
  public final Optional<String> reasonToDenyClaim(
      long processInstanceKey, long taskKey, String person) {
    String reason = OVER;
    for (Verdict verdict : Verdict.values()) {
      Review review =
          ReviewForm.of(Map.of("verdict", verdict.name())).review(taskKey, Optional.of(person));
      Optional<Opinion> opinion = judge(processInstanceKey, review);
      if (opinion.isEmpty()) {
        return Optional.of(OVER);
      }
      // What the form lacks can still be filled in.
      Optional<Refusal> refusal =
          opinion.get().refusal().filter(refused -> refused.rule() != Refusal.Rule.FORM);
      if (refusal.isEmpty()) {
        return Optional.empty();
      }
      reason = refusal.get().words(review);
    }
    return Optional.of(reason);
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
