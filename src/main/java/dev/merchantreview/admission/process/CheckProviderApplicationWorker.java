package dev.merchantreview.admission.process;

import dev.merchantreview.admission.AdmissionCheckStep;
import dev.merchantreview.admission.AdmissionChecks;
import dev.merchantreview.admission.ProviderAdmissions;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code provider.check-application}: machine checks before a person looks. */
@Component
class CheckProviderApplicationWorker extends CaseWorker {

  private final AdmissionCheckStep steps;
  private final ProviderAdmissions admissions;
  private final AdmissionChecks checks;

  CheckProviderApplicationWorker(
      AdmissionCheckStep steps, ProviderAdmissions admissions, AdmissionChecks checks) {
    super("provider.check-application");
    this.steps = steps;
    this.admissions = admissions;
    this.checks = checks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    AdmissionChecks.Tables tables = checks.ask(admissions.get(asked.caseId()));
    return () -> steps.check(asked, tables).variables();
  }
}
