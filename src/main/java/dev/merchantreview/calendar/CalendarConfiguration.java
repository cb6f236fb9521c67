package dev.merchantreview.calendar;

import dev.merchantreview.shared.ConfigurationDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {

  private static final Logger log = LoggerFactory.getLogger(CalendarConfiguration.class);

  @Bean
  WorkingCalendar workingCalendar(
      ConfigurationDirectory directory,
      CalendarProperties properties,
      Clock clock,
      MeterRegistry meters) {
    Map<Integer, CalendarYear> years =
        directory.readAll("calendar", "cn-*.yaml", CalendarYear.class).stream()
            .collect(Collectors.toMap(CalendarYear::year, year -> year));
    WorkingCalendar calendar = new WorkingCalendar(years, properties.zone(), properties.dayEnd());
    // A review started today may fall due next year: say so before the first provisional due time
    // is given.
    LocalDate today = LocalDate.now(clock);
    for (int year : new int[] {today.getYear(), today.plusMonths(1).getYear()}) {
      if (!years.containsKey(year)) {
        log.warn("No working-day notice for {}: due times there are provisional", Year.of(year));
      }
    }
    // Tied to the calendar, which stays: a gauge refers to its object only weakly.
    meters.gauge(
        "merchantreview.calendar.last.known.year", calendar, CalendarConfiguration::lastYear);
    return calendar;
  }

  private static double lastYear(WorkingCalendar calendar) {
    return calendar.knownYears().stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
