package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.ApplicationCheckStep;
import dev.merchantreview.onboarding.MachineChecks;
import dev.merchantreview.onboarding.MachineRule;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.onboarding.StoreApplication;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * {@code onboarding.next-phase}: which phase of its road an application enters next, in diagrams
 * from which no way leads back to the machine checks. The tables are asked only where an audit
 * opens on a later day than they ran.
 */
@Component
class NextPhaseWorker extends CaseWorker {

  private final ApplicationCheckStep steps;
  private final Onboarding onboarding;
  private final MachineChecks checks;

  NextPhaseWorker(ApplicationCheckStep steps, Onboarding onboarding, MachineChecks checks) {
    super("onboarding.next-phase");
    this.steps = steps;
    this.onboarding = onboarding;
    this.checks = checks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    StoreApplication application = onboarding.get(asked.caseId());
    MachineRule.Tables tables =
        steps.isDueAgain(application) ? checks.ask(application.content()) : null;
    return () -> steps.next(asked, tables);
  }
}
