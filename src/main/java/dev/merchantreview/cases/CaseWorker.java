package dev.merchantreview.cases;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import java.util.Map;
import java.util.function.Supplier;

/** A worker that needs to know of the process only which case it is about. */
public abstract class CaseWorker implements ProcessWorker<CaseVariables> {

  private final String jobType;

  protected CaseWorker(String jobType) {
    this.jobType = jobType;
  }

  @Override
  public final String jobType() {
    return jobType;
  }

  @Override
  public final Class<CaseVariables> variables() {
    return CaseVariables.class;
  }

  @Override
  public final Supplier<Map<String, Object>> prepare(EngineJob job, CaseVariables variables) {
    return prepare(variables.asked(job));
  }

  /** As {@link ProcessWorker#prepare}, for the case that is asked about. */
  protected abstract Supplier<Map<String, Object>> prepare(Asked asked);
}
