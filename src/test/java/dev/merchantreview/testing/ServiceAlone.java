package dev.merchantreview.testing;

import dev.merchantreview.MerchantReviewApplication;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.Contract;
import dev.merchantreview.local.Postgres;
import dev.merchantreview.local.Settings;
import dev.merchantreview.sandbox.Sandbox;
import dev.merchantreview.shared.OutsideUnavailableException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The service with a real PostgreSQL and the sandbox, and an engine that is away: for tests of what
 * happens at its doors and in its database, which need no process to go on. Ports are free ones, so
 * it stands beside any other platform of this machine. A start takes some three seconds of a
 * processor: test classes share one where they can, which stops with the JVM.
 */
public final class ServiceAlone {

  // The discard port: reserved, and closed everywhere.
  private static final int NOBODY_LISTENS = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BANK_DOWN = Duration.ofSeconds(5);
  private static final Object STARTING = new Object();
  // What receivers of before are sent is tried whatever the date of the run.
  private static final String FORMER_HEADERS =
      "--merchant-review.notifications.former-headers-until=2999-01-01T00:00:00+08:00";
  // A pool that is filled at once has the server start ten processes that most tests never use.
  private static final String FEW_CONNECTIONS = "--spring.datasource.hikari.minimum-idle=1";
  // A stand-in answers what the test chooses next; an engine's table answers the same for ever.
  private static final String NO_ANSWERS_REMEMBERED =
      "--merchant-review.engine.answers-remembered=0";
  private static final Map<List<String>, ServiceAlone> SHARED = new HashMap<>();

  private final Settings settings;
  private final boolean owner;
  private final Class<?>[] more;
  private final TestClock clock = new TestClock();
  private final KeptConnections connections = new KeptConnections();
  private final Path data;
  private final Path contents;
  private final Runnable sandbox;
  private EmbeddedPostgres postgres;
  private ConfigurableApplicationContext service;

