package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.waiver.Waivers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The step of machine checks in the store-onboarding process, inside the transaction of the job
 * that asks for it.
 */
@Service
public class ApplicationCheckStep {

  private final ApplicationSteps cases;
  private final MachineChecks checks;
  private final PhaseSteps phases;

  ApplicationCheckStep(ApplicationSteps cases, MachineChecks checks, PhaseSteps phases) {
    this.cases = cases;
    this.checks = checks;
    this.phases = phases;
  }

  /** Applies the machine checks to what was handed in. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled check(Asked asked, MachineRule.Tables tables) {
    return cases.with(asked, application -> check(asked, application, tables));
  }

  /** The same for earlier diagrams, whose audit comes next: it is opened at once. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled checkAndOpenAudit(Asked asked, MachineRule.Tables tables) {
    return cases.with(
        asked,
        application -> {
          Handled checked = check(asked, application, tables);
          return checked.outcome().equals(Handled.PASSED)
              ? checked.with(phases.openAudit(asked, application))
              : checked;
        });
  }

  private Handled check(Asked asked, StoreApplication application, MachineRule.Tables tables) {
    if (application.state() == StoreApplicationState.FIX_REQUIRED) {
      return cases.waitFor(asked, application, "RESUBMITTED");
    }
    if (application.state() != StoreApplicationState.SUBMITTED) {
      throw CaseWork.unexpected(application, "check");
    }
    List<RuleResult> results = checks.apply(application.content(), tables);
    List<Problem> problems = MachineChecks.problems(results);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("round", application.round());
    details.put("checks", results);
    details.put("requiredDocuments", tables.documents().evidence());
    details.put("categoryAdmission", tables.categories().evidence());
    cases.checked(
        asked,
        application,
        results,
        List.of(tables.documents().evidence(), tables.categories().evidence()));
    for (Waivers.Use use : Waivers.used(results)) {
      cases.note(asked, application, "WAIVER_USED", Waivers.described(use));
    }
    if (!problems.isEmpty()) {
      return cases.sendBack(asked, application, problems, details);
    }
    application.checksPassed();
    cases.note(asked, application, "MACHINE_CHECKED", details);
    return Handled.of(Handled.PASSED, application);
  }
}
