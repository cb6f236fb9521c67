package dev.merchantreview.filing.process;

import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.review.Refusals;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewJudge;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code filing.judge-review}: refuses a verdict that would not count, on the spot. */
@Component
class JudgeReviewListener extends ReviewJudge {

  private final Submissions submissions;
  private final FilingSteps steps;

  JudgeReviewListener(Submissions submissions, FilingSteps steps, Refusals refusals) {
    super("filing.judge-review", FilingSteps.REVIEW, refusals);
    this.submissions = submissions;
    this.steps = steps;
  }

  @Override
  protected Optional<Opinion> judge(long processInstanceKey, Review review) {
    return submissions
        .findByInstance(processInstanceKey)
        .map(
            filing ->
                new Opinion(
                    filing.id(),
                    filing.state().name(),
                    steps.refusal(filing, filing.round(), review)));
  }
}
