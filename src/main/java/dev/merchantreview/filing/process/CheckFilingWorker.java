package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.filing.FilingCheckStep;
import dev.merchantreview.filing.FilingChecks;
import dev.merchantreview.filing.Submissions;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code filing.check-filing}: machine checks before a person looks. */
@Component
class CheckFilingWorker extends RoundWorker {

  private final FilingCheckStep steps;
  private final Submissions submissions;
  private final FilingChecks checks;

  CheckFilingWorker(FilingCheckStep steps, Submissions submissions, FilingChecks checks) {
    super("filing.check-filing");
    this.steps = steps;
    this.submissions = submissions;
    this.checks = checks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    FilingChecks.Tables tables = checks.ask(submissions.get(asked.caseId()));
    return () -> steps.check(asked, round, tables).variables();
  }
}