  private ServiceAlone(Class<?>[] more, String... arguments) {
    owner = true;
    this.more = more;
    settings =
        Settings.forTests(Path.of("").toAbsolutePath())
            .with(FreePorts.one(), FreePorts.one(), FreePorts.one(), NOBODY_LISTENS);
    try {
      data = MigratedData.copy(settings);
      contents = Scratch.directory("merchant-review-contents");
      postgres = Postgres.builder(settings.postgres(), data, PATIENCE).start();
      sandbox =
          Sandbox.start(
              settings.sandbox(),
              settings.serviceUrl(),
              BANK_DOWN,
              Scratch.directory("merchant-review-sandbox"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    start(arguments);
  }

  private ServiceAlone(ServiceAlone other, String... arguments) {
    owner = false;
    more = other.more;
    settings =
        other.settings.with(
            FreePorts.one(), other.settings.postgres(), other.settings.sandbox(), NOBODY_LISTENS);
    data = other.data;
    contents = other.contents;
    sandbox = other.sandbox;
    postgres = other.postgres;
    start(arguments);
  }

  /** The one most test classes share. */
  public static ServiceAlone get() {
    return shared();
  }

  /**
   * The one for samples that come to their states past the events the index of all cases goes by:
   * where they are, the index is not right.
   */
  public static ServiceAlone ofSamples() {
    return shared(
        // The bank knows nothing of the samples' payouts: a comparison would end the differences.
        "--merchant-review.payouts.reconciliation.interval=1h");
  }

  /** One for all that ask for the same settings, started by whoever asks first. */
  private static synchronized ServiceAlone shared(String... arguments) {
    return SHARED.computeIfAbsent(
        List.of(arguments),
        asked -> {
          ServiceAlone started = with(arguments);
          Runtime.getRuntime().addShutdownHook(new Thread(started::close));
          return started;
        });
  }

  /**
   * One of a test class's own, with settings of its own; to be closed by it.
   *
   * @param arguments settings as {@code --name=value}
   */
  public static ServiceAlone with(String... arguments) {
    return with(new Class<?>[0], arguments);
  }

  /**
   * The same with more in it than the service has.
   *
   * @param more configurations
   */
  public static ServiceAlone with(Class<?>[] more, String... arguments) {
    ServiceAlone own = new ServiceAlone(more, arguments);
    Contract.takeOver(own.serviceUrl());
    return own;
  }

  /** A second instance of the service on the same database; to be closed before the first. */
  public ServiceAlone beside(String... arguments) {
    ServiceAlone second = new ServiceAlone(this, arguments);
    Contract.takeOver(second.serviceUrl());
    return second;
  }

  private void start(String... arguments) {
    service = run(arguments);
  }

  private ConfigurableApplicationContext run(String... arguments) {
    List<String> all =
        new ArrayList<>(settings.serviceArguments(NOBODY_LISTENS, Settings.DATABASE));
    all.add("--merchant-review.documents.directory=" + contents);
    return run(clock, more, Settings.laterCounts(all, List.of(arguments)));
  }

  /** Starts a service in this JVM that goes by this clock. */
  static ConfigurableApplicationContext run(TestClock clock, String... arguments) {
    return run(clock, new Class<?>[0], arguments);
  }

  private static ConfigurableApplicationContext run(
      TestClock clock, Class<?>[] more, String... arguments) {
    // Test classes run side by side; two services that start at once trip over each other's
    // logging.
    synchronized (STARTING) {
      return new SpringApplicationBuilder(MerchantReviewApplication.class)
          .sources(more)
          .initializers(clock::standIn, ReadClasses::share)
          .run(
              Settings.laterCounts(
                  List.of(FORMER_HEADERS, FEW_CONNECTIONS, NO_ANSWERS_REMEMBERED),
                  List.of(arguments)));
    }
  }

  /** Starts the service again, with other settings. */
  public void restart(String... arguments) {
    service.close();
    start(arguments);
  }

  /** Stops all of it. */
  public void close() {
    service.close();
    connections.close();
    if (!owner) {
      return;
    }
    sandbox.run();
    closeDatabase();
    Postgres.delete(data);
    Postgres.delete(contents);
  }

  /** Ends the database as a loss of power would; the service goes on without it. */
  public void killDatabase() {
    Postgres.kill(data);
    connections.close();
    closeDatabase();
  }

  /** Starts the database again on what it left on the disk. */
  public void startDatabase() {
    startDatabase(Map.of());
  }

  /** The same with other settings of the server. */
  public void startDatabase(Map<String, String> server) {
    try {
      EmbeddedPostgres.Builder builder = Postgres.builder(settings.postgres(), data, PATIENCE);
      server.forEach(builder::setServerConfig);
      postgres = builder.start();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void closeDatabase() {
    try {
      postgres.close();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * Waits until the service can ask its engine the decision tables of this release: it knows a
   * little later than the engine has them.
   */
  public void awaitTables() {
    Decisions decisions = bean(Decisions.class);
    TestPlatform.await("the released tables", () -> hasTables(decisions));
  }

  private static boolean hasTables(Decisions decisions) {
    try {
      return decisions.modelNumber() > 0;
    } catch (OutsideUnavailableException notYet) {
      return false;
    }
  }

  /** Calls the service as one of the local users. */
  public ApiClient api(String user) {
    return ApiClient.holdingToContract(settings.serviceUrl(), user);
  }

  public ApiClient sandbox() {
    return new ApiClient(settings.sandboxUrl(), "nobody");
  }

  public String serviceUrl() {
    return settings.serviceUrl();
  }

  public String sandboxUrl() {
    return settings.sandboxUrl();
  }

  /** Reads and writes what is really in the database, as a superuser. */
  public JdbcClient database() {
    return databaseAs("postgres");
  }

  /** The same with the rights the service has. */
  public JdbcClient databaseAsService() {
    return databaseAs(Settings.SERVICE_USER);
  }

  /** Connections of a superuser, for tests that change the database itself. */
  public DataSource superuser() {
    return new DriverManagerDataSource(settings.jdbcUrl(), "postgres", "postgres");
  }

  /** Kept ones of a superuser to another database of the server. */
  DataSource connectionsTo(String database) {
    return connections.of(jdbcUrl(database), "postgres");
  }

  /** Where a database of its server is. */
  public String jdbcUrl(String database) {
    return settings.jdbcUrl(database);
  }

  private JdbcClient databaseAs(String user) {
    return JdbcClient.create(connections.of(settings.jdbcUrl(), user));
  }

  public <T> T bean(Class<T> type) {
    return service.getBean(type);
  }

  /** All parts of the running service of a type. */
  public <T> Collection<T> beans(Class<T> type) {
    return service.getBeansOfType(type).values();
  }

  public <T> T bean(String name, Class<T> type) {
    return service.getBean(name, type);
  }

  /** Moves the service's time, which goes on from there; back with {@link #returnToPresent}. */
  public void travelTo(Instant instant) {
    clock.moveTo(instant);
  }

  public void returnToPresent() {
    clock.reset();
  }
}
