package dev.merchantreview.cases;

import dev.merchantreview.shared.CaseId;

/**
 * What a case is called changed without an event of its own: the product or the streamer has
 * another name. Published in the transaction that changes it.
 */
public record CaseRenamed(CaseId caseId) {}
