package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.waiver.Waivers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of the store-onboarding process that apply machine checks, inside the transaction of
 * the job that asks for them.
 */
@Service
public class ApplicationCheckStep {

  private final ApplicationSteps cases;
  private final MachineChecks checks;
  private final PhaseSteps phases;
  private final Progress progress;
  private final WorkingCalendar calendar;

  ApplicationCheckStep(
      ApplicationSteps cases,
      MachineChecks checks,
      PhaseSteps phases,
      Progress progress,
      WorkingCalendar calendar) {
    this.cases = cases;
    this.checks = checks;
    this.phases = phases;
    this.progress = progress;
    this.calendar = calendar;
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
    boolean again = application.areChecksPassed();
    if (application.state() != StoreApplicationState.SUBMITTED) {
      if (!again || !isBeforeAudit(application)) {
        throw CaseWork.unexpected(application, "check");
      }
      if (!isDueAgain(application)) {
        return Handled.of(Handled.PASSED, application);
      }
    }
    Map<String, Object> details = new LinkedHashMap<>();
    List<Problem> problems = apply(asked, application, tables, details);
    if (!problems.isEmpty()) {
      return cases.sendBack(asked, application, problems, details);
    }
    application.checksPassed();
    cases.note(asked, application, again ? "MACHINE_CHECKED_AGAIN" : "MACHINE_CHECKED", details);
    return Handled.of(Handled.PASSED, application);
  }

  /**
   * Applies the checks and keeps what they found.
   *
   * @param details of the event that records it, which are added
   */
  private List<Problem> apply(
      Asked asked,
      StoreApplication application,
      MachineRule.Tables tables,
      Map<String, Object> details) {
    List<RuleResult> results = checks.apply(application.content(), tables);
    application.checkedAt(cases.now());
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
    return MachineChecks.problems(results);
  }

  /**
   * Whether an audit that opens now would rest on checks of an earlier day: days of the merchant
   * may lie between, and a licence, a waiver or an invitation run out.
   */
  public boolean isDueAgain(StoreApplication application) {
    return isBeforeAudit(application) && day(application.checkedAt()).isBefore(day(cases.now()));
  }

  private boolean isBeforeAudit(StoreApplication application) {
    return application.mayOpenAudit()
        && progress.next(application).filter(phase -> phase == Phase.AUDIT).isPresent();
  }

  /**
   * The next phase: the machine checks again where the audit would open on a later day than they
   * ran. What the rules of that day refuse goes back to the merchant, and no auditor has it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<String, Object> choose(Asked asked) {
    return cases.with(
        asked,
        application ->
            isDueAgain(application)
                ? phases.checksAgain(application)
                : phases.next(asked, application));
  }

  /**
   * The same for earlier diagrams, from where no way leads back to the checks: they are applied
   * here, and what has become wrong since is the auditor's to see and to send back.
   *
   * @param tables asked today; null where {@link #isDueAgain} said no
   * @throws NotYetException when they are due, and were not a moment before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<String, Object> next(Asked asked, MachineRule.@Nullable Tables tables) {
    return cases.with(
        asked,
        application -> {
          if (isDueAgain(application)) {
            if (tables == null) {
              throw new NotYetException("the machine checks are of an earlier day");
            }
            Map<String, Object> details = new LinkedHashMap<>();
            apply(asked, application, tables, details);
            cases.note(asked, application, "MACHINE_CHECKED_AGAIN", details);
          }
          return phases.next(asked, application);
        });
  }

  private LocalDate day(Instant instant) {
    return instant.atZone(calendar.zone()).toLocalDate();
  }
}
