package dev.merchantreview.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.shared.ConfigurationDirectory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private final WorkingCalendar calendar =
      new WorkingCalendar(
          new ConfigurationDirectory("classpath:/config/")
              .readAll("calendar", "cn-*.yaml", CalendarYear.class).stream()
                  .collect(Collectors.toMap(CalendarYear::year, year -> year)),
          SHANGHAI,
          LocalTime.MIDNIGHT);

  /** Worked by hand from the notices. */
  @ParameterizedTest
  @CsvSource({
    // plain week
    "2026-03-03T10:00, 3, 2026-03-07T00:00",
    // Friday evening: the weekend does not count
    "2026-03-06T23:59, 1, 2026-03-10T00:00",
    // before the Spring Festival of 2026: Saturday 14 February is worked, then nine days are off
    "2026-02-13T09:00, 1, 2026-02-15T00:00",
    "2026-02-13T09:00, 2, 2026-02-25T00:00",
    // before the National Day of 2025: Sunday 28 September worked, 1 to 8 October off, Saturday 11
    // worked
    "2025-09-26T09:00, 3, 2025-10-01T00:00",
    "2025-09-30T09:00, 3, 2025-10-12T00:00",
    // over the turn of the year 2025/2026: 1 and 2 January off, Sunday 4 January worked
    "2025-12-31T15:00, 1, 2026-01-05T00:00",
  })
  void countsWorkingDaysByTheNotices(String start, int days, String due) {
    DueTime time = calendar.dueAfter(at(start), days);
    assertThat(time.at()).isEqualTo(at(due));
    assertThat(time.provisional()).isFalse();
  }

  /** [K-file] Two working days before the live, worked by hand from the notices. */
  @ParameterizedTest
  @CsvSource({
    // Thursday evening: until the end of Tuesday
    "2026-03-05T20:00, 2, 2026-03-04T00:00",
    // Monday: the weekend does not count
    "2026-03-09T20:00, 2, 2026-03-06T00:00",
    // the first day after the Spring Festival of 2026: Saturday 14 February was worked
    "2026-02-24T20:00, 2, 2026-02-14T00:00",
    // in the middle of the National Day week of 2026
    "2026-10-04T20:00, 2, 2026-09-30T00:00",
    // a Sunday that is worked (20 September 2026) is itself no day before
    "2026-09-20T20:00, 1, 2026-09-19T00:00",
  })
  void countsWorkingDaysBackwardsByTheNotices(String event, int days, String due) {
    assertThat(calendar.dueBefore(at(event), days).at()).isEqualTo(at(due));
  }

  @Test
  void tellsWhyTheTimeFallsThere() {
    DueTime time = calendar.dueAfter(at("2026-02-13T09:00"), 2);
    assertThat(time.days().getFirst())
        .isEqualTo(new DueTime.Day(LocalDate.of(2026, 2, 14), DueTime.Kind.MAKE_UP_DAY));
    assertThat(time.days())
        .extracting(DueTime.Day::kind)
        .containsSubsequence(
            DueTime.Kind.WEEKEND,
            DueTime.Kind.HOLIDAY,
            DueTime.Kind.WEEKEND,
            DueTime.Kind.WORKING_DAY);
    assertThat(time.days().stream().filter(day -> day.kind().isWorked())).hasSize(2);
  }

  @Test
  void marksWhatFallsIntoAYearWithoutANotice() {
    DueTime time = calendar.dueAfter(at("2026-12-30T09:00"), 3);
    assertThat(time.provisional()).isTrue();
    // 31 December, then 1 January is off in any case, then the weekend.
    assertThat(time.at()).isEqualTo(at("2027-01-06T00:00"));
    assertThat(calendar.dueAfter(at("2026-12-25T09:00"), 3).provisional()).isFalse();
  }

  @Test
  void has2025And2026AsPublished() {
    assertThat(calendar.knownYears()).contains(2025, 2026);
    assertThat(worked(2025)).isEqualTo(248);
    assertThat(worked(2026)).isEqualTo(248);
  }

  /** The notice of 2019 moved days of December 2018. */
  @Test
  void takesDaysFromWhateverNoticeNamesThem() {
    WorkingCalendar turn =
        new WorkingCalendar(
            Map.of(
                2018,
                notice(2018, "2018-10-01", "2018-09-29"),
                2019,
                notice(2019, "2018-12-31", "2018-12-29")),
            SHANGHAI,
            LocalTime.MIDNIGHT);
    assertThat(turn.kindOf(LocalDate.of(2018, 12, 29))).isEqualTo(DueTime.Kind.MAKE_UP_DAY);
    assertThat(turn.kindOf(LocalDate.of(2018, 12, 31))).isEqualTo(DueTime.Kind.HOLIDAY);
    assertThat(turn.dueAfter(at("2018-12-28T10:00"), 1).at()).isEqualTo(at("2018-12-30T00:00"));
  }

  @Test
  void refusesNoticesThatContradictEachOther() {
    Map<Integer, CalendarYear> notices =
        Map.of(
            2018, notice(2018, "2018-10-01", "2018-12-29"),
            2019, notice(2019, "2018-12-29", "2019-02-02"));
    assertThatThrownBy(() -> new WorkingCalendar(notices, SHANGHAI, LocalTime.MIDNIGHT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("2018-12-29", "cn-2018.yaml", "cn-2019.yaml");
  }

  private static CalendarYear notice(int year, String off, String worked) {
    return new CalendarYear(
        year, "a notice", Set.of(LocalDate.parse(off)), Set.of(LocalDate.parse(worked)));
  }

  @Property
  void neverDecreasesAndNeverEndsOnADayOff(
      @ForAll @IntRange(min = 0, max = 720) int day,
      @ForAll @IntRange(min = 0, max = 86_399) int second,
      @ForAll @IntRange(min = 1, max = 40) int days) {
    Instant start = at("2025-01-01T00:00").plusSeconds(day * 86_400L + second);
    DueTime time = calendar.dueAfter(start, days);
    assertThat(time.at()).isAfter(start);
    assertThat(calendar.dueAfter(start, days + 1).at()).isAfter(time.at());
    assertThat(calendar.dueAfter(start.plusSeconds(3_600), days).at()).isAfterOrEqualTo(time.at());
    assertThat(calendar.kindOf(time.at().atZone(SHANGHAI).toLocalDate().minusDays(1)).isWorked())
        .isTrue();
  }

  @Test
  void endsADayWhenConfigured() {
    WorkingCalendar office = new WorkingCalendar(Map.of(), SHANGHAI, LocalTime.of(18, 0));
    assertThat(office.dueAfter(at("2030-03-05T10:00"), 1).at()).isEqualTo(at("2030-03-06T18:00"));
  }

  private long worked(int year) {
    return LocalDate.of(year, 1, 1)
        .datesUntil(LocalDate.of(year + 1, 1, 1))
        .filter(date -> calendar.kindOf(date).isWorked())
        .count();
  }

  private static Instant at(String local) {
    return ZonedDateTime.of(java.time.LocalDateTime.parse(local), SHANGHAI).toInstant();
  }
}
