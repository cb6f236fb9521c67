package dev.merchantreview.testing;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database as an earlier version of the service left it, beside the one a service works on. */
public final class EarlierDatabase {

  private final ServiceAlone service;
  private final DataSource source;
  private final DataSource kept;

  /**
   * @param name of the database; nobody else's
   * @param version the last migration it has
   */
  public EarlierDatabase(ServiceAlone service, String name, String version) {
    service.database().sql("create database " + name).update();
    this.service = service;
    this.source = new DriverManagerDataSource(service.jdbcUrl(name), "postgres", "postgres");
    this.kept = service.connectionsTo(name);
    migrate(version);
  }

  /** As the present version of the service has it. */
  public void migrate() {
    migrate("latest");
  }

  private void migrate(String version) {
    // As the service itself migrates.
    Configuration configuration = service.bean(Flyway.class).getConfiguration();
    Map<String, String> placeholders = new HashMap<>(configuration.getPlaceholders());
    placeholders.put("service-role", "");
    Flyway.configure()
        .configuration(configuration)
        .dataSource(source)
        .placeholders(placeholders)
        .target(version)
        .load()
        .migrate();
  }

  /** Connections of its own to it. */
  public DataSource source() {
    return source;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(kept);
  }
}
