package dev.merchantreview.streamer;

import dev.merchantreview.shared.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * At which streamers one has to look who looks for what is to be judged every few seconds: at all
 * of a platform when the rules are other ones and once a minute, in between at those whose figures
 * came since.
 */
final class StandingLooks {

  /** How often all are looked at whatever is known (ours). */
  private static final Duration ALL = Duration.ofMinutes(1);

  /**
   * Figures can be seen so long after the time they are kept with, by the clock of whichever
   * instance kept them.
   */
  private static final Duration LATE = Duration.ofMinutes(5);

  /** The last look at all of each platform, where nothing was left. */
  private final Map<Platform, Look> ofAll = new EnumMap<>(Platform.class);

  /**
   * A look at the streamers of a platform, in portions.
   *
   * @param version of the rules they are judged by
   * @param since figures from then on; null for all
   * @param after who was the last one of the portion before; empty at the beginning
   * @param left whether somebody was not judged
   */
  record Look(
      StreamerRules.Version version,
      Instant begunAt,
      @Nullable Instant since,
      String after,
      boolean left) {

    Look behind(String last) {
      return new Look(version, begunAt, since, last, left);
    }

    Look withSomeLeft() {
      return new Look(version, begunAt, since, after, true);
    }
  }

  /** The look that is due now. */
  Look begin(Platform platform, StreamerRules.Version version, Instant now) {
    Look all = ofAll.get(platform);
    return new Look(
        version,
        now,
        all != null && counts(all, version, now) ? all.begunAt().minus(LATE) : null,
        "",
        false);
  }

  private static boolean counts(Look all, StreamerRules.Version version, Instant now) {
    return all.version().equals(version)
        && !all.begunAt().isAfter(now)
        && all.begunAt().plus(ALL).isAfter(now);
  }

  /** It came to its end. */
  void ended(Platform platform, Look look) {
    if (look.left()) {
      ofAll.remove(platform);
    } else if (look.since() == null) {
      ofAll.put(platform, look);
    }
  }
}
