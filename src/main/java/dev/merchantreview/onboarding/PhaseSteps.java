package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.review.ReviewClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which phase of its road an application enters next, by the facts on record. */
@Component
class PhaseSteps {

  /** Where the road ends. */
  private static final String OPEN = "OPEN";

  /** What is waited for in a phase, by the action that puts it on record. */
  private static final Map<StoreApplicationState, Waited> WAITED =
      Map.of(
          StoreApplicationState.VERIFYING_ACCOUNT,
              new Waited(Phase.VERIFY_ACCOUNT, "ACCOUNT_VERIFIED"),
          StoreApplicationState.SHOP_DATA_DUE, new Waited(Phase.SHOP_DATA, "SHOP_DATA_HANDED_IN"),
          StoreApplicationState.SIGNING, new Waited(Phase.SIGN, "CONTRACT_SIGNED"),
          StoreApplicationState.DEPOSIT_DUE, new Waited(Phase.DEPOSIT, "DEPOSIT_PAID"));

  private record Waited(Phase phase, String action) {}

  private final ApplicationSteps cases;
  private final Progress progress;
  private final ApplicationClocks clocks;

  PhaseSteps(ApplicationSteps cases, Progress progress, ApplicationClocks clocks) {
    this.cases = cases;
    this.progress = progress;
    this.clocks = clocks;
  }

  /**
   * The first phase that is not settled, whatever the process was told; the audit is opened where
   * it is next. Where the case still waits for its merchant, it goes back to waiting, and that it
   * was asked for goes on record.
   *
   * @return for the gateway, and what the phase's clocks and decision read
   * @throws IllegalStateException when the machine checks are not passed: they are no phase the
   *     process goes back to
   */
  Map<String, Object> next(Asked asked, StoreApplication application) {
    Optional<Phase> ahead = progress.next(application);
    if (ahead.filter(phase -> phase == Phase.SUBJECT).isPresent()) {
      throw CaseWork.unexpected(application, "go on " + Phase.SUBJECT.lacking());
    }
    Optional<Phase> next = ahead;
    Waited waited = WAITED.get(application.state());
    if (waited != null && !progress.isSettled(application, waited.phase())) {
      cases.waitFor(asked, application, waited.action());
      // Even where the road has no such phase any more.
      next = Optional.of(ahead.orElse(waited.phase()));
    }
    Map<String, Object> variables = variables(application, next.map(Phase::name).orElse(OPEN));
    if (next.filter(phase -> phase == Phase.AUDIT).isPresent()) {
      variables.putAll(openAudit(asked, application));
    }
    return variables;
  }

  /** What was checked is to be checked again before anything else. */
  Map<String, Object> checksAgain(StoreApplication application) {
    return variables(application, Phase.SUBJECT.name());
  }

  private Map<String, Object> variables(StoreApplication application, String phase) {
    Map<String, Object> variables = new HashMap<>(progress.variables(application));
    variables.put("round", application.round());
    variables.put("phase", phase);
    return variables;
  }

  /**
   * An auditor has it from now on. The days run from the submission, or from when the merchant had
   * done what comes before; asked again, they run on.
   */
  Map<String, Object> openAudit(Asked asked, StoreApplication application) {
    ReviewClock running = application.clock();
    if (application.state() == StoreApplicationState.IN_REVIEW && running != null) {
      return ApplicationDeadline.variables(running);
    }
    ReviewClock clock = clocks.of(application, application.readyForAuditSince());
    String from = application.state().name();
    if (!application.openAudit(clock)) {
      throw CaseWork.unexpected(application, "open audit");
    }
    cases.changed(asked, application, "AUDIT_OPENED", from, clock.described());
    return ApplicationDeadline.variables(clock);
  }
}
