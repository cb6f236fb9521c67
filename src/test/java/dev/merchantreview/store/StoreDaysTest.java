package dev.merchantreview.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store's own day comes once a year. */
class StoreDaysTest {

  @ParameterizedTest
  @CsvSource({
    "2025-03-10, 2025-03-10, 2025-03-10",
    "2025-03-10, 2026-03-09, 2025-03-10",
    "2025-03-10, 2026-03-10, 2026-03-10",
    "2025-12-31, 2026-01-01, 2025-12-31",
    "2024-02-29, 2025-02-27, 2024-02-29",
    "2024-02-29, 2025-02-28, 2025-02-28",
    "2024-02-29, 2027-12-31, 2027-02-28",
    "2024-02-29, 2028-02-28, 2027-02-28",
    "2024-02-29, 2028-02-29, 2028-02-29",
    "2023-02-28, 2024-02-28, 2024-02-28",
    "2023-02-28, 2024-02-29, 2024-02-28",
  })
  void isTheLastOneThatIsNotAfterToday(LocalDate first, LocalDate today, LocalDate own) {
    assertThat(StoreDays.ownDay(first, today)).isEqualTo(own);
  }

  /** On every day of nine years there is one that began, at most a year ago, and never skips. */
  @Test
  void comesOnceAYearWhateverTheFirstDay() {
    LocalDate begin = LocalDate.of(2023, 1, 1);
    for (LocalDate first = begin; first.getYear() < 2025; first = first.plusDays(1)) {
      int days = 0;
      LocalDate before = first;
      for (LocalDate today = first; today.isBefore(first.plusYears(9)); today = today.plusDays(1)) {
        LocalDate own = StoreDays.ownDay(first, today);
        assertThat(own).isBeforeOrEqualTo(today).isAfterOrEqualTo(before);
        days += own.equals(before) ? 0 : 1;
        before = own;
      }
      assertThat(days).as(first.toString()).isEqualTo(8);
    }
  }
}
