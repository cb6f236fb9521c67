package dev.merchantreview.remittance;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How far the bank was read: from when on it is asked next, and whether it was asked since. */
@Component
public class RemittanceReading {

  private static final Duration FIRST_LOOK = Duration.ofDays(7);
  private static final Duration LOOKS_BACK = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final RemittanceProperties properties;
  private final Clock clock;

  RemittanceReading(
      JdbcClient jdbc, RemittanceProperties properties, MeterRegistry meters, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
    meters.gauge("merchantreview.remittances.read.age", this, RemittanceReading::ageSeconds);
  }

  /**
   * A reading that begins.
   *
   * @param since from when on the bank is asked
   * @param back whether it looks back for what was booked late
   */
  record Begun(Instant at, Instant since, boolean back) {}

  /**
   * Everything was put on record by the last complete reading, and up to the latest credit that is
   * not dated in the future: whichever is earlier counts, less what banks book late. A reading of
   * the future was made by a clock that has been set back since.
   */
  @Transactional(readOnly = true)
  Begun begin() {
    Instant now = clock.instant();
    Instant since =
        Stream.of(complete(), latestCredit(now))
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .map(read -> read.isAfter(now) ? now : read)
            .orElse(now.minus(FIRST_LOOK))
            .minus(properties.overlap());
    boolean back =
        time("back_at")
            .filter(at -> !at.isAfter(now) && at.plus(LOOKS_BACK).isAfter(now))
            .isEmpty();
    Instant farther = now.minus(properties.lookBack());
    return new Begun(now, back && farther.isBefore(since) ? farther : since, back);
  }

  /** The bank answered, and everything it told is on record. */
  @Transactional
  void completed(Begun reading) {
    jdbc.sql(
            "insert into remittance_reading (complete_at, back_at) values (:at, :back) on conflict (one) do update set"
                + " complete_at = greatest(remittance_reading.complete_at, excluded.complete_at),"
                + " back_at = greatest(remittance_reading.back_at, excluded.back_at)")
        .param("at", Timestamp.from(reading.at()))
        .param("back", reading.back() ? Timestamp.from(reading.at()) : null)
        .update();
  }

  /**
   * Whether what came in until a moment has to be waited for: no complete reading has begun since.
   * Waited for is so long only, in case the bank stays away.
   */
  @Transactional(readOnly = true)
  public boolean isAwaited(Instant moment) {
    boolean read = complete().filter(at -> at.isAfter(moment)).isPresent();
    return !read && clock.instant().isBefore(moment.plus(properties.longestWait()));
  }

  private Optional<Instant> complete() {
    return time("complete_at");
  }

  private Optional<Instant> time(String column) {
    return one("select " + column + " from remittance_reading", null);
  }

  private Optional<Instant> latestCredit(Instant now) {
    return one("select max(paid_at) from remittance_credit where paid_at <= :now", now);
  }

  private Optional<Instant> one(String sql, @Nullable Instant now) {
    var statement = jdbc.sql(sql);
    if (now != null) {
      statement = statement.param("now", Timestamp.from(now));
    }
    return statement.query((row, number) -> row.getTimestamp(1)).list().stream()
        .filter(time -> time != null)
        .map(Timestamp::toInstant)
        .findFirst();
  }

  private double ageSeconds() {
    return complete()
        .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
        .orElse(Double.NaN);
  }
}
