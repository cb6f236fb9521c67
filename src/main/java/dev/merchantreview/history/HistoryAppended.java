package dev.merchantreview.history;

import dev.merchantreview.shared.CaseId;

/** An event was added to a case's history, in the transaction that is still running. */
public record HistoryAppended(CaseId caseId, RecordedEvent event) {}
