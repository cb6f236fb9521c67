package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseVariables;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.filing.FilingRun;
import org.jspecify.annotations.Nullable;

/**
 * What steps of a filing read: which cycle and round of which filing.
 *
 * @param cycle null in instances from before cycles
 * @param waitRemindAt when the instance was told to have the owner reminded; null before it was
 * @param waitDueAt until when the instance was told to wait; null before it was
 */
record FilingVariables(
    String caseId,
    @Nullable Integer cycle,
    @Nullable Integer round,
    @Nullable String waitRemindAt,
    @Nullable String waitDueAt) {

  Asked asked(EngineJob job) {
    return CaseVariables.asked(caseId, job);
  }

  FilingRun run() {
    return new FilingRun(cycle == null ? 0 : cycle, round == null ? 0 : round);
  }
}
