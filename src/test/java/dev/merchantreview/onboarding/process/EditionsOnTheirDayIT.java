package dev.merchantreview.onboarding.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.cases.CaseVariables;
import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.notice.Notices;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which edition of a table the engine is asked: that of the day, where the platform is. */
class EditionsOnTheirDayIT {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.now(SHANGHAI).plusDays(10);
  private static final LocalTime LATEST = LocalTime.of(23, 59, 59);
  private static final String TABLE = "store-deposit";
  private static final AtomicInteger NEXT = new AtomicInteger(2);
  private static final AtomicInteger MERCHANTS = new AtomicInteger(91_000);

  private static StandInGateway gateway;
  private static ServiceAlone service;

  private final ApiClient admin = service.api("admin");

  /** One of a test's own: the service remembers what it told the engine of the others. */
  private final int edition = NEXT.getAndAdd(2);

  private final String given = TABLE + "." + edition;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    service = ServiceAlone.with(settings());
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  private static String[] settings() {
    return new String[] {
      gateway.address(),
      "--merchant-review.engine.form-settle=0s",
      "--merchant-review.engine.retry-backoff=50ms"
    };
  }

  /** The edition says 4,500 yuan, the released table 4,000. */
  @BeforeEach
  void loadEdition() {
    gateway.decided.clear();
    gateway.decides =
        asked -> StandInGateway.answered(isOfRelease(asked.getDecisionKey()) ? "4000" : "4500");
    service.awaitTables();
    load(TABLE, edition);
  }

  @AfterEach
  void takeBackNotices() {
    service.returnToPresent();
    service
        .database()
        .sql("update rule_notice set withdrawn_at = now() where id like :own")
        .param("own", named("%"))
        .update();
  }

  private static boolean isOfRelease(long key) {
    return key == gateway.newestKey(TABLE);
  }

  private static void load(String table, int edition) {
    String released = Notices.edition(service, table, "</description>", " </description>");
    assertThat(Notices.load(service, table, edition, released).status()).isEqualTo(201);
  }

  private String named(String notice) {
    return notice + "-" + edition;
  }

  private void publish(String id, Map<String, Object> notice) {
    ApiClient.Answer answer = admin.put("/api/v1/rule-notices/" + named(id), notice);
    assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
  }

  private void travelTo(LocalDate day, LocalTime time) {
    service.travelTo(day.atTime(time).atZone(SHANGHAI).toInstant());
  }

  /** The engine is asked each edition once before its day, of nothing. */
  private List<EvaluateDecisionRequest> asked() {
    return gateway.decided.stream()
        .filter(question -> question.getVariables().contains("platform"))
        // A streamer is judged when it pleases the judge.
        .filter(question -> !question.getVariables().contains("followers"))
        .toList();
  }

  private long lastAsked() {
    return asked().getLast().getDecisionKey();
  }

  private Decisions.Result ask(String table, String platform) {
    return service.bean(Decisions.class).evaluate(table, Map.of("platform", platform));
  }

  private String judge(String table, String platform) {
    Map<String, Object> evidence = ask(table, platform).evidence();
    return "%s %s %s"
        .formatted(evidence.get("edition"), evidence.get("inForceSince"), evidence.get("notice"));
  }

  @Test
  void changesWithTheFirstSecondOfTheDayAndBackAfterItsLast() {
    LocalDate last = FIRST.plusDays(2);
    publish("deposits", Notices.bringing(TABLE, edition, FIRST, last));
    // Before its day, so that nothing has to be loaded at midnight.
    TestPlatform.await("the edition in the engine", () -> gateway.has(given));
    travelTo(FIRST.minusDays(1), LATEST);
    assertThat(judge(TABLE, "DOUYIN")).isEqualTo("1 null null");
    assertThat(lastAsked()).isEqualTo(gateway.newestKey(TABLE));
    travelTo(FIRST, LocalTime.MIDNIGHT);
    assertThat(judge(TABLE, "DOUYIN")).isEqualTo(edition + " " + FIRST + " " + named("deposits"));
    assertThat(lastAsked()).isEqualTo(gateway.newestKey(given));
    assertThat(judge(TABLE, "KUAISHOU")).isEqualTo("1 null null");
    travelTo(last, LATEST);
    assertThat(judge(TABLE, "DOUYIN")).isEqualTo(edition + " " + FIRST + " " + named("deposits"));
    travelTo(last.plusDays(1), LocalTime.MIDNIGHT);
    assertThat(judge(TABLE, "DOUYIN")).isEqualTo("1 null null");
  }

