package dev.merchantreview.programme.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseVariables;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.programme.MembershipSteps;
import dev.merchantreview.programme.TableCall;
import dev.merchantreview.programme.TablesOfTheDay;
import dev.merchantreview.review.Handled;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands around the diagram's calls of decision tables: before, the edition of the day is
 * chosen and what it is told; behind, what the tables say is applied.
 */
@Configuration(proxyBeanMethods = false)
class TableWorkers {

  /** {@code programme.gather-for-eligibility}: an application is to be looked at. */
  @Bean
  RoundWorker gatherForEligibility(TablesOfTheDay tables) {
    return new GatherWorker("programme.gather-for-eligibility", tables::forEligibility);
  }

  /** {@code programme.gather-for-standing}: the time of a warned member is over. */
  @Bean
  RoundWorker gatherForStanding(TablesOfTheDay tables) {
    return new GatherWorker("programme.gather-for-standing", tables::forStanding);
  }

  /** {@code programme.apply-eligibility}: whether an application meets the conditions. */
  @Bean
  ApplyWorker applyEligibility(MembershipSteps steps, JsonMapper json) {
    return new ApplyWorker(
        json,
        "programme.apply-eligibility",
        "programme.check-eligibility",
        steps::askEligibility,
        (asked, round, answers) -> steps.checkEligibility(asked, round, answers));
  }

  /** {@code programme.apply-standing}: how a member stands whose time is over. */
  @Bean
  ApplyWorker applyStanding(MembershipSteps steps, JsonMapper json) {
    return new ApplyWorker(
        json,
        "programme.apply-standing",
        "programme.judge-standing",
        steps::askStanding,
        (asked, round, answers) -> steps.judgeStanding(asked, round, answers));
  }

  private static final class GatherWorker extends RoundWorker {

    private final Function<Asked, Map<String, Object>> gather;

    GatherWorker(String jobType, Function<Asked, Map<String, Object>> gather) {
      super(jobType);
      this.gather = gather;
    }

    @Override
    protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
      Map<String, Object> gathered = gather.apply(asked);
      return () -> gathered;
    }
  }

  /**
   * What is read of the process.
   *
   * @param tableOfTheDay null in diagrams that call no table
   * @param tableAnswer null there, too, and where no row matched
   */
  record ApplyVariables(
      String caseId, int round, @Nullable String tableOfTheDay, @Nullable Object tableAnswer) {}

  /** Applies what the tables say, for a round. */
  @FunctionalInterface
  private interface Step {
    Handled apply(Asked asked, int round, MembershipSteps.Answers answers);
  }

  static final class ApplyWorker implements ProcessWorker<ApplyVariables> {

    private final JsonMapper json;
    private final String jobType;
    private final String formerJobType;
    private final BiFunction<Asked, @Nullable TableCall, MembershipSteps.Answers> ask;
    private final Step step;

    private ApplyWorker(
        JsonMapper json,
        String jobType,
        String formerJobType,
        BiFunction<Asked, @Nullable TableCall, MembershipSteps.Answers> ask,
        Step step) {
      this.json = json;
      this.jobType = jobType;
      this.formerJobType = formerJobType;
      this.ask = ask;
      this.step = step;
    }

    @Override
    public String jobType() {
      return jobType;
    }

    /** In diagrams that called no table. */
    @Override
    public Set<String> formerJobTypes() {
      return Set.of(formerJobType);
    }

    @Override
    public Class<ApplyVariables> variables() {
      return ApplyVariables.class;
    }

    @Override
    public Supplier<Map<String, Object>> prepare(EngineJob job, ApplyVariables variables) {
      Asked asked = CaseVariables.asked(variables.caseId(), job);
      TableCall called =
          variables.tableOfTheDay() == null
              ? null
              : new TableCall(variables.tableOfTheDay(), json.valueToTree(variables.tableAnswer()));
      MembershipSteps.Answers answers = ask.apply(asked, called);
      return () -> step.apply(asked, variables.round(), answers).variables();
    }
  }
}
