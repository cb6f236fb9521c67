package dev.merchantreview.admission;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The step of machine checks in the provider-admission process, inside the transaction of the job
 * that asks for it.
 */
@Service
public class AdmissionCheckStep {

  private final AdmissionReview review;
  private final ReviewSteps steps;
  private final AdmissionChecks checks;
  private final AdmissionClocks clocks;

  AdmissionCheckStep(
      AdmissionReview review, ReviewSteps steps, AdmissionChecks checks, AdmissionClocks clocks) {
    this.review = review;
    this.steps = steps;
    this.checks = checks;
    this.clocks = clocks;
  }

  /**
   * Applies the machine checks; what is in order itself is opened for review.
   *
   * @throws NotYetException when what is handed in is not what the tables were asked about
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled check(Asked asked, AdmissionChecks.Tables tables) {
    return steps.with(review, asked, 0, application -> check(asked, application, tables));
  }

  private Handled check(
      Asked asked, ProviderApplication application, AdmissionChecks.Tables tables) {
    if (application.state() == AdmissionState.FIX_REQUIRED) {
      return steps.waitFor(review, asked, application, "RESUBMITTED");
    }
    if (!tables.areAbout(application)) {
      throw new NotYetException("the tables were asked about another content");
    }
    List<RuleResult> results = checks.apply(application, tables);
    steps.checked(asked, application, results, tables.evidence());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("checks", results);
    List<Problem> problems =
        results.stream().flatMap(result -> result.problems().stream()).toList();
    if (!problems.isEmpty()) {
      return steps.sendBack(review, asked, application, ActorRef.SYSTEM, problems, null, details);
    }
    ReviewClock until = clocks.of(application);
    String from = application.state().name();
    if (!application.openReview(until)) {
      throw CaseWork.unexpected(application, "open review");
    }
    details.put("round", application.round());
    details.putAll(until.described());
    steps.changed(
        review, asked, application, ActorRef.SYSTEM, "ADMISSION_REVIEW_OPENED", from, details);
    return Handled.of(Handled.PASSED, application).until(until);
  }
}
