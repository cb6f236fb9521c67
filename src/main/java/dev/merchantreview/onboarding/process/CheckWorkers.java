package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.ApplicationCheckStep;
import dev.merchantreview.onboarding.MachineChecks;
import dev.merchantreview.onboarding.MachineRule;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.review.Handled;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The machine checks before a person looks: the tables are asked first, then they are applied. */
@Configuration(proxyBeanMethods = false)
class CheckWorkers {

  /**
   * {@code onboarding.apply-rules}: when something is handed in, and once more where an audit would
   * open on a later day; what comes next is for the road to say.
   */
  @Bean
  CaseWorker applyRules(ApplicationCheckStep steps, Onboarding onboarding, MachineChecks checks) {
    return new CheckWorker("onboarding.apply-rules", onboarding, checks, steps::check);
  }

  /**
   * {@code onboarding.check-subject}: in diagrams that come here when something is handed in only.
   */
  @Bean
  CaseWorker checkSubject(ApplicationCheckStep steps, Onboarding onboarding, MachineChecks checks) {
    return new CheckWorker("onboarding.check-subject", onboarding, checks, steps::check);
  }

  /** {@code onboarding.check-application}: in diagrams whose audit follows at once. */
  @Bean
  CaseWorker checkApplication(
      ApplicationCheckStep steps, Onboarding onboarding, MachineChecks checks) {
    return new CheckWorker(
        "onboarding.check-application", onboarding, checks, steps::checkAndOpenAudit);
  }

  private static final class CheckWorker extends CaseWorker {

    private final Onboarding onboarding;
    private final MachineChecks checks;
    private final BiFunction<Asked, MachineRule.Tables, Handled> step;

    CheckWorker(
        String jobType,
        Onboarding onboarding,
        MachineChecks checks,
        BiFunction<Asked, MachineRule.Tables, Handled> step) {
      super(jobType);
      this.onboarding = onboarding;
      this.checks = checks;
      this.step = step;
    }

    @Override
    protected Supplier<Map<String, Object>> prepare(Asked asked) {
      MachineRule.Tables tables = checks.ask(onboarding.get(asked.caseId()).content());
      return () -> step.apply(asked, tables).variables();
    }
  }
}
