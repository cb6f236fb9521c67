package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.client.CamundaClient;
import io.grpc.Context;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two versions of the service on one engine: the newer one's diagrams and tables stay the newest.
 */
class OlderModelIT {

  private static final String PROCESS = "store-onboarding";
  private static final String DECISION = "pk-threshold";

  private static final AtomicInteger CHANGES = new AtomicInteger();

  private static StandInGateway gateway;
  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    service = ServiceAlone.with(settings(false));
    awaitReady(service.bean(ProcessDeployment.class));
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  private static String[] settings(boolean deploySuperseded) {
    return new String[] {
      gateway.address(),
      "--merchant-review.engine.form-settle=0s",
      "--merchant-review.engine.retry-backoff=50ms",
      "--merchant-review.engine.deploy-superseded=" + deploySuperseded
    };
  }

  private static void restart(boolean deploySuperseded) {
    service.restart(settings(deploySuperseded));
    awaitReady(service.bean(ProcessDeployment.class));
  }

  private static void awaitReady(ProcessDeployment deployment) {
    TestPlatform.await("the deployment", deployment::isReady);
  }

  /** The same diagrams and tables, each changed a little. */
  private static Model newer() {
    int change = CHANGES.incrementAndGet();
    return Model.of(
        service.bean(Model.class).files().stream().map(file -> changed(file, change)).toList());
  }

