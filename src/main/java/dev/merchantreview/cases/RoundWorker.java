package dev.merchantreview.cases;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import java.util.Map;
import java.util.function.Supplier;

/** A worker that needs to know of the process only which round of which case it is about. */
public abstract class RoundWorker implements ProcessWorker<RoundVariables> {

  private final String jobType;

  protected RoundWorker(String jobType) {
    this.jobType = jobType;
  }

  @Override
  public final String jobType() {
    return jobType;
  }

  @Override
  public final Class<RoundVariables> variables() {
    return RoundVariables.class;
  }

  @Override
  public final Supplier<Map<String, Object>> prepare(EngineJob job, RoundVariables variables) {
    return prepare(variables.asked(job), variables.round());
  }

  /** As {@link ProcessWorker#prepare}, for the round that is asked about. */
  protected abstract Supplier<Map<String, Object>> prepare(Asked asked, int round);
}