  /** What may not be asked, or was lost, is known before the day. */
  @Test
  void isAskedOnceOfNothingBeforeItsDay() {
    publish("deposits", Notices.bringing(TABLE, edition, FIRST, null));
    TestPlatform.await(
        "a question",
        () ->
            gateway.decided.stream()
                .anyMatch(
                    question ->
                        gateway.has(given)
                            && question.getDecisionKey() == gateway.newestKey(given)));
    assertThat(asked()).isEmpty();
  }

  @Test
  void isNotChangedByANoticeThatWasTakenBack() {
    publish("withdrawn", Notices.bringing(TABLE, edition, FIRST, null));
    admin.send(admin.request("/api/v1/rule-notices/" + named("withdrawn")).DELETE());
    travelTo(FIRST, LocalTime.NOON);
    assertThat(judge(TABLE, "DOUYIN")).isEqualTo("1 null null");
  }

  @Test
  void isEachItsOwnWhereTwoNoticesTakeEffectOnOneDay() {
    load("required-documents", 2);
    load(TABLE, edition + 1);
    publish("one", Notices.bringing(TABLE, edition, FIRST, null));
    publish("two", Notices.bringing("required-documents", 2, FIRST, null));
    Map<String, Object> wechat = Notices.bringing(TABLE, edition + 1, FIRST, null);
    wechat.put("platforms", List.of("WECHAT"));
    wechat.put("categories", List.of());
    publish("three", wechat);
    travelTo(FIRST, LocalTime.MIDNIGHT);
    assertThat(judge(TABLE, "DOUYIN")).isEqualTo(edition + " " + FIRST + " " + named("one"));
    assertThat(judge("required-documents", "DOUYIN")).isEqualTo("2 " + FIRST + " " + named("two"));
    assertThat(judge(TABLE, "WECHAT")).isEqualTo(edition + 1 + " " + FIRST + " " + named("three"));
  }

  /** The released table has it already: what counts is told all the same. */
  @Test
  void isTheReleasedOneWithTheNoticeThatSpeaksOfIt() {
    Map<String, Object> told = Notices.notice(FIRST.minusYears(1), null);
    told.put("tables", List.of(Map.of("table", TABLE)));
    publish("released-has-it", told);
    assertThat(judge(TABLE, "DOUYIN"))
        .isEqualTo("1 " + FIRST.minusYears(1) + " " + named("released-has-it"));
    assertThat(lastAsked()).isEqualTo(gateway.newestKey(TABLE));
  }

  @Test
  void isGivenAnewToAnEngineThatLostIt() {
    gateway.decides = asked -> StandInGateway.answered("4500");
    publish("deposits", Notices.bringing(TABLE, edition, FIRST, null));
    travelTo(FIRST, LocalTime.NOON);
    assertThat(judge(TABLE, "DOUYIN")).startsWith(edition + " ");
    gateway.forget();
    assertThatThrownBy(() -> ask(TABLE, "DOUYIN")).isInstanceOf(OutsideUnavailableException.class);
    assertThat(judge(TABLE, "DOUYIN")).startsWith(edition + " ");
    // A restart deploys the release anew, and puts it before nothing.
    long key = gateway.newestKey(given);
    service.restart(settings());
    TestPlatform.await("the released tables", () -> gateway.has(TABLE));
    TestPlatform.await("an answer", () -> isAnswered());
    assertThat(lastAsked()).isEqualTo(key);
  }

  /** Another engine may count another decision by the same key. */
  @Test
  void isNotAnsweredByAnotherDecision() {
    gateway.decides = asked -> StandInGateway.answered("4500");
    publish("of-another-engine", Notices.bringing(TABLE, edition, FIRST, null));
    travelTo(FIRST, LocalTime.NOON);
    assertThat(judge(TABLE, "DOUYIN")).startsWith(edition + " ");
    gateway.decides =
        asked -> StandInGateway.answered("4500").toBuilder().setDecisionId("lucky-draw").build();
    assertThatThrownBy(() -> ask(TABLE, "DOUYIN"))
        .isInstanceOf(OutsideUnavailableException.class)
        .hasMessageContaining("lucky-draw");
    gateway.decides =
        asked -> StandInGateway.answered("4500").toBuilder().setDecisionId(given).build();
    assertThat(judge(TABLE, "DOUYIN")).startsWith(edition + " ");
  }

