package dev.merchantreview.calendar;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Set;

/**
 * What the State Council's yearly notice changes: {@code config/calendar/cn-<year>.yaml}.
 *
 * @param source where the dates come from
 * @param daysOff weekdays that are not worked
 * @param workedWeekendDays Saturdays and Sundays that are worked
 */
record CalendarYear(
    @NotNull Integer year,
    @NotNull String source,
    @NotEmpty Set<LocalDate> daysOff,
    @NotNull Set<LocalDate> workedWeekendDays) {}
