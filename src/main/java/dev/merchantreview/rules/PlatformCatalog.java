package dev.merchantreview.rules;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/**
 * What is sold on the platform.
 *
 * @param categories the categories that stores and products are listed in
 */
public record PlatformCatalog(@NotEmpty List<@NotBlank String> categories) {}
