package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.onboarding.Asked;
import dev.merchantreview.shared.CaseId;

/** The one variable most workers read. */
record ApplicationVariables(String caseId) {

  Asked asked(EngineJob job) {
    return asked(caseId, job);
  }

  static Asked asked(String caseId, EngineJob job) {
    return new Asked(new CaseId(caseId), job.processInstanceKey(), job.elementId());
  }
}
