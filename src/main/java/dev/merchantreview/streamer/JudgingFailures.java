package dev.merchantreview.streamer;

import dev.merchantreview.shared.Platform;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What could not be judged: it is tried again after a while, and holds up nothing else. Said once
 * in the log for each reason, and counted for as long as it lasts.
 */
@Component
class JudgingFailures {

  private static final Logger LOG = LoggerFactory.getLogger(JudgingFailures.class);

  /** Ours: a permission is granted within minutes, and thousands of figures may fail alike. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /** More are counted only: thousands may fail alike. */
  private static final int MOST_TOLD = 20;

  private final Map<Standings.Unjudged, Instant> figures = new ConcurrentHashMap<>();
  private final Map<Platform, Instant> platforms = new ConcurrentHashMap<>();
  private final Map<Platform, String> told = new HashMap<>();

  JudgingFailures(MeterRegistry meters) {
    Gauge.builder("merchantreview.streamers.unjudged", figures, Map::size)
        .description("Streamers' figures that could not be judged when they were tried last")
        .register(meters);
    Gauge.builder("merchantreview.streamers.platforms.unjudged", platforms, Map::size)
        .description("Platforms the engine judges no streamer of, by the last try")
        .register(meters);
  }

  /** The engine does not decide by a table of a platform, whoever is to be judged. */
  void refused(Platform platform, String why, Instant now) {
    platforms.put(platform, now);
    if (!why.equals(told.put(platform, why))) {
      LOG.error("No streamer of {} is judged: {}", platform, why);
    }
  }

  /** Figures cannot be judged. */
  void failed(Standings.Unjudged unjudged, String why, Instant now) {
    if (figures.put(unjudged, now) == null && figures.size() <= MOST_TOLD) {
      LOG.error(
          "The figures of {} on {} cannot be judged: {}",
          unjudged.streamerId(),
          unjudged.platform(),
          why);
    }
  }

  void judged(Standings.Unjudged unjudged) {
    figures.remove(unjudged);
    platforms.remove(unjudged.platform());
    told.remove(unjudged.platform());
  }

  /** Whether a platform was refused lately. */
  boolean waits(Platform platform, Instant now) {
    return waits(platforms.get(platform), now);
  }

  /** Whether figures failed lately. */
  boolean waits(Standings.Unjudged unjudged, Instant now) {
    return waits(figures.get(unjudged), now);
  }

  private static boolean waits(@Nullable Instant tried, Instant now) {
    return tried != null && tried.plus(AGAIN).isAfter(now) && !tried.isAfter(now);
  }

  /** Everybody of a platform was looked at: what has not failed since is not there any more. */
  void passed(Platform platform, Instant begun) {
    figures
        .entrySet()
        .removeIf(
            one ->
                one.getKey().platform() == platform
                    && one.getValue().plus(AGAIN.multipliedBy(2)).isBefore(begun));
  }

  /** Other rules may count: whatever failed is tried at once. */
  void tryAgain() {
    figures.replaceAll((one, tried) -> Instant.EPOCH);
    platforms.replaceAll((one, tried) -> Instant.EPOCH);
  }
}
