package dev.merchantreview.store;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;

/**
 * A person gave a store a category back; told in the transaction that did it.
 *
 * @param category as the platform calls it
 * @param words why
 */
public record CategoryRestored(CaseId storeId, String category, String words, ActorRef by) {}
