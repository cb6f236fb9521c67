package dev.merchantreview.testing;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.Distribution;
import dev.merchantreview.local.Http;
import dev.merchantreview.local.LaunchException;
import dev.merchantreview.local.Launcher;
import dev.merchantreview.local.LocalPlatform;
import dev.merchantreview.local.Settings;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.sandbox.Sandbox;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JOB_TIMEOUT = "--merchant-review.engine.job-timeout=5s";
  private static final long TICK = 300;
  private static final int TOO_MANY_REQUESTS = 429;
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
  private final Map<String, TasklistClient> tasklists = new ConcurrentHashMap<>();
  private ConfigurableApplicationContext service;
  private ScheduledExecutorService engineClock;

  private TestPlatform(PlatformKind kind) {
    this.kind = kind;
    settings = settings(kind, Path.of("").toAbsolutePath());
    platform = new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));
    wire = new EngineProxy(settings.grpc(), "");
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
    platform.startBroker();
    platform.startPostgres();
    answerFromRecords();
    startService();
    platform.awaitBroker();
    platform.awaitEngineKnown();
  }

  private void startAll() {
    prepare(settings.root());
    platform.startOpenSearch();
    platform.startCamunda(EXPORT_BATCH, IMPORT_BACKOFF);
    platform.startPostgres();
    platform.awaitOpenSearch();
    startService();
    platform.awaitCamunda();
    platform.createReviewers();
    platform.awaitDeployment();
  }

  /** Waits until the engine has the processes of the service that runs in this JVM. */
  public void awaitDeployment() {
    await("the engine having the processes", platform::isEngineKnown);
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
      Sandbox.start(settings.sandbox(), settings.serviceUrl(), BANK_DOWN);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void answerFromRecords() {
    Set<String> users = new HashSet<>(LocalPlatform.REVIEWERS);
    users.add("demo");
    try {
      new RecordedTasklist(
          settings.tasklist(), new EngineRecords(platform.records()), settings.webUrl(), users);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private synchronized void stop() {
    if (service != null) {
      service.close();
    }
    platform.processes().stopOurs(name -> {});
    if (data != null) {
      Launcher.wipe(data);
    }
  }

  /** Starts the service in this JVM. */
  public void startService(String... arguments) {
    List<String> all = new ArrayList<>(settings.serviceArguments(wire.port(), Settings.DATABASE));
    // Nobody waits long for what is only compared now and then.
    all.add("--merchant-review.reconciliation.interval=1s");
    all.add("--merchant-review.reconciliation.grace=3s");
    all.add("--merchant-review.payouts.reconciliation.interval=1s");
    all.add("--merchant-review.payouts.reconciliation.grace=3s");
    all.add("--merchant-review.payouts.reconciliation.window=" + PAYOUT_WINDOW.toSeconds() + "s");
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
   * The packed service as a process of its own, killed with SIGKILL after its work on the first job
   * of this type has committed and before the engine was told. The service of this JVM must be
   * stopped.
   *
   * @param jobType a job whose worker asks the engine nothing: an answer could not come any more
   * @param meanwhile what brings the process instance to that job
   */
  public void killServiceBetweenCommitAndCompletion(String jobType, Runnable meanwhile) {
    try (EngineProxy proxy = new EngineProxy(settings.grpc(), jobType)) {
      long before = jobsDone(jobType);
      ProcessHandle process = platform.startService(proxy.port(), List.of(JOB_TIMEOUT));
      try {
        platform.awaitService();
        meanwhile.run();
        await("the hand-out of " + jobType, proxy::isMuted);
        await("the commit of " + jobType, () -> jobsDone(jobType) > before);
      } finally {
        process.destroyForcibly();
        process.onExit().join();
      }
    }
  }

  /**
   * Runs the service as a process of its own and kills it at moments nobody chose, while it does
   * what there is to do.
   *
   * @param times how often
   * @param longest how long it may live after it got ready
   */
  public void killServiceAtRandom(int times, Duration longest) {
    for (int i = 0; i < times; i++) {
      ProcessHandle process = platform.startService(settings.grpc(), List.of(JOB_TIMEOUT));
      try {
        platform.awaitService();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest.toNanos()));
      } finally {
        process.destroyForcibly();
        process.onExit().join();
      }
    }
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
        .sql("update " + table(caseId) + " set process_instance_key = :key where id = :id")
        .param("key", instance)
        .param("id", caseId)
        .update();
  }

  /** Whether a process instance ever worked on a case. */
  public boolean hasInstance(String caseId) {
    return database()
        .sql("select process_instance_key is not null from " + table(caseId) + " where id = :id")
        .param("id", caseId)
        .query(Boolean.class)
        .single();
  }

  /** Waits until the process instance of a case has come to a BPMN element. */
  public void awaitElement(String caseId, String elementId) {
    TasklistClient demo = tasklist("demo");
    await(elementId + " of " + caseId, () -> demo.hasReached(instanceOf(caseId), elementId));
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
        .sql("select process_instance_key from " + table(caseId) + " where id = :id")
        .param("id", caseId)
        .query(Long.class)
        .single();
  }

  private static String table(String caseId) {
    return switch (caseId.substring(0, 3)) {
      case "fl_" -> "filing";
      case "st_" -> "store";
      case "rf_" -> "deposit_refund";
      default -> "store_application";
    };
  }

  private static String path(String caseId) {
    return switch (caseId.substring(0, 3)) {
          case "fl_" -> "/api/v1/filings/";
          case "st_" -> "/api/v1/stores/";
          case "rf_" -> "/api/v1/deposit-refunds/";
          default -> "/api/v1/store-applications/";
        }
        + caseId;
  }

  private long jobsDone(String jobType) {
    return database()
        .sql("select count(*) from engine_job_done where job_type = :type")
        .param("type", jobType)
        .query(Long.class)
        .single();
  }

  /** Starts the service in this JVM again; jobs it was given before it died come back soon. */
  public void startServiceAfterKill() {
    startService(JOB_TIMEOUT);
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
    platform.startBroker();
    platform.awaitBroker();
    platform.awaitExport();
    // What it reads back of its own log may have left its clock where a test had put it.
    resetEngineClock();
  }

  /**
   * Moves the engine's and the service's time, which goes on from there; timers that are due by
   * then fire.
   */
  public synchronized void travelTo(Instant instant) {
    stopEngineClock();
    clock.moveTo(instant);
    pinEngineClock();
    // The engine's clock stands still where it is put; jobs that wait a moment would wait for ever.
    engineClock =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    // A tick the engine is too busy for is made up for by the next.
    engineClock.scheduleWithFixedDelay(this::askForPresentTime, TICK, TICK, TimeUnit.MILLISECONDS);
  }

  private void pinEngineClock() {
    awaitTaken("move", this::askForPresentTime);
  }

  private int askForPresentTime() {
    return Http.put(
        settings.webUrl() + "/v2/clock", "{\"timestamp\":" + clock.instant().toEpochMilli() + "}");
  }

  private void stopEngineClock() {
    if (engineClock != null) {
      engineClock.close();
      engineClock = null;
    }
  }

  /** Back to the present. */
  public synchronized void returnToPresent() {
    stopEngineClock();
    clock.reset();
    resetEngineClock();
    // The engine schedules its next check for timed-out jobs by its clock, here for the time the
    // clock was set to; when it resumes, it schedules the check again.
    processing("pauseProcessing");
    processing("resumeProcessing");
  }

  private void processing(String change) {
    int status = Http.post(settings.managementUrl() + "/actuator/partitions/" + change);
    if (status / 100 != 2) {
      throw new IllegalStateException("the engine does not " + change + ": " + status);
    }
  }

  private void resetEngineClock() {
    awaitTaken("come back", () -> Http.post(settings.webUrl() + "/v2/clock/reset"));
  }

  /** A busy engine refuses what it has no room for; its clock is asked again, as it wants it. */
  private static void awaitTaken(String change, IntSupplier call) {
    await(
        "the engine's clock to " + change,
        () -> {
          int status = call.getAsInt();
          if (status / 100 == 4 && status != TOO_MANY_REQUESTS) {
            throw new IllegalStateException(
                "the engine's clock does not " + change + ": " + status);
          }
          return status / 100 == 2;
        });
  }

  /** Cancels the process instance of a case, as a person can in Operate. */
  public void cancelInEngine(String caseId) {
    ApiClient.Answer answer =
        new ApiClient(settings.webUrl(), "nobody")
            .post("/v2/process-instances/" + instanceOf(caseId) + "/cancellation", Map.of());
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          "the engine refuses: " + answer.status() + " " + answer.body());
    }
  }

  /** Sets variables of a case's process instance, as a person can in Operate. */
  public void setVariablesInEngine(String caseId, Map<String, Object> variables) {
    bean(CamundaClient.class)
        .newSetVariablesCommand(instanceOf(caseId))
        .variables(variables)
        .send()
        .join();
  }

  /** Has a case's process instance begin at an element, too, as a person can in Operate. */
  public void moveInEngine(String caseId, String elementId) {
    bean(CamundaClient.class)
        .newModifyProcessInstanceCommand(instanceOf(caseId))
        .activateElement(elementId)
        .send()
        .join();
  }

  /** Completes a user task through the engine's own API, past Tasklist. */
  public void completeInEngine(String taskKey, Map<String, Object> variables) {
    ApiClient.Answer answer =
        new ApiClient(settings.webUrl(), "nobody")
            .post("/v2/user-tasks/" + taskKey + "/completion", Map.of("variables", variables));
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          "the engine refuses: " + answer.status() + " " + answer.body());
    }
  }

  /** Names whoever one likes as a task's assignee through the engine's own API. */
  public void assignInEngine(String taskKey, String assignee) {
    ApiClient.Answer answer =
        new ApiClient(settings.webUrl(), "nobody")
            .post(
                "/v2/user-tasks/" + taskKey + "/assignment",
                Map.of("assignee", assignee, "allowOverride", true));
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          "the engine refuses: " + answer.status() + " " + answer.body());
    }
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
    return JdbcClient.create(superuser());
  }

  /** Connections of somebody who may do more in the database than the service. */
  public DataSource superuser() {
    return new DriverManagerDataSource(settings.jdbcUrl(), "postgres", "postgres");
  }

  public <T> T bean(Class<T> type) {
    return service.getBean(type);
  }

  /** The tables with a row that has this text in it. */
  public List<String> tablesWith(String text) {
    JdbcClient database = database();
    return database
        .sql("select table_name from information_schema.tables where table_schema = 'public'")
        .query(String.class)
        .list()
        .stream()
        .filter(
            table ->
                database
                        .sql(
                            "select count(*) from \""
                                + table
                                + "\" as row where to_jsonb(row)::text like :text")
                        .param("text", "%" + text + "%")
                        .query(Long.class)
                        .single()
                    > 0)
        .toList();
  }

  /** How many of the documents the engine exports and its web applications keep have this text. */
  public long engineDocumentsWith(String text) {
    String search =
        settings.openSearchUrl()
            + "/_search?size=0&track_total_hits=true&q=%22"
            + URLEncoder.encode(text, StandardCharsets.UTF_8)
            + "%22";
    AtomicLong found = new AtomicLong();
    // A busy index may take longer than a call waits.
    await("a count of " + text, () -> counted(Http.body(search), found));
    return found.get();
  }

  private static boolean counted(String answer, AtomicLong found) {
    Matcher total = Pattern.compile("\"total\":\\{\"value\":([0-9]+)").matcher(answer);
    if (!total.find()) {
      return false;
    }
    found.set(Long.parseLong(total.group(1)));
    return true;
  }

  /** The engine's own files that have this text. */
  public List<Path> engineFilesWith(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.walk(settings.home().resolve("data/zeebe"))) {
      return files.filter(Files::isRegularFile).filter(file -> contains(file, wanted)).toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static boolean contains(Path file, byte[] wanted) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          .contains(new String(wanted, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException gone) {
      // The engine throws old files away while we look.
      return false;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  public static void await(String what, BooleanSupplier condition) {
    Http.await(what, PATIENCE, condition);
  }

  public void awaitState(String id, String state) {
    ApiClient auditor = api("auditor");
    try {
      await(id + " becoming " + state, () -> auditor.get(path(id)).state().equals(state));
    } catch (LaunchException late) {
      throw new AssertionError(late.getMessage() + "; " + whereItStands(id), late);
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
    await("a task for " + caseId, () -> tasklist.openTask(caseId).isPresent());
    return Optional.of(caseId).flatMap(tasklist::openTask).orElseThrow();
  }
}
