package dev.merchantreview.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.ConfigurationDirectory;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long figures count. */
class FreshnessTest {

  private static final FigureDefinitions SHIPPED =
      new FigureDefinitions(new ConfigurationDirectory("file:config/"));

  /** [K-rules] a level is new on the 8th of each month; ours: two days more, for who is late. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-08, 2026-12-10",
    "2026-11-01, 2026-12-10",
    "2026-11-30, 2026-12-10",
    "2026-12-08, 2027-01-10",
    "2027-01-31, 2027-02-10",
  })
  void aMerchantLevelCountsUntilTheTenthOfTheNextMonth(LocalDate from, LocalDate until) {
    assertThat(SHIPPED.get("merchant-level").freshness().lastDay(from)).isEqualTo(until);
  }

  @ParameterizedTest
  @CsvSource({"experience-rating, 2026-11-30", "followers, 2026-12-28"})
  void otherFiguresOfStreamersCountForDays(String name, LocalDate until) {
    assertThat(SHIPPED.get(name).freshness().lastDay(LocalDate.of(2026, 11, 27))).isEqualTo(until);
  }

  @Provide
  Arbitrary<Freshness> freshness() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 400).map(Freshness.ForDays::new),
        Arbitraries.integers()
            .between(1, 28)
            .flatMap(
                on ->
                    Arbitraries.integers()
                        .between(0, 28)
                        .map(grace -> new Freshness.Monthly(on, grace))),
        Arbitraries.just(new Freshness.UntilChanged()));
  }

  /** What is judged one by one and what the database selects by a day are the same figures. */
  @Property
  void theEarliestDayIsTheFirstOneThatStillCounts(
      @ForAll("freshness") Freshness freshness,
      @ForAll @IntRange(max = 1_000) int dayOf,
      @ForAll @IntRange(max = 500) int ago) {
    LocalDate day = LocalDate.of(2025, 1, 1).plusDays(dayOf);
    LocalDate asOf = day.minusDays(ago);
    assertThat(!asOf.isBefore(freshness.earliest(day)))
        .isEqualTo(!freshness.lastDay(asOf).isBefore(day));
  }
}
