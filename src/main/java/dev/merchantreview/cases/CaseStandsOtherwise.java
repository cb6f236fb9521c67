package dev.merchantreview.cases;

import dev.merchantreview.shared.CaseId;

/**
 * How a case stands changed without an event of its own: its process asks again what it was
 * answered before. Published in the transaction that changes it.
 */
public record CaseStandsOtherwise(CaseId caseId) {}
