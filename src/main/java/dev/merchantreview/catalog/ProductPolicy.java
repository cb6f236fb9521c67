package dev.merchantreview.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;

/**
 * What a platform demands of products.
 *
 * @param notDistributable the categories whose products only their owner may sell live
 * @param watchedFields the fields of a product whose edit sends its filings back
 */
public record ProductPolicy(
    @NotNull List<@NotBlank String> notDistributable, @NotEmpty Set<WatchedField> watchedFields) {}
