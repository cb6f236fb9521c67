package dev.merchantreview.calendar;

import jakarta.validation.constraints.NotNull;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param zone the zone working days are counted in
 * @param dayEnd when a working day ends; 00:00 means 24:00 of that day
 */
@Validated
@ConfigurationProperties("merchant-review.calendar")
record CalendarProperties(@NotNull ZoneId zone, @NotNull LocalTime dayEnd) {}
