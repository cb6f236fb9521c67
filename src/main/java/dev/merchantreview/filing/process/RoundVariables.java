package dev.merchantreview.filing.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.review.Asked;
import dev.merchantreview.review.CaseVariables;

/** The variables most workers read: which filing, and which round of its review. */
record RoundVariables(String caseId, int round) {

  Asked asked(EngineJob job) {
    return CaseVariables.asked(caseId, job);
  }
}
