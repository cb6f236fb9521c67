package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.onboarding.Asked;
import java.util.Map;
import java.util.function.Supplier;

/** A worker that needs to know of the process only which case it is about. */
abstract class ApplicationWorker implements ProcessWorker<ApplicationVariables> {

  private final String jobType;

  ApplicationWorker(String jobType) {
    this.jobType = jobType;
  }

  @Override
  public final String jobType() {
    return jobType;
  }

  @Override
  public final Class<ApplicationVariables> variables() {
    return ApplicationVariables.class;
  }

  @Override
  public final Supplier<Map<String, Object>> prepare(
      EngineJob job, ApplicationVariables variables) {
    return prepare(variables.asked(job));
  }

  /** As {@link ProcessWorker#prepare}, for the case that is asked about. */
  abstract Supplier<Map<String, Object>> prepare(Asked asked);
}
