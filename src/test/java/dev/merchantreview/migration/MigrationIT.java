package dev.merchantreview.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.StandInRecords;
import dev.merchantreview.testing.TestPlatform;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Moving instances to the newest diagram, against an engine that answers what the test wants: what
 * is planned, what is kept, and what becomes of it.
 */
class MigrationIT {

  private static final String PROCESS = "store-onboarding";
  private static final long OLD = 11;
  private static final long WITHOUT_AUDIT = 12;
  private static final AtomicLong INSTANCES = new AtomicLong(100);
  private static final AtomicInteger MERCHANTS = new AtomicInteger(1120);
  private static StandInGateway gateway;
  private static StandInRecords records;
  private static ServiceAlone service;
  private static long newest;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeAll
  static void start() throws IOException {
    gateway = new StandInGateway();
    records = new StandInRecords(gateway);
    service =
        records.service(
            "--merchant-review.engine.request-timeout=5s",
            "--merchant-review.engine.retry-backoff=20ms",
            "--merchant-review.engine.message-failures=3",
            "--merchant-review.reconciliation.interval=1h");
    TestPlatform.await(
        "the deployment",
        () ->
            service
                    .database()
                    .sql("select count(*) from engine_model_key")
                    .query(Long.class)
                    .single()
                > 0);
    newest = gateway.newestKey(PROCESS);
    String former =
        Files.readString(Path.of("src/test/resources/former-diagrams", PROCESS + ".bpmn"));
    records.versions.put(OLD, new StandInRecords.Version(PROCESS, 1, former));
    records.versions.put(
        WITHOUT_AUDIT,
        new StandInRecords.Version(
            PROCESS, 2, former.replace("Task_AuditStore", "Task_Elsewhere")));
    records.versions.put(
        newest,
        new StandInRecords.Version(
            PROCESS, 3, Files.readString(Path.of("bpmn", PROCESS + ".bpmn"))));
  }

  @AfterAll
  static void stop() {
    service.close();
    records.close();
    gateway.close();
  }

  @AfterEach
  void takeEverything() {
    gateway.migrating = migration -> Optional.empty();
    records.beforeAnswer = () -> {};
  }

  /** A case whose instance runs by an older version and is at these elements. */
  private record Running(String id, long instance) {}

  private static Running running(long version, String... at) {
    Running running = new Running(submitted(), INSTANCES.incrementAndGet());
    bind(running.id(), running.instance());
    records.states.put(running.instance(), "ACTIVE");
    records.runsBy.put(running.instance(), version);
    records.at.put(running.instance(), List.of(at));
    return running;
  }

