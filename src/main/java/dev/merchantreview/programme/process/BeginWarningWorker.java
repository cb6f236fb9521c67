package dev.merchantreview.programme.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.programme.MembershipSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code programme.begin-warning}: an instance follows a warning up. */
@Component
class BeginWarningWorker extends RoundWorker {

  private final MembershipSteps steps;

  BeginWarningWorker(MembershipSteps steps) {
    super("programme.begin-warning");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return () -> {
      steps.beginWarning(asked, round);
      return Map.of();
    };
  }
}
