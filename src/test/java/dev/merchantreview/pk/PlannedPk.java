package dev.merchantreview.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A PK of two sides of its own who meet the threshold, as its process's steps find it. */
final class PlannedPk {

  private static final AtomicInteger NEXT = new AtomicInteger(87_000);

  final ServiceAlone service;
  private final int number = NEXT.incrementAndGet();
  final String mine = "m-1" + number;
  final String theirs = "m-2" + number;

  /** The side that planned it, and so agreed to it; the first one. */
  final String streamer = "s-pk" + number + "a";

  final String opponent = "s-pk" + number + "b";
  final ApiClient owner;
  final ApiClient other;
  final long instance = 7_000_000_000L + number;
  final CaseId id;

  PlannedPk(ServiceAlone service) {
    this.service = service;
    this.owner = service.api("merchant");
    this.other = service.api("merchant2");
    streamer(streamer, mine);
    streamer(opponent, theirs);
    ApiClient.Answer planned =
        owner.post(
            "/api/v1/pk-sessions",
            Map.of(
                "platform",
                "KUAISHOU",
                "streamerId",
                streamer,
                "counterpartId",
                opponent,
                "liveAt",
                in(20).toString()));
    assertThat(planned.status()).as(planned.body().toString()).isEqualTo(201);
    id = new CaseId(planned.id());
  }

  static Instant in(int days) {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days));
  }

  private void streamer(String streamerId, String merchant) {
    assertThat(
            service
                .api("admin")
                .put("/api/v1/streamers/" + streamerId, SampleStreamers.figures(merchant, true))
                .status())
        .isEqualTo(201);
    service
        .database()
        .sql(
            "insert into streamer_standing (streamer_id, platform, streamer_version, rules, rules_number, pk_unmet,"
                + " lucky_draw_unmet, evidence, judged_at) values (:id, 'KUAISHOU', 1, 'x', 1, '[]', '[]', '[]', now())")
        .param("id", streamerId)
        .update();
  }

  /** A product of ours, declared for it; gives the filing. */
  String declare() {
    String product = "p-pk" + NEXT.incrementAndGet();
    ApiClient.Answer made =
        owner.put(
            "/api/v1/products/" + product,
            SampleProducts.product("KUAISHOU", mine, "亚麻连衣裙", "服饰", owner));
    assertThat(made.status()).isEqualTo(201);
    ApiClient.Answer declared =
        owner.post(
            "/api/v1/filings",
            Map.of(
                "scenario",
                "PK",
                "productIds",
                List.of(product),
                "streamerId",
                opponent,
                "liveAt",
                owner.get("/api/v1/pk-sessions/" + id).body().path("liveAt").asString()));
    assertThat(declared.status()).as(declared.body().toString()).isEqualTo(201);
    return declared.items().path(0).path("id").asString();
  }

  ApiClient.Answer act(ApiClient side, String what, Map<String, Object> body) {
    ApiClient.Answer answer = side.post("/api/v1/pk-sessions/" + id + "/" + what, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer;
  }

  void confirm() {
    act(other, "confirmation", Map.of());
  }

  /** Does a step as its instance asks for it. */
  Map<String, Object> step(BiFunction<PkSteps, Asked, Map<String, Object>> step) {
    return stepOf(instance, step);
  }

  Map<String, Object> stepOf(long asking, BiFunction<PkSteps, Asked, Map<String, Object>> step) {
    return service
        .bean(TransactionTemplate.class)
        .execute(
            status ->
                step.apply(service.bean(PkSteps.class), new Asked(id, asking, "Task_OfTheTest")));
  }

  /** Comes to where both sides are asked of. */
  PlannedPk opened() {
    step(PkSteps::date);
    step(PkSteps::openSides);
    return this;
  }

  String check(String side) {
    return (String) step((steps, asked) -> steps.checkSide(asked, side)).get("standing");
  }

  /** Both are ready, and the process was answered so. */
  PlannedPk ready() {
    opened();
    check(streamer);
    confirm();
    assertThat(check(opponent)).isEqualTo("BOTH_READY");
    assertThat(check(streamer)).isEqualTo("BOTH_READY");
    takeMessages();
    return this;
  }

  /** Moves the live past everybody, as if time had passed. */
  void liveAt(Instant at) {
    service
        .database()
        .sql("update pk_session set live_at = :at where id = :id")
        .param("at", Timestamp.from(at))
        .param("id", id.value())
        .update();
  }

  /** Moves it so that a moment of it was not long ago, and the next one is to come. */
  Instant liveWhere(Predicate<PkSession> isNow) {
    PkSession session = session();
    Instant at =
        IntStream.range(-60, 400)
            .mapToObj(hours -> in(0).plus(Duration.ofHours(hours)))
            .filter(
                time ->
                    isNow.test(
                        new PkSession(
                            session.id(),
                            session.platform(),
                            time,
                            session.createdBy(),
                            session.createdAt(),
                            session.updatedAt(),
                            session.version(),
                            session.lanes())))
            .findFirst()
            .orElseThrow();
    liveAt(at);
    return at;
  }

  PkSession session() {
    return service.bean(PkSessions.class).find(id).orElseThrow();
  }

  PkPath path() {
    return service.bean(PkPaths.class).find(id).orElseThrow();
  }

  /** The messages its process is still to be told, by name and key, and takes them. */
  List<String> takeMessages() {
    return service
        .database()
        .sql(
            "update engine_outbox set sent_at = now() where case_id = :id and sent_at is null"
                + " returning name || ' ' || replace(correlation_key, :id, '#')")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  List<String> actions() {
    return service.api("auditor").actions(id.value());
  }

  List<JsonNode> events(String action) {
    return service
        .api("auditor")
        .get("/api/v1/cases/" + id + "/history?limit=200")
        .items()
        .valueStream()
        .filter(event -> event.path("action").asString().equals(action))
        .toList();
  }
}