  private boolean isAnswered() {
    try {
      return judge(TABLE, "DOUYIN").startsWith(edition + " ");
    } catch (OutsideUnavailableException notYet) {
      return false;
    }
  }

  /** A diagram calls the table it was deployed with: an instance of before goes on all the same. */
  @Test
  void decidesForAnInstanceThatCalledTheReleasedTable() {
    String id = application();
    assertThat(demand(id)).isEqualTo("1");
    publish("deposits", Notices.bringing(TABLE, edition, FIRST, null));
    travelTo(FIRST, LocalTime.NOON);
    assertThat(demand(id)).isEqualTo("2");
  }

  /** The edition that says how much, before anything is demanded. */
  private String demand(String id) {
    gateway.decided.clear();
    service
        .bean(AskDepositWorker.class)
        .prepare(
            new EngineJob(1, 1, "store-onboarding", "Task_DemandDeposit"), new CaseVariables(id));
    return isOfRelease(asked().getFirst().getDecisionKey()) ? "1" : "2";
  }

  private String application() {
    String merchant = "m-1" + MERCHANTS.getAndIncrement();
    return service
        .api("merchant")
        .post(
            "/api/v1/store-applications",
            SampleApplications.withDocuments(
                SampleApplications.enterprise(merchant, "青禾" + merchant, List.of("服饰")),
                service.api("merchant")))
        .id();
  }

  /** The tables of a streamer's standing judge it again with each edition. */
  @Test
  void judgesStreamersAgain() {
    gateway.decides = asked -> StandInGateway.answered("[]");
    load("pk-threshold", 2);
    Map<String, Object> notice = Notices.bringing("pk-threshold", 2, FIRST, FIRST);
    notice.put("platforms", List.of("KUAISHOU"));
    publish("threshold", notice);
    admin.put(
        "/api/v1/streamers/edition-judged",
        Map.of(
            "nickname",
            "青禾直播",
            "designated",
            true,
            "merchantLevel",
            5,
            "experienceRating",
            4.8,
            "followers",
            100_000));
    TestPlatform.await("the released table", () -> editionOfStanding("1"));
    travelTo(FIRST, LocalTime.MIDNIGHT);
    TestPlatform.await("the edition", () -> editionOfStanding("2"));
    travelTo(FIRST.plusDays(1), LocalTime.MIDNIGHT);
    TestPlatform.await("the released table again", () -> editionOfStanding("1"));
  }

  private boolean editionOfStanding(String edition) {
    return service
        .database()
        .sql(
            "select evidence #>> '{0,edition}' from streamer_standing"
                + " where streamer_id = 'edition-judged' and platform = 'KUAISHOU'")
        .query(String.class)
        .list()
        .equals(List.of(edition));
  }

  @Test
  void isTellableFromTheReleasedOneByItsId() {
    assertThat(service.bean(DecisionEditions.class).awaited()).isEmpty();
    publish("deposits", Notices.bringing(TABLE, edition, FIRST, null));
    assertThat(service.bean(DecisionEditions.class).awaited())
        .containsExactly(new DecisionEditions.TableEdition(TABLE, edition));
    TestPlatform.await("the edition in the engine", () -> gateway.has(given));
    String deployed = gateway.deployments.getLast().getResources(0).getContent().toStringUtf8();
    assertThat(deployed)
        .contains("<decision id=\"" + given + "\"", "dmnElementRef=\"" + given + "\"")
        .contains("id=\"Definitions_StoreDeposit." + edition + "\"");
    assertThat(gateway.deployments.getLast().getResources(0).getName())
        .isEqualTo("store-deposit@" + edition + ".dmn");
    assertThat(Instant.now()).isBefore(FIRST.atStartOfDay(SHANGHAI).toInstant());
  }
}