  private static String submitted() {
    ApiClient api = service.api("merchant");
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.enterprise(
                "m-" + MERCHANTS.incrementAndGet(), "青禾旗舰店", List.of("家居")),
            api);
    String id = api.post("/api/v1/store-applications", application).id();
    awaitSent(id);
    return id;
  }

  private static void bind(String id, long instance) {
    service
        .database()
        .sql("update store_application set process_instance_key = :key where id = :id")
        .param("key", instance)
        .param("id", id)
        .update();
  }

  private static void awaitSent(String id) {
    TestPlatform.await(
        "what the engine is told",
        () ->
            !service
                .database()
                .sql(
                    "select exists (select 1 from engine_outbox where case_id = :id and sent_at is null)")
                .param("id", id)
                .query(Boolean.class)
                .single());
  }

  private static String path(String id) {
    return "/api/v1/cases/" + id + "/migration";
  }

  private static ApiClient operator() {
    return service.api("operator");
  }

  private static ApiClient.Answer migrate(String id) {
    return operator().post(path(id), Map.of());
  }

  private static List<JsonNode> events(String id) {
    return events("auditor", id);
  }

  private static List<JsonNode> events(String role, String id) {
    return service
        .api(role)
        .get("/api/v1/cases/" + id + "/history")
        .items()
        .valueStream()
        .filter(event -> event.path("action").asString().startsWith("MIGRAT"))
        .toList();
  }

  private static JsonNode event(String id) {
    return event("auditor", id);
  }

  private static JsonNode event(String role, String id) {
    TestPlatform.await("an event of " + id, () -> !events(role, id).isEmpty());
    return events(role, id).getFirst();
  }

  private static long moves(Running running) {
    return gateway.migrations.stream()
        .filter(one -> one.getProcessInstanceKey() == running.instance())
        .count();
  }

  private static String outcome(ApiClient.Answer answer) {
    return answer.body().path("outcome").asString();
  }

  @Test
  void showsWhatWouldComeAndThenMovesTheInstanceOnce() {
    Running running = running(OLD, "SubProcess_Audit", "Task_AuditStore");
    JsonNode plan = operator().get(path(running.id())).body();
    assertThat(plan.path("outcome").asString()).isEqualTo("PLANNED");
    assertThat(plan.path("fromVersion").asInt()).isEqualTo(1);
    assertThat(plan.path("toVersion").asInt()).isEqualTo(3);
    assertThat(plan.path("elements").valueStream().map(JsonNode::asString))
        .containsExactly("SubProcess_Audit", "Task_AuditStore");
    assertThat(moves(running)).isZero();

    String key = UUID.randomUUID().toString();
    ApiClient.Answer first = operator().post(path(running.id()), Map.of(), key);
    assertThat(first.status()).isEqualTo(202);
    assertThat(outcome(first)).isEqualTo("ACCEPTED");
    JsonNode event = event(running.id());
    assertThat(event.path("action").asString()).isEqualTo("MIGRATED");
    assertThat(event.path("actor").path("kind").asString()).isEqualTo("OPERATOR");
    assertThat(event.path("details").path("fromVersion").asInt()).isEqualTo(1);
    assertThat(event.path("details").path("toVersion").asInt()).isEqualTo(3);
    assertThat(event.path("details").path("instance").asString())
        .isEqualTo(Long.toString(running.instance()));

    var sent =
        gateway.migrations.stream()
            .filter(one -> one.getProcessInstanceKey() == running.instance())
            .findFirst()
            .orElseThrow()
            .getMigrationPlan();
    assertThat(sent.getTargetProcessDefinitionKey()).isEqualTo(newest);
    Set<String> mapped = new HashSet<>();
    sent.getMappingInstructionsList()
        .forEach(
            one -> {
              assertThat(one.getTargetElementId()).isEqualTo(one.getSourceElementId());
              mapped.add(one.getSourceElementId());
            });
    assertThat(mapped)
        .contains(
            "SubProcess_Audit",
            "Task_AuditStore",
            "Event_AuditReminder",
            "Event_AuditOverdue",
            "Event_Redated",
            "Event_Withdrawn");
    assertThat(gateway.told.get(running.instance())).contains("caseId", running.id(), "round");

    // The same key gets the same answer, also when nobody can be asked; another one finds it done.
    records.beforeAnswer =
        () -> {
          throw new IllegalStateException("away");
        };
    ApiClient.Answer again = operator().post(path(running.id()), Map.of(), key);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.raw().headers().firstValue("Idempotency-Replayed")).contains("true");
    takeEverything();
    assertThat(outcome(migrate(running.id()))).isEqualTo("UP_TO_DATE");
    assertThat(moves(running)).isEqualTo(1);
    assertThat(events(running.id())).hasSize(1);
  }

  @Test
  void refusesWhatHasNoCounterpartByItsName() {
    Running running = running(WITHOUT_AUDIT, "SubProcess_Audit", "Task_Elsewhere");
    JsonNode plan = operator().get(path(running.id())).body();
    assertThat(plan.path("outcome").asString()).isEqualTo("REFUSED");
    assertThat(plan.path("reasons").path(0).path("elementId").asString())
        .isEqualTo("Task_Elsewhere");
    ApiClient.Answer answer = migrate(running.id());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().path("type").asString()).isEqualTo("/problems/migration-refused");
    JsonNode error = answer.body().path("errors").path(0);
    assertThat(error.path("pointer").asString()).isEqualTo("#element/Task_Elsewhere");
    assertThat(error.path("code").asString()).isEqualTo("ELEMENT_GONE");
    assertThat(error.path("message").asString()).isNotBlank();
    assertThat(moves(running)).isZero();
    assertThat(gateway.told).doesNotContainKey(running.instance());
    assertThat(events(running.id())).isEmpty();
  }

  @Test
  void asksAgainWhatTheEngineRefusedForTheMoment() {
    Running running = running(OLD, "Task_AwaitResubmission");
    AtomicInteger tries = new AtomicInteger();
    gateway.migrating =
        one ->
            tries.incrementAndGet() < 3
                ? Optional.of(Status.FAILED_PRECONDITION.withDescription("a concurrent command"))
                : Optional.empty();
    assertThat(migrate(running.id()).status()).isEqualTo(202);
    assertThat(event(running.id()).path("action").asString()).isEqualTo("MIGRATED");
    assertThat(tries).hasValue(3);
  }

  @Test
  void saysWhatTheEngineSaidAndHoldsNothingElseOfTheCaseUp() {
    Running running = running(OLD, "Task_AwaitResubmission");
    gateway.migrating =
        one -> Optional.of(Status.FAILED_PRECONDITION.withDescription("Task_X is not supported"));
    assertThat(migrate(running.id()).status()).isEqualTo(202);
    assertThat(
            service
                .api("merchant")
                .post(
                    "/api/v1/store-applications/" + running.id() + "/withdrawal",
                    Map.of("reason", "不开了"))
                .status())
        .isEqualTo(202);
    JsonNode event = event(running.id());
    assertThat(event.path("action").asString()).isEqualTo("MIGRATION_REFUSED");
    assertThat(event.path("details").path("engineSaid").asString())
        .contains("Task_X is not supported");
    JsonNode shown = event("merchant", running.id());
    assertThat(shown.path("details").path("toVersion").asInt()).isEqualTo(3);
    assertThat(shown.toString()).doesNotContain("Task_X");
    assertThat(moves(running)).isEqualTo(3);
    awaitSent(running.id());
    assertThat(gateway.published)
        .anyMatch(
            message ->
                message.getCorrelationKey().equals(running.id())
                    && message.getName().contains("withdrawn"));
  }

  @Test
  void saysAtOnceThatAnInstanceHasEnded() {
    Running running = running(OLD, "Task_AwaitResubmission");
    gateway.migrating = one -> Optional.of(Status.NOT_FOUND.withDescription("no such instance"));
    assertThat(migrate(running.id()).status()).isEqualTo(202);
    assertThat(event(running.id()).path("action").asString()).isEqualTo("MIGRATION_REFUSED");
    assertThat(moves(running)).isEqualTo(1);
  }

  /** The instance is where it should be, and nobody was told: it is moved there again. */
  @Test
  void recordsAMoveOnceWhoseAnswerWasLost() {
    Running running = running(OLD, "Task_AwaitResubmission");
    AtomicInteger tries = new AtomicInteger();
    gateway.migrating =
        one -> tries.incrementAndGet() == 1 ? Optional.of(Status.UNAVAILABLE) : Optional.empty();
    assertThat(migrate(running.id()).status()).isEqualTo(202);
    assertThat(event(running.id()).path("action").asString()).isEqualTo("MIGRATED");
    awaitSent(running.id());
    assertThat(moves(running)).isEqualTo(2);
    assertThat(events(running.id())).hasSize(1);
  }

  /** The instance is where it should be, and has gone on to where the old diagram has nothing. */
  @Test
  void recordsAMoveAsMadeThatTheEngineRefusesBecauseItWas() {
    for (Status then :
        List.of(
            Status.FAILED_PRECONDITION.withDescription("no mapping for Task_New"),
            Status.NOT_FOUND.withDescription("no such instance"))) {
      Running running = running(OLD, "Task_AwaitResubmission");
      AtomicInteger tries = new AtomicInteger();
      gateway.migrating =
          one -> {
            if (tries.incrementAndGet() == 1) {
              return Optional.of(Status.UNAVAILABLE);
            }
            if (tries.get() == 2) {
              records.runsBy.put(running.instance(), newest);
            }
            return Optional.of(then);
          };
      assertThat(migrate(running.id()).status()).isEqualTo(202);
      assertThat(event(running.id()).path("action").asString()).isEqualTo("MIGRATED");
      awaitSent(running.id());
      assertThat(events(running.id())).hasSize(1);
    }
  }

  /** Hours may lie between the plan and its making. */
  @Test
  void tellsTheInstanceWhatTheCaseSaysWhenTheMoveIsMade() {
    Running running = running(OLD, "Task_AwaitResubmission");
    AtomicInteger tries = new AtomicInteger();
    gateway.migrating =
        one -> {
          if (tries.incrementAndGet() == 1) {
            // The records have what it was told the first time, and the case is in another round.
            records.variables.put(running.instance(), List.of("caseId", "round"));
            nextRound(running.id());
            return Optional.of(Status.UNAVAILABLE);
          }
          return Optional.empty();
        };
    assertThat(migrate(running.id()).status()).isEqualTo(202);
    assertThat(event(running.id()).path("action").asString()).isEqualTo("MIGRATED");
    assertThat(gateway.told.get(running.instance())).contains("\"round\":2", "caseId");
  }

  /** What came between the instance's being told and its move is told after it. */
  @Test
  void tellsTheInstanceWhatChangedWhileItWasMoved() {
    Running running = running(OLD, "Task_AwaitResubmission");
    gateway.migrating =
        one -> {
          nextRound(running.id());
          return Optional.empty();
        };
    assertThat(migrate(running.id()).status()).isEqualTo(202);
    assertThat(event(running.id()).path("action").asString()).isEqualTo("MIGRATED");
    assertThat(gateway.told.get(running.instance())).contains("\"round\":2");
  }

  private static void nextRound(String id) {
    service
        .database()
        .sql(
            "update store_application set review = jsonb_set(review, '{number}', to_jsonb((review ->> 'number')::int + 1)) where id = :id")
        .param("id", id)
        .update();
  }

  /** An engine that is away says nothing of a move; one that answers others does. */
  @Test
  void givesAMoveUpThatIsNeverAnsweredWhileOthersAre() {
    Running running = running(OLD, "Task_AwaitResubmission");
    gateway.migrating =
        one -> {
          submitted();
          return Optional.of(Status.DEADLINE_EXCEEDED);
        };
    assertThat(migrate(running.id()).status()).isEqualTo(202);
    JsonNode event = event(running.id());
    assertThat(event.path("action").asString()).isEqualTo("MIGRATION_REFUSED");
    assertThat(event.path("details").path("engineSaid").asString()).contains("DEADLINE_EXCEEDED");
    assertThat(moves(running)).isEqualTo(3);
    awaitSent(running.id());
  }

  @Test
  void keepsOneOfTwoThatAreAskedForAtOnce() {
    Running running = running(OLD, "Task_AwaitResubmission");
    CountDownLatch go = new CountDownLatch(1);
    gateway.migrating =
        one -> {
          awaitLatch(go);
          return Optional.empty();
        };
    List<CompletableFuture<ApiClient.Answer>> both =
        List.of(
            CompletableFuture.supplyAsync(() -> migrate(running.id()), threads),
            CompletableFuture.supplyAsync(() -> migrate(running.id()), threads));
    List<String> outcomes = both.stream().map(one -> outcome(one.join())).toList();
    assertThat(operator().get(path(running.id())).body().path("outcome").asString())
        .isEqualTo("UNDER_WAY");
    go.countDown();
    assertThat(outcomes).containsExactlyInAnyOrder("ACCEPTED", "UNDER_WAY");
    assertThat(event(running.id()).path("action").asString()).isEqualTo("MIGRATED");
    assertThat(moves(running)).isEqualTo(1);
  }

  @Test
  void answersWhatIsNoMatterOfMoving() {
    Running running = running(OLD, "Task_AwaitResubmission");
    assertThat(service.api("merchant").post(path(running.id()), Map.of()).status()).isEqualTo(403);
    assertThat(service.api("auditor").get(path(running.id())).status()).isEqualTo(403);
    assertThat(migrate("sa_0000000000000000").status()).isEqualTo(404);
    assertThat(migrate("nothing").status()).isEqualTo(404);
    assertThat(operator().get(path("dc_0000000000000000")).status()).isEqualTo(404);

    // Its instance ended, or none was ever seen.
    records.states.put(running.instance(), "COMPLETED");
    for (String id : List.of(running.id(), submitted())) {
      ApiClient.Answer answer = migrate(id);
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.body().path("errors").path(0).path("code").asString())
          .isEqualTo("NO_INSTANCE");
    }
    assertThat(moves(running)).isZero();
  }

  @Test
  void keepsNothingWhileNobodyCanSayWhereTheInstanceIs() {
    Running running = running(OLD, "Task_AwaitResubmission");
    records.beforeAnswer =
        () -> {
          throw new IllegalStateException("away");
        };
    ApiClient.Answer answer = migrate(running.id());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
    takeEverything();
    assertThat(operator().get(path(running.id())).body().path("outcome").asString())
        .isEqualTo("PLANNED");
  }

  @Test
  void movesAProcessPageByPage() {
    long unbound = INSTANCES.incrementAndGet();
    records.states.keySet().forEach(one -> records.runsBy.put(one, newest));
    records.states.put(unbound, "ACTIVE");
    records.runsBy.put(unbound, OLD);
    Running good = running(OLD, "Task_AwaitResubmission");
    Running other = running(WITHOUT_AUDIT, "Task_Elsewhere");

    Map<String, String> planned = outcomes(null);
    Map<String, String> expected =
        Map.of(
            Long.toString(unbound), "REFUSED",
            Long.toString(good.instance()), "PLANNED",
            Long.toString(other.instance()), "REFUSED");
    assertThat(planned).isEqualTo(expected);
    assertThat(outcomes("2")).containsOnlyKeys(Long.toString(other.instance()));

    String cursor = null;
    int pages = 0;
    do {
      Map<String, Object> request =
          cursor == null
              ? Map.of("processId", PROCESS, "limit", 1)
              : Map.of("processId", PROCESS, "limit", 1, "cursor", cursor);
      ApiClient.Answer page = operator().post("/api/v1/cases/migration", request);
      assertThat(page.status()).isEqualTo(202);
      JsonNode next = page.body().path("next");
      cursor = next.isNull() ? null : next.asString();
      pages++;
    } while (cursor != null);
    assertThat(pages).isGreaterThanOrEqualTo(3);
    assertThat(event(good.id()).path("action").asString()).isEqualTo("MIGRATED");
    assertThat(moves(good)).isEqualTo(1);
    assertThat(moves(other)).isZero();
  }

  private static Map<String, String> outcomes(@Nullable String version) {
    Map<String, String> outcomes = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page =
          operator()
              .get(
                  "/api/v1/cases/migration?processId="
                      + PROCESS
                      + (version == null ? "" : "&version=" + version)
                      + "&cursor="
                      + cursor)
              .body();
      page.path("items")
          .forEach(
              item ->
                  outcomes.put(
                      item.path("processInstanceKey").asString(), item.path("outcome").asString()));
      cursor = page.path("next").isNull() ? "" : page.path("next").asString();
    } while (!cursor.isEmpty());
    return outcomes;
  }

  @Test
  void namesEverythingThatIsWrongWithAQuestion() {
    JsonNode errors =
        operator()
            .get("/api/v1/cases/migration?processId=another&version=0&limit=201&cursor=x")
            .body()
            .path("errors");
    assertThat(errors.valueStream().map(one -> one.path("pointer").asString()))
        .containsExactlyInAnyOrder(
            "#query/processId", "#query/version", "#query/limit", "#query/cursor");
    for (String cursor : List.of("1", "999.5")) {
      ApiClient.Answer answer =
          operator()
              .post("/api/v1/cases/migration", Map.of("processId", PROCESS, "cursor", cursor));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body().path("errors").path(0).path("code").asString())
          .isEqualTo("WRONG_CURSOR");
    }
    assertThat(operator().post("/api/v1/cases/migration", Map.of("processId", "another")).status())
        .isEqualTo(422);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
