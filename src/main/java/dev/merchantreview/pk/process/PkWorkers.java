package dev.merchantreview.pk.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.pk.PkSteps;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The workers that need to know of the process only which PK it is about, one for each step. */
@Configuration(proxyBeanMethods = false)
class PkWorkers {

  private static final class Step extends CaseWorker {

    private final Function<Asked, Map<String, Object>> step;

    private Step(String jobType, Function<Asked, Map<String, Object>> step) {
      super(jobType);
      this.step = step;
    }

    @Override
    protected Supplier<Map<String, Object>> prepare(Asked asked) {
      return () -> step.apply(asked);
    }
  }

  @Bean
  CaseWorker dateSessionWorker(PkSteps steps) {
    return new Step("pk.date-session", steps::date);
  }

  @Bean
  CaseWorker openSidesWorker(PkSteps steps) {
    return new Step("pk.open-sides", steps::openSides);
  }

  @Bean
  CaseWorker remindSidesWorker(PkSteps steps) {
    return new Step("pk.remind-sides", steps::remind);
  }

  @Bean
  CaseWorker tellFilingEndedWorker(PkSteps steps) {
    return new Step("pk.tell-filing-ended", steps::tellFilingEnded);
  }

  @Bean
  CaseWorker tellLiveBeganWorker(PkSteps steps) {
    return new Step("pk.tell-live-began", steps::tellLiveBegan);
  }

  @Bean
  CaseWorker endSessionWorker(PkSteps steps) {
    return new Step("pk.end-session", steps::end);
  }
}
