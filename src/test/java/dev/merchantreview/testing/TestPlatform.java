package dev.merchantreview.testing;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.Distribution;
import dev.merchantreview.local.Http;
import dev.merchantreview.local.LaunchException;
import dev.merchantreview.local.Launcher;
import dev.merchantreview.local.LocalEngine;
import dev.merchantreview.local.LocalPlatform;
import dev.merchantreview.local.Settings;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A real platform for tests: PostgreSQL and Camunda as processes, the service inside the test's JVM
 * so that its clock can be moved. There are two, each started once for all test classes, beside the
 * other, and stopped with the JVM: most tests of processes need the engine, and neither pages nor
 * index, in whose place {@link RecordedTasklist} answers.
 */
public final class TestPlatform {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  // A test waits for one task at a time: it shall not wait for others to fill a batch.
  private static final int EXPORT_BATCH = 10;
  // Looking for news four times a second took a third of the machine all the time.
  private static final Duration IMPORT_BACKOFF = Duration.ofMillis(600);
  private static final Duration BANK_DOWN = Duration.ofSeconds(20);
  private static final Map<PlatformKind, FutureTask<TestPlatform>> STARTED =
      new EnumMap<>(PlatformKind.class);

  private final PlatformKind kind;
  private final Settings settings;
  private final LocalPlatform platform;
  private final EngineProxy wire;
  private Path data;

  /** How far back payouts are compared, findings aside. */
  public static final Duration PAYOUT_WINDOW = Duration.ofSeconds(10);

  private final TestClock clock = new TestClock();
  private final KeptConnections connections = new KeptConnections();
  private final Map<String, TasklistClient> tasklists = new ConcurrentHashMap<>();
  private ConfigurableApplicationContext service;
  private final EngineTime time;

