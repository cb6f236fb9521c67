package dev.merchantreview.cases;

import dev.merchantreview.shared.CaseId;

/**
 * Where in the engine a step is asked for.
 *
 * @param processInstanceKey the instance that asks
 * @param elementId the BPMN element that asks
 */
public record Asked(CaseId caseId, long processInstanceKey, String elementId) {}
