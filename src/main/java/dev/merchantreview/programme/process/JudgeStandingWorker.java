package dev.merchantreview.programme.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.programme.MembershipSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code programme.judge-standing}: the time of a warned member is over. */
@Component
class JudgeStandingWorker extends RoundWorker {

  private final MembershipSteps steps;

  JudgeStandingWorker(MembershipSteps steps) {
    super("programme.judge-standing");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    MembershipSteps.Answers answers = steps.askStanding(asked);
    return () -> steps.judgeStanding(asked, round, answers).variables();
  }
}
