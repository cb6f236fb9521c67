package dev.merchantreview.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.Platform;
import dev.merchantreview.testing.ShippedProfiles;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** [K-rules] a level is new on the 8th of each month; ours: two days more, for who is late. */
class MerchantLevelTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-08, 2026-12-10",
    "2026-11-01, 2026-12-10",
    "2026-11-30, 2026-12-10",
    "2026-12-08, 2027-01-10",
    "2027-01-31, 2027-02-10",
  })
  void countsUntilTheTenthOfTheNextMonth(LocalDate from, LocalDate until) {
    for (Platform platform : Platform.values()) {
      assertThat(
              ShippedProfiles.part(platform, "filing", StreamerNumbers.class)
                  .merchantLevelUntil(from))
          .isEqualTo(until);
    }
  }
}
