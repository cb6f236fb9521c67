package dev.merchantreview.notice;

import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a notice has reviewed again.
 *
 * @param title what the notice is called
 * @param categories those it touches, what is below them among them
 * @param platforms those it is for
 * @param approvedBefore the beginning of its first day, or when that day was put on record if that
 *     was later: what was approved since then was approved by its rules
 */
public record ReviewAgainOrder(
    String noticeId,
    RuleNoticeContent.Title title,
    List<TouchedCategory> categories,
    Set<Platform> platforms,
    Instant approvedBefore,
    ReviewAgain terms) {

  /** A category of a platform. */
  public record TouchedCategory(Platform platform, String name) {}
}