  private TestPlatform(PlatformKind kind) {
    this.kind = kind;
    settings = settings(kind, Path.of("").toAbsolutePath());
    platform = new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));
    wire = new EngineProxy(settings.grpc(), "");
    time = new EngineTime(settings, clock);
    start();
  }

  private static Settings settings(PlatformKind kind, Path root) {
    return switch (kind) {
      case ENGINE -> Settings.forTests(root);
      case WEB_APPLICATIONS -> Settings.forTestsOfPages(root);
      case ASKING_ENGINE -> Settings.forTestsOfAskingEngine(root);
    };
  }

  /** The platform of the test class this thread is at. */
  public static TestPlatform get() {
    return get(PlatformOfTheTest.ofThisThread());
  }

  private static TestPlatform get(PlatformKind kind) {
    try {
      return begin(kind).get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the platform does not start", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Has a platform started, without waiting for it, unless it was before. */
  static synchronized Future<TestPlatform> begin(PlatformKind kind) {
    FutureTask<TestPlatform> started = STARTED.get(kind);
    if (started == null) {
      started = new FutureTask<>(() -> new TestPlatform(kind));
      STARTED.put(kind, started);
      Thread.ofPlatform().name(kind.name()).start(started);
    }
    return started;
  }

  /** Stops a platform, without waiting for it. */
  static void end(PlatformKind kind) {
    Thread.ofPlatform().name("end of " + kind).start(() -> get(kind).stop());
  }

  private void start() {
    // What a killed run left behind would hold the ports, and its data is not ours.
    platform.processes().stopAll(name -> {});
    Launcher.wipe(settings.home());
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    data = keptInMemory();
    startSandbox();
    switch (kind) {
      case ENGINE -> startEngineAlone();
      case WEB_APPLICATIONS -> startAll();
      case ASKING_ENGINE -> platform.startPostgres();
    }
  }

  private void startEngineAlone() {
    prepare(settings.root());
    platform.engine().startBroker();
    platform.startPostgres();
    answerFromRecords();
    startService();
    platform.engine().awaitBroker();
    platform.services().awaitEngineKnown();
  }

  private void startAll() {
    prepare(settings.root());
    platform.engine().startOpenSearch(false);
    platform.engine().startCamunda(EXPORT_BATCH, IMPORT_BACKOFF, false);
    platform.startPostgres();
    platform.engine().awaitOpenSearch();
    startService();
    platform.engine().awaitCamunda();
    platform.engine().createReviewers();
    platform.services().awaitDeployment();
  }

  /** Waits until the engine has the processes of the service that runs in this JVM. */
  public void awaitDeployment() {
    await("the engine having the processes", platform.services()::isEngineKnown);
  }

  /** The servers' data, the database's with the service's tables in it. */
  private Path keptInMemory() {
    Path data = Scratch.directory("merchant-review-platform");
    try {
      Files.move(MigratedData.copy(settings), data.resolve("postgres"));
      Files.createDirectories(settings.home());
      Files.createSymbolicLink(settings.home().resolve("data"), data);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return data;
  }

  /** Fetched and unpacked once for both. */
  private static synchronized void prepare(Path root) {
    new Distribution(root, System.out::println).prepare();
  }

  private void startSandbox() {
    try {
      Sandbox.start(
          settings.sandbox(),
          settings.serviceUrl(),
          BANK_DOWN,
          settings.home().resolve("data/sandbox"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void answerFromRecords() {
    Set<String> users = new HashSet<>(LocalEngine.REVIEWERS);
    users.add("demo");
    try {
      new RecordedTasklist(
          settings.tasklist(),
          new EngineRecords(platform.engine().records()),
          settings.webUrl(),
          users);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private synchronized void stop() {
    if (service != null) {
      service.close();
    }
    connections.close();
    platform.processes().stopOurs(name -> {});
    if (data != null) {
      Launcher.wipe(data);
    }
  }

  /** Starts the service in this JVM. */
  public void startService(String... arguments) {
    List<String> all = new ArrayList<>(settings.serviceArguments(wire.port(), Settings.DATABASE));
    // Nobody waits long for what is only compared now and then, and each time takes from the rest.
    all.add("--merchant-review.reconciliation.interval=2s");
    all.add("--merchant-review.reconciliation.grace=3s");
    all.add("--merchant-review.payouts.reconciliation.interval=1s");
    all.add("--merchant-review.payouts.reconciliation.grace=3s");
    all.add("--merchant-review.payouts.reconciliation.window=" + PAYOUT_WINDOW.toSeconds() + "s");
    // Its pool is not filled at its start, as it is elsewhere, and it starts while two engines do:
    // a
    // connection took the server seconds, and five of them ended the start.
    all.add("--spring.datasource.hikari.connection-timeout=60000");
    service = ServiceAlone.run(clock, Settings.laterCounts(all, List.of(arguments)));
  }

  /**
   * Takes the engine away from the service of this JVM: what it accepts stays with it. The engine
   * itself goes on.
   */
  public void unplugEngine() {
    wire.unplug();
  }

  /** Gives it back. */
  public void plugEngineIn() {
    wire.plugIn();
  }

  /** Starts the engine of Camunda 8.8; the service is to be started afterwards. */
  public AskingEngine startAskingEngine() {
    return new AskingEngine(settings.root(), platform.processes()).start(settings.home());
  }

  public void stopService() {
    if (service == null) {
      return;
    }
    service.close();
  }

  /**
   * What Operate says of the process instance of a case: ACTIVE, COMPLETED or CANCELED; INCIDENT
   * when it is stuck.
   */
  public String processState(String caseId) {
    return processState(instanceOf(caseId));
  }

  /** The same of any process instance. */
  public String processState(long instance) {
    return tasklist("demo").processState(instance);
  }

  /** Puts a wrong, or again the right, process instance on record for a case. */
  public void setInstance(String caseId, long instance) {
    database()
        .sql(
            "update "
                + CaseTables.table(caseId)
                + " set process_instance_key = :key where id = :id")
        .param("key", instance)
        .param("id", caseId)
        .update();
  }

  /** Whether a process instance ever worked on a case. */
  public boolean hasInstance(String caseId) {
    return database()
        .sql(
            "select process_instance_key is not null from "
                + CaseTables.table(caseId)
                + " where id = :id")
        .param("id", caseId)
        .query(Boolean.class)
        .single();
  }

  /** Waits until the process instance of a case has come to a BPMN element. */
  public void awaitElement(String caseId, String elementId) {
    TasklistClient demo = tasklist("demo");
    await(caseId, "reaching " + elementId, () -> demo.hasReached(instanceOf(caseId), elementId));
  }

  /** Waits until the process instance of a case is at a BPMN element. */
  public void awaitBeingAt(String caseId, String elementId) {
    TasklistClient demo = tasklist("demo");
    await(
        caseId,
        "at " + elementId,
        () -> hasInstance(caseId) && demo.isAt(instanceOf(caseId), elementId));
  }

  /** Waits until the process instance of a case has come to its end. */
  public void awaitEnd(String caseId) {
    await(caseId, "at its end", () -> processState(caseId).equals("COMPLETED"));
  }

  /** The BPMN elements the process instance of a case came to, in their order. */
  public List<String> passed(String caseId) {
    return hasInstance(caseId) ? tasklist("demo").passed(instanceOf(caseId)) : List.of();
  }

  /** Has the engine never hear what it was still to be told of a case. */
  public void loseUnsentMessages(String caseId) {
    database()
        .sql("update engine_outbox set sent_at = now() where case_id = :id and sent_at is null")
        .param("id", caseId)
        .update();
  }

  /** The process instance on record for a case. */
  public long instanceOf(String caseId) {
    return database()
        .sql("select process_instance_key from " + CaseTables.table(caseId) + " where id = :id")
        .param("id", caseId)
        .query(Long.class)
        .single();
  }

  /** Starts the service in this JVM again; jobs it was given before it died come back soon. */
  public void startServiceAfterKill() {
    startService(KilledService.JOB_TIMEOUT);
  }

  /** What Camunda has logged so far. */
  public String camundaLog() {
    try {
      return Files.readString(platform.processes().log("camunda"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  public void stopCamunda() {
    platform.processes().running().stream()
        .filter(running -> running.name().equals("camunda"))
        .forEach(platform.processes()::stop);
  }

  /** Starts the engine by itself again. */
  public void startCamunda() {
    platform.engine().startBroker();
    platform.engine().awaitBroker();
    platform.engine().awaitExport();
    // What it reads back of its own log may have left its clock where a test had put it.
    time.resetEngineClock();
  }

  /**
   * Moves the engine's and the service's time, which goes on from there; timers that are due by
   * then fire.
   */
  public void travelTo(Instant instant) {
    time.travelTo(instant);
  }

  /** Back to the present. */
  public void returnToPresent() {
    time.returnToPresent();
  }

  /** What a person can do to a running process past the service. */
  public EngineByHand engineByHand() {
    return new EngineByHand(
        this, settings.webUrl(), URI.create("http://127.0.0.1:" + settings.grpc()));
  }

  /** Where this platform keeps a text. */
  public KeptText keptText() {
    return new KeptText(this, settings);
  }

  /** The release before, to be started beside the service of this JVM; */
  public PreviousRelease previousRelease() {
    return new PreviousRelease(platform, settings, settings.service() + 2, settings.grpc());
  }

  /** Reads what is really in another database of the same server. */
  public JdbcClient database(String name) {
    return JdbcClient.create(connections.of(settings.jdbcUrl(name), "postgres"));
  }

  /**
   * The packed service as a process of its own, to be killed; the one of this JVM must be stopped.
   */
  public KilledService killedService() {
    return new KilledService(this, platform.services(), settings);
  }

  /**
   * The packed service as several processes, in the place of the one of this JVM, which must be
   * stopped.
   */
  public SeveralServices severalServices(int number, List<String> arguments) {
    return new SeveralServices(platform.services(), settings, number, arguments);
  }

  public ApiClient api(String user) {
    return ApiClient.holdingToContract(settings.serviceUrl(), user);
  }

  public ApiClient sandbox() {
    return new ApiClient(settings.sandboxUrl(), "nobody");
  }

  public TasklistClient tasklist(String user) {
    return tasklists.computeIfAbsent(
        user, each -> new TasklistClient(settings.tasklistUrl(), each));
  }

  /** Where Tasklist's pages are. */
  public String tasklistUrl() {
    if (kind != PlatformKind.WEB_APPLICATIONS) {
      throw new IllegalStateException("this platform has no pages: " + kind);
    }
    return settings.webUrl() + "/tasklist";
  }

  public String sandboxUrl() {
    return settings.sandboxUrl();
  }

  public String serviceUrl() {
    return settings.serviceUrl();
  }

  /** Commands written for a platform that {@code up} started, for this one. */
  public String local(String commands) {
    Settings up = Settings.fromEnvironment(settings.root());
    return commands
        .replace(up.serviceUrl(), settings.serviceUrl())
        .replace(up.sandboxUrl(), settings.sandboxUrl());
  }

  /** Reads what is really in the database. */
  public JdbcClient database() {
    return JdbcClient.create(connections.of(settings.jdbcUrl(), "postgres"));
  }

  /** Connections of somebody who may do more in the database than the service. */
  public DataSource superuser() {
    return new DriverManagerDataSource(settings.jdbcUrl(), "postgres", "postgres");
  }

  public <T> T bean(Class<T> type) {
    return service.getBean(type);
  }

  public static void await(String what, BooleanSupplier condition) {
    Http.await(what, PATIENCE, condition);
  }

  public void awaitState(String id, String state) {
    ApiClient auditor = api("auditor");
    await(id, "becoming " + state, () -> auditor.get(CaseTables.path(id)).state().equals(state));
  }

  private void await(String caseId, String what, BooleanSupplier condition) {
    try {
      await(caseId + " " + what, condition);
    } catch (LaunchException late) {
      throw new LaunchException(late.getMessage() + "; " + whereItStands(caseId));
    }
  }

  /** What can be known of a case that does not go on, for whoever reads a failed run's log. */
  private String whereItStands(String id) {
    String messages =
        database()
            .sql(
                "select coalesce(string_agg(name || case when sent_at is null then ' (unsent)'"
                    + " else '' end, ', ' order by id), 'none') from engine_outbox where case_id = :id")
            .param("id", id)
            .query(String.class)
            .single();
    String events =
        database()
            .sql(
                "select string_agg(action, ', ' order by seq) from history_event where case_id = :id")
            .param("id", id)
            .query(String.class)
            .single();
    String process =
        hasInstance(id) ? tasklist("demo").whereItStands(instanceOf(id)) : "no process instance";
    return "history: " + events + "; messages: " + messages + "; engine: " + process;
  }

  /** The open task of a case, as soon as Tasklist shows it. */
  public String awaitTask(TasklistClient tasklist, String caseId) {
    return awaitTask(tasklist, caseId, task -> true);
  }

  /**
   * The first task of a case that is another than the one given. A task may be taken back between
   * two looks, so what was seen is what is given, and nothing is asked a second time.
   */
  public String awaitTaskOtherThan(String task, TasklistClient tasklist, String caseId) {
    return awaitTask(tasklist, caseId, found -> !found.equals(task));
  }

  private String awaitTask(TasklistClient tasklist, String caseId, Predicate<String> wanted) {
    AtomicReference<Optional<String>> seen = new AtomicReference<>(Optional.empty());
    await(
        "a task for " + caseId,
        () -> {
          seen.set(tasklist.openTask(caseId).filter(wanted));
          return seen.get().isPresent();
        });
    return seen.get().orElseThrow();
  }
}
