package dev.merchantreview.review.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseVariables;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.ReviewedTypes;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A step of every review; the case's id says which type of case it is about.
 *
 * @param <V> what it reads of the process
 */
abstract class ReviewWorker<V extends Record & ReviewWorker.RoundOfCase>
    implements ProcessWorker<V> {

  private final ReviewStep step;
  private final Class<V> variables;
  private final ReviewedTypes types;

  ReviewWorker(ReviewStep step, Class<V> variables, ReviewedTypes types) {
    this.step = step;
    this.variables = variables;
    this.types = types;
  }

  /** Which round of which case. */
  interface RoundOfCase {

    String caseId();

    /** Null in instances that live as long as their case, where none has to be told. */
    @Nullable Integer round();
  }

  /** What most steps read. */
  record Round(String caseId, @Nullable Integer round) implements RoundOfCase {}

  /**
   * What is asked.
   *
   * @param round 0 when none was told
   */
  record Step<C extends ReviewedCase<?, ?>>(Reviewed<C> type, Asked asked, int round) {

    /**
     * The user task the step stands beside.
     *
     * @throws IllegalStateException when it stands beside none
     */
    ReviewedTask task() {
      return ReviewedTypes.taskAt(type, asked.elementId());
    }

    /**
     * The case as it is now, not locked.
     *
     * @throws IllegalStateException when there is no such case
     */
    C read() {
      return type.type()
          .cases()
          .find(asked.caseId())
          .orElseThrow(() -> new IllegalStateException("no case " + asked.caseId()));
    }
  }

  @Override
  public final String jobType() {
    return step.jobType();
  }

  @Override
  public final Set<String> formerJobTypes() {
    return types.formerJobTypes(step);
  }

  @Override
  public final Class<V> variables() {
    return variables;
  }

  @Override
  public final Supplier<Map<String, Object>> prepare(EngineJob job, V given) {
    Asked asked = CaseVariables.asked(given.caseId(), job);
    Reviewed<?> type = types.of(asked.caseId());
    if (!type.type().processId().equals(job.processId())) {
      // The steps are shared, the cases are not: somebody else started it with another's id.
      throw new IllegalStateException(asked.caseId() + " is no case of " + job.processId());
    }
    return prepare(type, asked, given);
  }

  private <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(
      Reviewed<C> type, Asked asked, V given) {
    Integer round = given.round();
    return prepare(new Step<>(type, asked, round == null ? 0 : round), given);
  }

  /** As {@link ProcessWorker#prepare}. */
  abstract <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(
      Step<C> step, V given);
}
