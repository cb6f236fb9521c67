package dev.merchantreview.local;

import dev.merchantreview.MerchantReviewApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The real platform for tests: PostgreSQL, OpenSearch, Camunda and the sandbox as processes, the
 * service inside the test's JVM so that its clock can be moved. Started once for all test classes
 * and stopped with the JVM.
 */
public final class TestPlatform {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JOB_TIMEOUT = "--merchant-review.engine.job-timeout=5s";
  // The discard port: reserved, and closed everywhere.
  private static final int NOBODY_LISTENS = 9;
  private static TestPlatform instance;

  private final Settings settings = Settings.forTests(Path.of("").toAbsolutePath());
  private final LocalPlatform platform =
      new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));
  private final TestClock clock = new TestClock();
  private ConfigurableApplicationContext service;

  private TestPlatform() {
    start();
  }

  /** The one platform, started by whoever asks first. */
  public static synchronized TestPlatform get() {
    if (instance == null) {
      instance = new TestPlatform();
    }
    return instance;
  }

  private void start() {
    // What a killed run left behind would hold the ports, and its data is not ours.
    platform.processes().stopAll(name -> {});
    Launcher.wipe(settings.home());
    new Distribution(settings.root(), System.out::println).prepare();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    platform.startOpenSearch();
    platform.startCamunda();
    platform.startPostgres();
    platform.startSandbox();
    platform.awaitOpenSearch();
    platform.awaitSandbox();
    startService();
    platform.awaitCamunda();
    platform.createReviewers();
    platform.awaitDeployment();
  }

  private void stop() {
    if (service != null) {
      service.close();
    }
    platform.processes().stopOurs(name -> {});
  }

  /** Starts the service in this JVM. */
  public void startService(String... arguments) {
    startService(settings.grpc(), Settings.DATABASE, arguments);
  }

  /**
   * Starts the service in this JVM where it cannot reach the engine: what it accepts stays with it.
   */
  public void startServiceWithoutEngine() {
    startService(NOBODY_LISTENS, Settings.DATABASE);
  }

  private void startService(int grpcPort, String database, String... arguments) {
    List<String> all = new ArrayList<>(settings.serviceArguments(grpcPort, database));
    all.addAll(List.of(arguments));
    MovedClock.clock = clock;
    service =
        new SpringApplicationBuilder(MerchantReviewApplication.class, MovedClock.class)
            .run(all.toArray(String[]::new));
  }

  /**
   * The engine of Camunda 8.8, with the service of this JVM on it; the service's own must be
   * stopped, and is to be started again afterwards. Its cases are kept apart: the keys of two
   * engines repeat.
   */
  public AskingEngine startOnAskingEngine() {
    String database = Settings.DATABASE + "_8_8";
    platform.createDatabase(database);
    AskingEngine engine =
        new AskingEngine(settings.root(), platform.processes()).start(settings.home());
    startService(engine.grpcPort(), database);
    return engine;
  }

  public void stopService() {
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
   * What Operate says of the process instance of a case: ACTIVE, COMPLETED or CANCELED; INCIDENT
   * when it is stuck.
   */
  public String processState(String caseId) {
    return tasklist("demo").processState(processInstance(caseId));
  }

  /** Waits until the process instance of a case has come to a BPMN element. */
  public void awaitElement(String caseId, String elementId) {
    TasklistClient demo = tasklist("demo");
    await(elementId + " of " + caseId, () -> demo.hasReached(processInstance(caseId), elementId));
  }

  private long processInstance(String caseId) {
    return database()
        .sql("select process_instance_key from store_application where id = :id")
        .param("id", caseId)
        .query(Long.class)
        .single();
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

  public void startCamunda() {
    platform.startCamunda();
    platform.awaitCamunda();
  }

  /** Moves the engine's and the service's time; timers that are due by then fire. */
  public void travelTo(Instant instant) {
    clock.moveTo(instant);
    int status =
        Http.put(settings.webUrl() + "/v2/clock", "{\"timestamp\":" + instant.toEpochMilli() + "}");
    if (status / 100 != 2) {
      throw new IllegalStateException("the engine's clock does not move: " + status);
    }
  }

  /** Back to the present. */
  public void returnToPresent() {
    clock.reset();
    int status = Http.post(settings.webUrl() + "/v2/clock/reset");
    if (status / 100 != 2) {
      throw new IllegalStateException("the engine's clock does not come back: " + status);
    }
  }

  /** Cancels the process instance of a case, as a person can in Operate. */
  public void cancelInEngine(String caseId) {
    ApiClient.Answer answer =
        new ApiClient(settings.webUrl(), "nobody")
            .post("/v2/process-instances/" + processInstance(caseId) + "/cancellation", Map.of());
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          "the engine refuses: " + answer.status() + " " + answer.body());
    }
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

  public ApiClient api(String user) {
    return new ApiClient(settings.serviceUrl(), user);
  }

  public ApiClient sandbox() {
    return new ApiClient(settings.sandboxUrl(), "nobody");
  }

  public TasklistClient tasklist(String user) {
    return new TasklistClient(settings.webUrl(), user);
  }

  public String tasklistUrl() {
    return settings.webUrl() + "/tasklist";
  }

  public String sandboxUrl() {
    return settings.sandboxUrl();
  }

  public String serviceUrl() {
    return settings.serviceUrl();
  }

  /** Reads what is really in the database. */
  public JdbcClient database() {
    return JdbcClient.create(
        new org.springframework.jdbc.datasource.DriverManagerDataSource(
            settings.jdbcUrl(), "postgres", "postgres"));
  }

  public <T> T bean(Class<T> type) {
    return service.getBean(type);
  }

  public static void await(String what, BooleanSupplier condition) {
    Http.await(what, PATIENCE, condition);
  }

  public void awaitState(String id, String state) {
    ApiClient auditor = api("auditor");
    await(
        id + " becoming " + state,
        () -> auditor.get("/api/v1/store-applications/" + id).state().equals(state));
  }

  /** The open task of a case, as soon as Tasklist shows it. */
  public String awaitTask(TasklistClient tasklist, String caseId) {
    await("a task for " + caseId, () -> tasklist.openTask(caseId).isPresent());
    return Optional.of(caseId).flatMap(tasklist::openTask).orElseThrow();
  }

  @Configuration(proxyBeanMethods = false)
  static class MovedClock {

    private static TestClock clock;

    @Bean
    @Primary
    java.time.Clock movedClock() {
      return clock;
    }
  }
}
