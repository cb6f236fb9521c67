package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import java.util.Map;
import java.util.function.Supplier;

/** A step of waiting for a filing's qualification. */
abstract class FilingWaitWorker implements ProcessWorker<FilingVariables> {

  private final String jobType;

  FilingWaitWorker(String jobType) {
    this.jobType = jobType;
  }

  @Override
  public final String jobType() {
    return jobType;
  }

  @Override
  public final Class<FilingVariables> variables() {
    return FilingVariables.class;
  }

  @Override
  public final Supplier<Map<String, Object>> prepare(EngineJob job, FilingVariables given) {
    return () -> step(given.asked(job), given);
  }

  /** Inside the job's transaction; returns what the process has to know. */
  abstract Map<String, Object> step(Asked asked, FilingVariables given);
}
