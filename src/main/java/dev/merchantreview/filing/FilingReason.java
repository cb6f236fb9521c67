package dev.merchantreview.filing;

import dev.merchantreview.catalog.WatchedField;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain of reasons a product is filed for.
 *
 * @param by who caused it
 * @param productVersion the product's version at that moment
 * @param fields the watched fields that were edited; empty for a declaration
 * @param note what the one who declared said, or null
 */
public record FilingReason(
    Scenario scenario,
    Instant at,
    String by,
    long productVersion,
    List<WatchedField> fields,
    @Nullable String note) {}
