package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.filing.FilingCheckStep;
import dev.merchantreview.filing.FilingChecks;
import dev.merchantreview.filing.Submissions;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code filing.check-filing}: machine checks before a person looks. */
@Component
class CheckFilingWorker implements ProcessWorker<FilingVariables> {

  private final FilingCheckStep steps;
  private final Submissions submissions;
  private final FilingChecks checks;

  CheckFilingWorker(FilingCheckStep steps, Submissions submissions, FilingChecks checks) {
    this.steps = steps;
    this.submissions = submissions;
    this.checks = checks;
  }

  @Override
  public String jobType() {
    return "filing.check-filing";
  }

  @Override
  public Class<FilingVariables> variables() {
    return FilingVariables.class;
  }

  @Override
  public Supplier<Map<String, Object>> prepare(EngineJob job, FilingVariables given) {
    Asked asked = given.asked(job);
    FilingChecks.Tables tables = checks.ask(submissions.get(asked.caseId()));
    return () -> steps.check(asked, given.run(), tables).variables();
  }
}
