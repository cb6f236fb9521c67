package dev.merchantreview.waiver;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * What may be waived on a platform.
 *
 * @param rules the codes of the problems
 * @param longestDays how many calendar days from today a waiver may last, 1 to 1,095
 */
public record WaiverNumbers(
    @NotNull List<@NotNull String> rules, @NotNull @Min(1) @Max(1095) Integer longestDays) {}