  private static Model.File changed(Model.File file, int change) {
    String text = new String(file.content(), StandardCharsets.UTF_8);
    return new Model.File(
        file.name(),
        (text + (file.name().endsWith(".form") ? "\n".repeat(change) : "<!-- " + change + " -->"))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** An engine of three partitions, of which some have what is asked for, asked in turn. */
  private static AtomicInteger partitions(Set<Integer> having) {
    AtomicInteger asked = new AtomicInteger();
    ThreadLocal<Integer> partition = ThreadLocal.withInitial(() -> 0);
    gateway.partitions = 3;
    gateway.refusesDecision =
        question -> {
          partition.set(asked.incrementAndGet() % 3 + 1);
          return having.contains(partition.get())
              ? Optional.empty()
              : Optional.of(
                  Status.INVALID_ARGUMENT.withDescription("but no decision found for key"));
        };
    gateway.decides =
        question ->
            StandInGateway.answered("null").toBuilder()
                .setDecisionInstanceKey(partition.get() * StandInGateway.FIRST_PARTITION + 1)
                .build();
    return asked;
  }

  @AfterEach
  void onePartition() {
    gateway.partitions = 1;
    gateway.refusesDecision = question -> Optional.empty();
    gateway.decides = question -> StandInGateway.answered("null");
  }

  /** What another instance of the service, built with this model, does when it starts. */
  private static ProcessDeployment started(Model model) {
    return started(model, service.bean(DeployedModels.class));
  }

  private static ProcessDeployment started(Model model, DeployedModels models) {
    ProcessDeployment deployment =
        new ProcessDeployment(
            service.bean(CamundaClient.class),
            new ConnectedCluster(
                service.bean(CamundaClient.class), service.bean(EngineProperties.class)),
            service.bean(EngineProperties.class),
            model,
            models,
            service.bean(DatabaseLocks.class),
            service.bean(TransactionTemplate.class));
    deployment.start();
    return deployment;
  }

  private static ProcessDeployment ready(Model model) {
    ProcessDeployment deployment = started(model);
    awaitReady(deployment);
    return deployment;
  }

  private static List<Long> newest() {
    return Stream.of(PROCESS, DECISION).map(gateway::newestKey).toList();
  }

  private static Decisions decisions(ProcessDeployment deployment) {
    return decisions(deployment, 0);
  }

  private static Decisions decisions(ProcessDeployment deployment, int remembered) {
    return new Decisions(
        service.bean(CamundaClient.class),
        deployment,
        service.bean(DecisionEditions.class),
        service.bean(EditionDeployment.class),
        service.bean(DecisionTables.class),
        new KnownAnswers(remembered, service.bean(JsonMapper.class)),
        service.bean(JsonMapper.class));
  }

  private static long decidedBy(Decisions decisions) {
    decisions.evaluate(DECISION, Map.of());
    return gateway.decided.getLast().getDecisionKey();
  }

  private static long startedBy(EngineRepairs repairs) {
    return gateway.running.get(repairs.start(PROCESS, "any", Map.of())).getProcessDefinitionKey();
  }

  private static List<Long> used(ProcessDeployment deployment) {
    return List.of(
        startedBy(new EngineRepairs(service.bean(CamundaClient.class), deployment)),
        decidedBy(decisions(deployment)));
  }

  private static JsonNode health() {
    return service.api("operator").get("/actuator/health").body().path("components").path("engine");
  }

  @Test
  void doesNotBecomeTheNewestAgainByARestartButOnPurpose() {
    restart(true);
    List<Long> own = newest();
    Model newer = newer();
    assertThat(ready(newer).supersededBy()).isEmpty();
    List<Long> theirs = newest();
    assertThat(theirs).doesNotContainAnyElementsOf(own);
    int deployments = gateway.deployments.size();

    restart(false);
    assertThat(gateway.deployments.size()).isEqualTo(deployments);
    assertThat(newest()).isEqualTo(theirs);
    assertThat(used(service.bean(ProcessDeployment.class))).isEqualTo(own);
    assertThat(health().path("status").asString()).isEqualTo("UP");
    assertThat(health().path("details").path("supersededBy").asString()).isEqualTo(newer.hash());
    assertThat(health().path("details").path("model").asString())
        .isEqualTo(service.bean(Model.class).hash());
    assertThat(used(ready(newer))).isEqualTo(theirs);

    restart(true);
    List<Long> back = newest();
    assertThat(back).doesNotContainAnyElementsOf(theirs);
    assertThat(used(service.bean(ProcessDeployment.class))).isEqualTo(back);
    assertThat(health().path("details").has("supersededBy")).isFalse();

    // Now it is the other that is the older one.
    restart(false);
    assertThat(ready(newer).supersededBy()).contains(service.bean(Model.class).hash());
    assertThat(newest()).isEqualTo(back);
  }

  /** One partition takes a deployment and passes it on: cases of the others would never begin. */
  @Test
  void isReadyWhenEachPartitionHasWhatIsNew() {
    Set<Integer> having = ConcurrentHashMap.newKeySet();
    having.add(2);
    AtomicInteger asked = partitions(having);
    ProcessDeployment deployment = started(newer());
    int once = gateway.deployments.size();
    TestPlatform.await("it asking again and again", () -> asked.get() > 30);
    assertThat(deployment.isReady()).isFalse();
    having.addAll(List.of(1, 3));
    awaitReady(deployment);
    assertThat(gateway.deployments.size()).isLessThanOrEqualTo(once + 1);
  }

  /** A diagram that calls a table where it is not yet would stand still. */
  @Test
  void hasATableToBeCalledWhenEachPartitionHasIt() {
    ProcessDeployment deployment = ready(newer());
    CamundaClient client = service.bean(CamundaClient.class);
    EditionDeployment editions =
        new EditionDeployment(
            client,
            deployment,
            new ConnectedCluster(client, service.bean(EngineProperties.class)),
            service.bean(DecisionEditions.class),
            service.bean(DecisionTables.class),
            service.bean(JdbcClient.class),
            Clock.systemUTC(),
            new SimpleMeterRegistry());
    Set<Integer> having = ConcurrentHashMap.newKeySet();
    having.add(2);
    partitions(having);
    assertThatThrownBy(() -> editions.haveReleased(DECISION))
        .isInstanceOf(OutsideUnavailableException.class)
        .hasMessageContaining("not each partition");
    having.addAll(List.of(1, 3));
    editions.haveReleased(DECISION);
  }

  @Test
  void takesNothingForLostThatOnlySomePartitionsHaveNot() {
    Model older = newer();
    ready(older);
    ready(newer());
    List<Long> theirs = newest();
    int deployments = gateway.deployments.size();
    partitions(Set.of(1));
    assertThat(ready(older).supersededBy()).isPresent();
    assertThat(gateway.deployments.size()).isEqualTo(deployments);
    assertThat(newest()).isEqualTo(theirs);
  }

  @Test
  void givesAnEngineThatLostItsDataBothInTheirOrder() {
    Model older = newer();
    Model newer = newer();
    ready(older);
    ready(newer);
    gateway.forget();
    List<Long> used = used(ready(older));
    assertThat(newest()).doesNotContainAnyElementsOf(used);
    // Whoever is the newest finds what was deployed for it.
    List<Long> theirs = newest();
    assertThat(used(ready(newer))).isEqualTo(theirs);
    assertThat(newest()).isEqualTo(theirs);
  }

  @Test
  void asksTheEngineOnceForTheSameQuestion() {
    Decisions decisions = decisions(ready(newer()), 10);
    int before = gateway.decided.size();
    Decisions.Result first = decisions.evaluate(DECISION, Map.of("platform", "DOUYIN"));
    assertThat(decisions.evaluate(DECISION, Map.of("platform", "DOUYIN")).evidence())
        .isEqualTo(first.evidence());
    assertThat(gateway.decided).hasSize(before + 1);
    decisions.evaluate(DECISION, Map.of("platform", "KUAISHOU"));
    assertThat(gateway.decided).hasSize(before + 2);
  }

  @Test
  void givesAnEngineThatLostItsDataEverythingAnewWhenItIsAsked() {
    ProcessDeployment deployment = ready(newer());
    Decisions decisions = decisions(deployment);
    gateway.forget();
    assertThatThrownBy(() -> decisions.evaluate(DECISION, Map.of()))
        .isInstanceOf(OutsideUnavailableException.class);
    TestPlatform.await("the tables", () -> isAnswered(decisions));
    assertThat(used(deployment)).isEqualTo(newest());
    gateway.forget();
    EngineRepairs repairs = new EngineRepairs(service.bean(CamundaClient.class), deployment);
    assertThatThrownBy(() -> repairs.start(PROCESS, "any", Map.of()))
        .isInstanceOf(OutsideUnavailableException.class);
    TestPlatform.await("the tables", () -> isAnswered(decisions));
    assertThat(used(deployment)).isEqualTo(newest());
  }

  private static boolean isAnswered(Decisions decisions) {
    try {
      decisions.evaluate(DECISION, Map.of());
      return true;
    } catch (OutsideUnavailableException notYet) {
      return false;
    }
  }

  /** The same models, telling when somebody has begun to try. */
  private static DeployedModels watched(CountDownLatch trying) {
    return new DeployedModels(service.bean(JdbcClient.class)) {
      @Override
      OffsetDateTime now() {
        OffsetDateTime now = super.now();
        trying.countDown();
        return now;
      }
    };
  }

  @Test
  void deploysOnceWhenTwoStartTogether() {
    Model model = newer();
    int before = gateway.deployments.size();
    AtomicReference<ProcessDeployment> other = new AtomicReference<>();
    CountDownLatch trying = new CountDownLatch(1);
    gateway.whileDeploying =
        () -> {
          if (other.get() == null) {
            other.set(started(model, watched(trying)));
            // Together means that it tries while the first is at it, not that its thread may.
            TestPlatform.await("the other one's first try", () -> trying.getCount() == 0);
          }
        };
    ready(model);
    awaitReady(other.get());
    gateway.whileDeploying = () -> {};
    assertThat(gateway.deployments.size()).isEqualTo(before + 1);
    assertThat(used(other.get())).isEqualTo(newest());
  }

  /** Past its deadline a deployment is tried again while the engine still works at the first. */
  @Test
  void givesADeploymentMoreTimeThanACall() {
    List<Long> left = new CopyOnWriteArrayList<>();
    gateway.whileDeploying =
        () -> left.add(Context.current().getDeadline().timeRemaining(TimeUnit.MILLISECONDS));
    ready(newer());
    gateway.whileDeploying = () -> {};
    EngineProperties properties = service.bean(EngineProperties.class);
    assertThat(left)
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.LONG)
        .isBetween(
            properties.requestTimeout().multipliedBy(3).toMillis(),
            properties.deploymentTimeout().toMillis());
  }
}
