package dev.merchantreview.streamer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Who sells live (带货主播).
 *
 * @param merchantId the merchant that acts for the streamer
 * @param designated whether what the streamer sells live has to be filed (特定达人)
 * @param merchantLevelOn the day the level is from; the other days likewise
 * @param version counts every change
 */
public record Streamer(
    String id,
    String merchantId,
    String nickname,
    boolean designated,
    int merchantLevel,
    LocalDate merchantLevelOn,
    BigDecimal experienceRating,
    LocalDate experienceRatingOn,
    long followers,
    LocalDate followersOn,
    Instant updatedAt,
    long version) {

  /** The next version of it. */
  Streamer changed(Instant now) {
    return new Streamer(
        id,
        merchantId,
        nickname,
        designated,
        merchantLevel,
        merchantLevelOn,
        experienceRating,
        experienceRatingOn,
        followers,
        followersOn,
        now,
        version + 1);
  }
}
