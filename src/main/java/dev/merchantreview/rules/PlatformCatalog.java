package dev.merchantreview.rules;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;

/**
 * What is sold on the platform.
 *
 * @param categories the categories products are listed in
 * @param notDistributable the categories whose products only their owner may sell live
 * @param watchedFields the fields of a product whose edit sends its filings back
 */
public record PlatformCatalog(
    @NotEmpty List<@NotBlank String> categories,
    @NotNull List<@NotBlank String> notDistributable,
    @NotEmpty Set<WatchedField> watchedFields) {}
