package dev.merchantreview.pk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Numbers of PK sessions.
 *
 * @param pkHours hours after its announced beginning a PK is over, 1 to 168
 */
record PkNumbers(@NotNull @Min(1) @Max(168) Integer pkHours) {}
