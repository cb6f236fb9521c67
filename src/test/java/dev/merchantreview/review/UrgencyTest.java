package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/operations.md: where a review stands in the lists by the time that is left. */
class UrgencyTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Due at the end of 2 December in Shanghai. */
  private static final Instant DUE = Instant.parse("2026-12-02T16:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T04:00:00Z, 0",
    "2026-11-25T15:59:59Z, 10",
    "2026-11-26T04:00:00Z, 20",
    "2026-11-27T04:00:00Z, 30",
    "2026-11-28T04:00:00Z, 40",
    "2026-11-29T04:00:00Z, 50",
    "2026-11-30T04:00:00Z, 60",
    "2026-12-01T15:59:59Z, 70",
    "2026-12-01T16:00:00Z, 80",
    "2026-12-02T15:59:59Z, 80",
    "2026-12-02T16:00:00Z, 90",
    "2026-12-03T15:59:59Z, 90",
    "2026-12-03T16:00:00Z, 91",
    "2026-12-08T16:00:00Z, 96",
    "2026-12-12T16:00:00Z, 100",
    "2027-12-12T16:00:00Z, 100"
  })
  void risesAsTimePasses(String now, int place) {
    assertThat(Urgency.of(DUE, Instant.parse(now), ZONE, 0)).isEqualTo(place);
  }

  /** What is due earlier stands first, whatever is put ahead within a day; never behind later. */
  @Test
  void leadsNothingPastWhatIsDueEarlier() {
    Instant now = Instant.parse("2026-12-01T04:00:00Z");
    for (int days = 0; days < 7; days++) {
      Instant later = DUE.plusSeconds(86_400L * days);
      assertThat(Urgency.of(later, now, ZONE, 0))
          .isGreaterThan(Urgency.of(later.plusSeconds(86_400), now, ZONE, Urgency.MOST_PRECEDENCE));
    }
  }

  @Test
  void showsTheEndOfADayAsThatDay() {
    assertThat(Urgency.shown(DUE, ZONE)).isEqualTo(Instant.parse("2026-12-02T15:59:59Z"));
    Instant live = Instant.parse("2026-12-02T12:00:00Z");
    assertThat(Urgency.shown(live, ZONE)).isEqualTo(live);
  }
}
