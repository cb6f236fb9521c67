package dev.merchantreview.database;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param requireDurable whether the service refuses to start on a database that may lose what it
 *     confirmed; to be switched off only where something else sees to it, as a file system does
 *     that cannot tear a page for {@code full_page_writes}
 */
@Validated
@ConfigurationProperties("merchant-review.database")
record DatabaseProperties(@NotNull Boolean requireDurable) {}
