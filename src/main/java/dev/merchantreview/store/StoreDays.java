package dev.merchantreview.store;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.deposit.YearlyFee;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The years of a store: each begins on its own day, the day it sold from; that of 29 February is
 * the 28th in other years.
 */
@Component
class StoreDays {

  private final WorkingCalendar calendar;

  StoreDays(WorkingCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * The year a store is in.
   *
   * @param sellsFrom null while it sells nothing
   * @param asked since when the platform asks for what years cost
   * @return empty when the year began before that, or there is none
   */
  Optional<YearlyFee.Year> yearBegun(@Nullable Instant sellsFrom, Instant asked, Instant now) {
    if (sellsFrom == null || now.isBefore(sellsFrom)) {
      return Optional.empty();
    }
    LocalDate first = day(sellsFrom);
    LocalDate own = ownDay(first, day(now));
    Instant begun = own.equals(first) ? sellsFrom : own.atStartOfDay(calendar.zone()).toInstant();
    return begun.isBefore(asked)
        ? Optional.empty()
        : Optional.of(new YearlyFee.Year(own, nextOwnDay(first, own).minusDays(1)));
  }

  ZoneId zone() {
    return calendar.zone();
  }

  LocalDate day(Instant instant) {
    return instant.atZone(calendar.zone()).toLocalDate();
  }

  private static LocalDate nextOwnDay(LocalDate first, LocalDate own) {
    return first.plusYears(own.getYear() - first.getYear() + 1L);
  }

  /** The last own day that is not after today: always counted from the first, so 29 comes back. */
  static LocalDate ownDay(LocalDate first, LocalDate today) {
    int years = today.getYear() - first.getYear();
    LocalDate own = first.plusYears(years);
    return own.isAfter(today) ? first.plusYears(years - 1L) : own;
  }
}
