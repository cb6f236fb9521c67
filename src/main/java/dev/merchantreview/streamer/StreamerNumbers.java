package dev.merchantreview.streamer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * How long the platform's figures of a streamer count.
 *
 * @param merchantLevelRefreshDay the day of each month a merchant level is new, 1 to 28
 * @param merchantLevelGraceDays calendar days after that of the next month a level still counts, 0
 *     to 28
 * @param experienceRatingDays calendar days an experience rating counts, 1 to 365
 * @param followersDays calendar days a number of followers counts, 1 to 365
 */
record StreamerNumbers(
    @NotNull @Min(1) @Max(28) Integer merchantLevelRefreshDay,
    @NotNull @Min(0) @Max(28) Integer merchantLevelGraceDays,
    @NotNull @Min(1) @Max(365) Integer experienceRatingDays,
    @NotNull @Min(1) @Max(365) Integer followersDays) {

  /**
   * The last day a merchant level counts: the day of the next month it is refreshed on, and the
   * days of grace after it [K-rules], ours.
   *
   * @param from the day the level is from
   */
  LocalDate merchantLevelUntil(LocalDate from) {
    return YearMonth.from(from)
        .plusMonths(1)
        .atDay(merchantLevelRefreshDay)
        .plusDays(merchantLevelGraceDays);
  }
}
