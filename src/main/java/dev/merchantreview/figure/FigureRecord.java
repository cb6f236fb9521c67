package dev.merchantreview.figure;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A report of a figure as it is on record.
 *
 * @param id counts all reports
 * @param revision 1, and one more for each correction by the same source
 * @param value null where it was withdrawn
 */
public record FigureRecord(
    long id,
    int windowDays,
    @Nullable BigDecimal value,
    LocalDate asOf,
    String source,
    int revision,
    String reportedBy,
    Instant reportedAt) {}
