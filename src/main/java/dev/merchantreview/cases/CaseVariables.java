package dev.merchantreview.cases;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.shared.CaseId;

/** The one variable most workers read. */
public record CaseVariables(String caseId) {

  /** The step a job asks for. */
  public Asked asked(EngineJob job) {
    return asked(caseId, job);
  }

  /** The same where a worker reads more variables than this one. */
  public static Asked asked(String caseId, EngineJob job) {
    return new Asked(new CaseId(caseId), job.processInstanceKey(), job.elementId());
  }
}
