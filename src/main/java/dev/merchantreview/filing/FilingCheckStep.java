package dev.merchantreview.filing;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The step of machine checks in the streamer-filing process, inside the transaction of the job that
 * asks for it.
 */
@Service
public class FilingCheckStep {

  private final FilingReview review;
  private final ReviewSteps steps;
  private final FilingChecks checks;
  private final FilingClocks clocks;

  FilingCheckStep(
      FilingReview review, ReviewSteps steps, FilingChecks checks, FilingClocks clocks) {
    this.review = review;
    this.steps = steps;
    this.checks = checks;
    this.clocks = clocks;
  }

  /**
   * Applies the machine checks to what was handed in; what passes them is opened for review. What
   * was taken back or edited meanwhile is waited for again.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled check(Asked asked, FilingRun run, FilingChecks.Tables tables) {
    return steps
        .work(review)
        .with(
            asked,
            run::isOver,
            filing ->
                filing.state() == FilingState.IN_REVIEW
                    ? check(asked, filing, tables)
                    : waitAgain(asked, filing, run));
  }

  private Handled waitAgain(Asked asked, Filing filing, FilingRun run) {
    if (filing.round() > run.round()) {
      return Handled.of(Handled.WAITING, filing).with(roundOf(filing));
    }
    return steps.waitFor(review, asked, filing, "QUALIFICATION_SUBMITTED").with(roundOf(filing));
  }

  private static Map<String, Object> roundOf(Filing filing) {
    return Map.of("roundKey", filing.roundKey(), "late", filing.isLate());
  }

  private Handled check(Asked asked, Filing filing, FilingChecks.Tables tables) {
    List<RuleResult> results = checks.apply(filing, tables);
    steps.checked(
        asked,
        filing,
        results,
        Stream.concat(Stream.of(tables.required().evidence()), tables.seller().evidence().stream())
            .toList());
    List<Problem> problems =
        results.stream().flatMap(result -> result.problems().stream()).toList();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("round", filing.round());
    details.put("checks", results);
    details.put("requiredQualifications", tables.required().evidence());
    if (!problems.isEmpty()) {
      details.put("problems", problems);
      String from = filing.state().name();
      if (!filing.reject(problems, null)) {
        throw CaseWork.unexpected(filing, "reject");
      }
      steps.changed(review, asked, filing, ActorRef.SYSTEM, "REJECTED", from, details);
      steps.keepRound(review, filing, Verdict.REJECTED, ActorRef.SYSTEM, problems, null);
      return Handled.of(Handled.REJECTED, filing).with(roundOf(filing));
    }
    ReviewClock until = clocks.of(filing);
    steps.opened(filing, until);
    details.putAll(until.described());
    steps.note(review, asked, filing, "MACHINE_CHECKED", details);
    return Handled.of(Handled.PASSED, filing).until(until).with(roundOf(filing));
  }
}
