package dev.merchantreview.filing.process;

import dev.merchantreview.engine.TaskCompletion;
import dev.merchantreview.engine.TaskCompletionJudge;
import dev.merchantreview.filing.Filing;
import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.review.ReviewForm;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code filing.judge-review}: refuses a verdict that would not count, on the spot. */
@Component
class JudgeReviewListener implements TaskCompletionJudge {

  private final Submissions submissions;
  private final FilingSteps steps;

  JudgeReviewListener(Submissions submissions, FilingSteps steps) {
    this.submissions = submissions;
    this.steps = steps;
  }

  @Override
  public String jobType() {
    return "filing.judge-review";
  }

  /** By the instance, not by a variable: the completion could bring any. */
  @Override
  public Optional<String> reasonToDeny(TaskCompletion completion) {
    Optional<Filing> filing = submissions.findByInstance(completion.processInstanceKey());
    if (filing.isEmpty()) {
      return Optional.of("本轮审核已结束 · This round of review is over");
    }
    return steps.reasonToDeny(
        filing.get(),
        filing.get().round(),
        ReviewForm.of(completion.variables()).review(completion.taskKey(), completion.assignee()));
  }
}
