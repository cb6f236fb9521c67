package dev.merchantreview.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.engine.RecordsLag;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.StandInRecords;
import dev.merchantreview.testing.TestPlatform;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the engine's records do not show yet is not decided: they may be minutes behind. */
class RecordsBehindIT {

  private static final Duration LONG = Duration.ofSeconds(2);
  private static final int BACKLOG = 400;
  // A sweep judges fifty that look wrong, in another order each time.
  private static final int ENOUGH_FOR_EACH = 30;
  private static final long LOST = StandInGateway.FIRST_PARTITION + 1;
  private static final long ENDED = StandInGateway.FIRST_PARTITION + 2;
  private static StandInGateway gateway;
  private static StandInRecords records;
  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    records = new StandInRecords(gateway);
    service =
        records.service(
            "--merchant-review.engine.version-check=1s",
            "--merchant-review.reconciliation.patience=3s",
            "--merchant-review.reconciliation.interval=100ms");
  }

  @AfterAll
  static void stop() {
    service.close();
    records.close();
    gateway.close();
  }

  @AfterEach
  void catchUp() {
    records.behind = false;
    gateway.runs = instance -> true;
    gateway.refuses = message -> Optional.empty();
  }

  /** One the engine was told of an hour ago. */
  private static String told(String merchant, @Nullable Long instance) {
    String id = handedIn(merchant);
    TestPlatform.await(
        "its message to be sent",
        () ->
            service
                .database()
                .sql("select count(*) from engine_outbox where case_id = :id and sent_at is null")
                .param("id", id)
                .query(Integer.class)
                .single()
                .equals(0));
    service
        .database()
        .sql(
            "update store_application set process_instance_key = :key,"
                + " updated_at = now() - interval '1 hour' where id = :id")
        .param("key", instance)
        .param("id", id)
        .update();
    return id;
  }

  private static String handedIn(String merchant) {
    ApiClient api = service.api("merchant");
    ApiClient.Answer answer =
        api.post(
            "/api/v1/store-applications",
            SampleApplications.withDocuments(
                SampleApplications.enterprise(merchant, "青禾旗舰店", List.of("家居")), api));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  private static Optional<String> finding(String id) {
    return service.api("operator").finding(id).map(item -> item.path("kind").asString());
  }

  private static ApiClient.Answer resync(String id) {
    return service.api("operator").post("/api/v1/cases/" + id + "/resync", Map.of());
  }

  private static void awaitLag() {
    TestPlatform.await(
        "the records to be measured behind",
        () -> service.bean(RecordsLag.class).measured().compareTo(LONG) > 0);
  }

  /** Hours behind a busy engine, and then behind records that do not show yet what it did. */
  @Test
  void findsNothingMissingBehindABacklog() {
    gateway.refuses = message -> Optional.of(Status.RESOURCE_EXHAUSTED);
    List<String> waiting = backlog(handedIn("m-1backlog"));
    service
        .database()
        .sql(
            "update store_application set updated_at = now() - interval '3 hours' where id in (:ids)")
        .param("ids", waiting)
        .update();
    sweeps(ENOUGH_FOR_EACH);
    assertThat(found(waiting)).isEmpty();
    records.behind = true;
    gateway.refuses = message -> Optional.empty();
    TestPlatform.await("the messages to be sent", () -> pending(waiting) == 0);
    awaitLag();
    sweeps(3);
    assertThat(found(waiting)).isEmpty();
    for (int i = 0; i < waiting.size(); i++) {
      long key = StandInGateway.FIRST_PARTITION + 500 + i;
      records.states.put(key, "ACTIVE");
      records.startedAs.put(key, startedAs(waiting.get(i)));
    }
    records.behind = false;
    sweeps(ENOUGH_FOR_EACH);
    assertThat(found(waiting)).isEmpty();
  }

  private static List<String> found(List<String> ids) {
    return service
        .database()
        .sql(
            "select case_id || ' ' || kind from reconciliation_finding where resolved_at is null and case_id in (:ids)")
        .param("ids", ids)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** As if several hundred merchants had handed in the same at once. */
  private static List<String> backlog(String id) {
    List<String> ids =
        Stream.concat(Stream.of(id), IntStream.range(0, BACKLOG).mapToObj("sa_%016d"::formatted))
            .toList();
    service
        .database()
        .sql(
            """
            with more as (
                select 'sa_' || lpad(n::text, 16, '0') as id, 'm-1backlog' || n as merchant
                  from generate_series(0, %1$d - 1) as n),
            cases as (
                insert into store_application
                select (jsonb_populate_record(a, jsonb_build_object('id', m.id, 'merchant_id', m.merchant))).*
                  from store_application a, more m where a.id = '%2$s')
            insert into engine_outbox (message_id, case_id, name, correlation_key, variables, created_at, next_attempt_at)
            select gen_random_uuid(), m.id, o.name, replace(o.correlation_key, '%2$s', m.id),
                   replace(o.variables::text, '%2$s', m.id)::jsonb, now(), now()
              from engine_outbox o, more m where o.case_id = '%2$s'
            """
                .formatted(BACKLOG, id))
        .update();
    return ids;
  }

  private static int pending(List<String> ids) {
    return service
        .database()
        .sql("select count(*) from engine_outbox where case_id in (:ids) and sent_at is null")
        .param("ids", ids)
        .query(Integer.class)
        .single();
  }

  private static String startedAs(String id) {
    return service.bean(CaseTypes.class).stateOf(new CaseId(id)).orElseThrow().startedAs();
  }

  /** Each compares the cases of all processes. */
  private static void sweeps(int some) {
    for (int i = 0; i < some; i++) {
      service.bean(Sweeper.class).sweep();
    }
  }

  /** The engine was not told yet, and the records are not behind: another case is found missing. */
  @Test
  void findsNothingMissingThatTheEngineIsStillToBeTold() {
    records.behind = true;
    String lost = told("m-1306", null);
    gateway.refuses = message -> Optional.of(Status.RESOURCE_EXHAUSTED);
    String waiting = handedIn("m-1307");
    service
        .database()
        .sql("update store_application set updated_at = now() - interval '1 hour' where id = :id")
        .param("id", waiting)
        .update();
    awaitLag();
    // Both were looked for meanwhile, and both would be decided now.
    records.behind = false;
    TestPlatform.await(
        "the finding", () -> finding(lost).filter("INSTANCE_MISSING"::equals).isPresent());
    sweeps(3);
    assertThat(pending(List.of(waiting))).isEqualTo(1);
    assertThat(finding(waiting)).isEmpty();
  }

  @Test
  void findsNothingMissingBeforeTheRecordsHaveCaughtUp() {
    records.behind = true;
    String id = told("m-1301", null);
    awaitLag();
    assertThat(finding(id)).isEmpty();
    records.behind = false;
    TestPlatform.await(
        "the finding", () -> finding(id).filter("INSTANCE_MISSING"::equals).isPresent());
    // A finding is not taken back only because it cannot be looked at.
    records.behind = true;
    awaitLag();
    assertThat(finding(id)).contains("INSTANCE_MISSING");
  }

  @Test
  void startsNoSecondInstanceForWhoAsksWhileTheRecordsAreBehind() {
    records.behind = true;
    String id = told("m-1302", null);
    long before = gateway.started.get();
    ApiClient.Answer answer = resync(id);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(503);
    assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
    assertThat(gateway.started.get()).isEqualTo(before);
    records.behind = false;
    JsonNode done = resync(id).body();
    assertThat(done.path("repaired").asBoolean()).isTrue();
    assertThat(gateway.started.get()).isEqualTo(before + 1);
  }

  /** However many ask while the records are behind, the engine is not given more and more. */
  @Test
  void keepsOneRoundUnderWayHoweverManyAsk() {
    records.behind = true;
    for (int i = 0; i < 20; i++) {
      told("m-131" + i, null);
    }
    int before = gateway.probes.size();
    awaitLag();
    assertThat(gateway.probes.size() - before).isLessThanOrEqualTo(1);
  }

  @Test
  void asksTheEngineItselfWhetherAnInstanceRunsThatTheRecordsDoNotKnow() {
    records.behind = true;
    String id = told("m-1303", LOST);
    long before = gateway.started.get();
    assertThat(resync(id).status()).isEqualTo(503);
    assertThat(finding(id)).isEmpty();
    gateway.runs = instance -> instance != LOST;
    TestPlatform.await(
        "the finding", () -> finding(id).filter("INSTANCE_MISSING"::equals).isPresent());
    assertThat(resync(id).body().path("repaired").asBoolean()).isTrue();
    assertThat(gateway.started.get()).isEqualTo(before + 1);
  }

  /** The engine was set up anew with fewer partitions. */
  @Test
  void missesAnInstanceOfAPartitionThatIsNotThere() {
    String id = told("m-1305", 2 * StandInGateway.FIRST_PARTITION + 1);
    reviewedBefore(id, 2 * StandInGateway.FIRST_PARTITION + 9);
    TestPlatform.await(
        "the finding", () -> finding(id).filter("INSTANCE_MISSING"::equals).isPresent());
    assertThat(resync(id).body().path("repaired").asBoolean()).isTrue();
    // The new one came to a lower partition, and so will its tasks, whose verdicts count.
    assertThat(lastTask(id)).isZero();
  }

  private static void reviewedBefore(String id, long task) {
    service
        .database()
        .sql("update store_application set last_task_key = :task where id = :id")
        .param("task", task)
        .param("id", id)
        .update();
  }

  private static long lastTask(String id) {
    return service
        .database()
        .sql("select last_task_key from store_application where id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  @Test
  void takesNoInstanceForLeftThatHasEndedInTheEngine() {
    String id = told("m-1304", ENDED);
    service
        .database()
        .sql("update store_application set state = 'WITHDRAWN', open = false where id = :id")
        .param("id", id)
        .update();
    records.states.put(ENDED, "ACTIVE");
    gateway.runs = instance -> instance != ENDED;
    assertThat(resync(id).body().path("repaired").asBoolean()).isFalse();
    assertThat(finding(id)).isEmpty();
    gateway.runs = instance -> true;
    TestPlatform.await(
        "the finding", () -> finding(id).filter("INSTANCE_LEFT"::equals).isPresent());
    gateway.running.remove(ENDED);
    records.states.put(ENDED, "CANCELED");
  }
}
