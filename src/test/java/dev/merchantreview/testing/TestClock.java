package dev.merchantreview.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The system's clock, moved. */
public final class TestClock extends Clock {

  private final ZoneId zone = ZoneId.of("Asia/Shanghai");
  private volatile Duration ahead = Duration.ZERO;

  /** Takes the place of the service's own clock. */
  void standIn(ConfigurableApplicationContext service) {
    ((GenericApplicationContext) service)
        .registerBean(
            "testClock", Clock.class, () -> this, definition -> definition.setPrimary(true));
  }

  /** Goes on from this instant. */
  void moveTo(Instant instant) {
    ahead = Duration.between(Instant.now(), instant);
  }

  void reset() {
    ahead = Duration.ZERO;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    throw new UnsupportedOperationException("the service counts in one zone");
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
  }
}
