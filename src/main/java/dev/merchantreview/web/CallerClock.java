package dev.merchantreview.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What time it may be for a caller: its clock may differ from ours by a little. */
@Component
public class CallerClock {

  private final Clock clock;
  private final Duration skew;

  CallerClock(Clock clock, WebProperties properties) {
    this.clock = clock;
    this.skew = properties.clockSkew();
  }

  /** The latest time a caller can take for now. */
  public Instant latestNow() {
    return clock.instant().plus(skew);
  }

  /** The earliest time a caller can take for now. */
  public Instant earliestNow() {
    return clock.instant().minus(skew);
  }
}
