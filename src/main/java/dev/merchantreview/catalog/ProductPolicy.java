package dev.merchantreview.catalog;

import jakarta.validation.constraints.NotEmpty;
import java.util.Set;

/**
 * What a platform demands of products.
 *
 * @param watchedFields the fields of a product whose edit sends its filings back
 */
public record ProductPolicy(@NotEmpty Set<WatchedField> watchedFields) {}
