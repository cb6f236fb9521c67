package dev.merchantreview.figure;

import java.time.LocalDate;
import java.time.YearMonth;

/** How long a figure counts. Days are those where the platform is. */
public sealed interface Freshness {

  /** The last day a figure of this day counts. */
  LocalDate lastDay(LocalDate asOf);

  /** The earliest day a figure may be of to count on this day. */
  LocalDate earliest(LocalDate day);

  /**
   * So many days after its own.
   *
   * @param days 0 to 3,660
   */
  record ForDays(int days) implements Freshness {

    @Override
    public LocalDate lastDay(LocalDate asOf) {
      return asOf.plusDays(days);
    }

    @Override
    public LocalDate earliest(LocalDate day) {
      return day.minusDays(days);
    }
  }

  /**
   * Until it is new in the next month, and some days more for who is late.
   *
   * @param on the day of each month it is new, 1 to 28
   * @param graceDays days it counts after that of the next month, 0 to 28
   */
  record Monthly(int on, int graceDays) implements Freshness {

    @Override
    public LocalDate lastDay(LocalDate asOf) {
      return YearMonth.from(asOf).plusMonths(1).atDay(on).plusDays(graceDays);
    }

    @Override
    public LocalDate earliest(LocalDate day) {
      YearMonth first = YearMonth.from(day).minusMonths(3);
      while (lastDay(first.atDay(1)).isBefore(day)) {
        first = first.plusMonths(1);
      }
      return first.atDay(1);
    }
  }

  /** Until another is reported: what stays as it is as long as nobody changes it. */
  record UntilChanged() implements Freshness {

    @Override
    public LocalDate lastDay(LocalDate asOf) {
      return LocalDate.MAX;
    }

    @Override
    public LocalDate earliest(LocalDate day) {
      return LocalDate.of(1, 1, 1);
    }
  }
}
