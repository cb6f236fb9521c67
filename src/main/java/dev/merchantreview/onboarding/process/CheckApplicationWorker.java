package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.ApplicationCheckStep;
import dev.merchantreview.onboarding.MachineChecks;
import dev.merchantreview.onboarding.MachineRule;
import dev.merchantreview.onboarding.Onboarding;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * {@code onboarding.check-application}: the machine checks, in diagrams whose audit follows them at
 * once.
 */
@Component
class CheckApplicationWorker extends CaseWorker {

  private final ApplicationCheckStep steps;
  private final Onboarding onboarding;
  private final MachineChecks checks;

  CheckApplicationWorker(ApplicationCheckStep steps, Onboarding onboarding, MachineChecks checks) {
    super("onboarding.check-application");
    this.steps = steps;
    this.onboarding = onboarding;
    this.checks = checks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    MachineRule.Tables tables = checks.ask(onboarding.get(asked.caseId()).content());
    return () -> steps.checkAndOpenAudit(asked, tables).variables();
  }
}
