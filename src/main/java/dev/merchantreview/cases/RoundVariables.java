package dev.merchantreview.cases;

import dev.merchantreview.engine.EngineJob;

/** The variables most workers read: which case, and which round of its review. */
public record RoundVariables(String caseId, int round) {

  /** The step a job asks for. */
  public Asked asked(EngineJob job) {
    return CaseVariables.asked(caseId, job);
  }
}
