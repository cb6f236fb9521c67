package dev.merchantreview.database;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Looks at the database before anything is accepted: says what stands against it, and refuses to
 * start on one that may lose what it confirmed. Asked for the service's health it looks again, for
 * a failover may have led to another server.
 */
@Component("database")
class DatabaseCheck implements InitializingBean, HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(DatabaseCheck.class);
  private static final String METER = "merchantreview.database.faults";

  private final DatabaseStanding standing;
  private final DatabaseProperties properties;
  private volatile DatabaseStanding.Faults last;

  DatabaseCheck(DatabaseStanding standing, DatabaseProperties properties, MeterRegistry meters) {
    this.standing = standing;
    this.properties = properties;
    this.last = standing.look();
    meters.gauge(METER, Tags.of("of", "durability"), this, one -> one.last.notDurable().size());
    meters.gauge(METER, Tags.of("of", "rights"), this, one -> one.last.excessRights().size());
  }

  @Override
  public void afterPropertiesSet() {
    if (!last.notDurable().isEmpty()) {
      if (properties.requireDurable()) {
        throw new NotDurableException(last.notDurable());
      }
      log.warn("The database may lose what it confirmed: {}", last.notDurable());
    }
    if (!last.excessRights().isEmpty()) {
      log.warn(
          "The service's database user has more rights than it needs, so nothing keeps the records from being"
              + " changed: it {}. Give spring.flyway.user the schema and the service a user of its own.",
          String.join("; ", last.excessRights()));
    }
  }

  /**
   * Reported as up all the same: what was accepted is still served, and a restart would change
   * nothing.
   */
  @Override
  public Health health() {
    DatabaseStanding.Faults now = standing.look();
    last = now;
    return Health.up()
        .withDetail("durable", now.notDurable().isEmpty())
        .withDetail("notDurable", now.notDurable())
        .withDetail("excessRights", now.excessRights())
        .build();
  }
}
