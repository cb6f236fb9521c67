package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.TestPlatform;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What owners, streamers' sides, the platform and reviewers do about filings in tests. */
public final class LiveSelling {

  private static final AtomicInteger NEXT = new AtomicInteger(1);

  public final TestPlatform platform = TestPlatform.get();

  /** Acts for the merchants whose ids begin with m-1. */
  public final ApiClient owner = platform.api("merchant");

  /** Acts for the merchants whose ids begin with m-2. */
  public final ApiClient other = platform.api("merchant2");

  public final ApiClient admin = platform.api("admin");
  public final ApiClient auditor = platform.api("auditor");

  /** A merchant the owner's system acts for. */
  public static String ownMerchant() {
    return "m-1f" + NEXT.getAndIncrement();
  }

  /** A merchant the other system acts for. */
  public static String otherMerchant() {
    return "m-2f" + NEXT.getAndIncrement();
  }

  /** A designated streamer of a merchant who meets every threshold. */
  public String streamer(String merchantId) {
    return streamer(merchantId, true);
  }

  public String streamer(String merchantId, boolean designated) {
    String id = "s-" + NEXT.getAndIncrement();
    tell(id, SampleStreamers.figures(merchantId, designated));
    return id;
  }

  public void tell(String streamerId, Map<String, Object> figures) {
    ApiClient.Answer answer = admin.put("/api/v1/streamers/" + streamerId, figures);
    assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
  }

  /** Waits until streamers' figures are judged, which is soon after they are told. */
  public void awaitJudged(String... streamers) {
    for (String one : streamers) {
      TestPlatform.await(
          "the judgement of " + one,
          () ->
              platform
                  .database()
                  .sql(
                      "select exists (select from streamer s join streamer_standing t on t.streamer_id = s.id"
                          + " and t.streamer_version = s.version where s.id = :id and t.platform = 'KUAISHOU')")
                  .param("id", one)
                  .query(Boolean.class)
                  .single());
    }
  }

  /** A product of a merchant of the owner's system that needs no qualification. */
  public String product(String ownerId) {
    return product(ownerId, "服饰");
  }

  public String product(String ownerId, String category) {
    String id = "p-" + NEXT.getAndIncrement();
    describe(
        id, SampleProducts.product("KUAISHOU", ownerId, "亚麻连衣裙 " + id, category, api(ownerId)));
    return id;
  }

  /** Describes a product, or describes it anew. */
  public ApiClient.Answer describe(String productId, ObjectNode content) {
    ApiClient.Answer answer =
        api(content.path("ownerId").asString()).put("/api/v1/products/" + productId, content);
    assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
    return answer;
  }

  /** The product as its owner would send it again. */
  public ObjectNode content(String productId) {
    return SampleProducts.contentOf(auditor.get("/api/v1/products/" + productId).body());
  }

  /** Edits the title, which is watched. */
  public ApiClient.Answer retitle(String productId, String title) {
    return describe(productId, content(productId).put("title", title));
  }

  /** Declares one product and gives the filing's id. */
  public String file(Map<String, Object> declaration) {
    ApiClient.Answer answer = declare(declaration);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.items().path(0).path("id").asString();
  }

  public ApiClient.Answer declare(Map<String, Object> declaration) {
    return owner.post("/api/v1/filings", declaration);
  }

  /** A self-built filing of a new product of a new designated streamer, PENDING. */
  public String selfBuilt() {
    String merchant = ownMerchant();
    return file(
        Map.of(
            "scenario", "SELF_BUILT",
            "productIds", List.of(product(merchant)),
            "streamerId", streamer(merchant)));
  }

  /** The same, in review. */
  public String inReview() {
    String id = selfBuilt();
    submit(id);
    return id;
  }

  /** The same, approved. */
  public String approved() {
    String id = inReview();
    approve(id);
    awaitState(id, "APPROVED");
    return id;
  }

  /** Submits a filing as it is. */
  public ApiClient.Answer submit(String id) {
    ApiClient.Answer answer = trySubmit(id, List.of());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer;
  }

  public ApiClient.Answer trySubmit(String id, List<?> documents) {
    return api(read(id).path("ownerId").asString())
        .post("/api/v1/filings/" + id + "/qualifications", Map.of("documents", documents));
  }

  public ApiClient.Answer withdraw(String id) {
    return owner.post("/api/v1/filings/" + id + "/withdrawal", Map.of());
  }

  public ApiClient.Answer delist(String productId) {
    return owner.post("/api/v1/products/" + productId + "/delisting", Map.of());
  }

  public void approve(String id) {
    reviewer().complete(task(id), Map.of("verdict", "APPROVED"));
  }

  public void reject(String id, String field, String code) {
    reviewer()
        .complete(
            task(id),
            Map.of(
                "verdict",
                "REJECTED",
                "problems",
                List.of(Map.of("field", field, "code", code)),
                "rejectionReason",
                "请修改后重新提交"));
  }

  private TasklistClient reviewer() {
    return platform.tasklist("auditor1");
  }

  public void complete(String task, Map<String, Object> variables) {
    reviewer().complete(task, variables);
  }

  /** The open task of a filing, as soon as Tasklist shows it. */
  public String task(String id) {
    return platform.awaitTask(reviewer(), id);
  }

  /** The task that follows another one of the filing, as soon as Tasklist shows it. */
  public String taskOtherThan(String task, String id) {
    return platform.awaitTaskOtherThan(task, reviewer(), id);
  }

  public boolean hasTask(String id) {
    return reviewer().openTask(id).isPresent();
  }

  public JsonNode read(String id) {
    return auditor.get("/api/v1/filings/" + id).body();
  }

  public String state(String id) {
    return read(id).path("state").asString();
  }

  public void awaitState(String id, String state) {
    platform.awaitState(id, state);
  }

  public String productOf(String id) {
    return read(id).path("productId").asString();
  }

  public String sellerOf(String id) {
    return read(id).path("sellerId").asString();
  }

  /** Asks for a permit as the platform. */
  public JsonNode permit(String productId, String streamerId, String scenario) {
    return admin
        .get(
            "/api/v1/sale-permits?productId=%s&streamerId=%s&scenario=%s"
                .formatted(productId, streamerId, scenario))
        .body();
  }

  public JsonNode pkPermit(String productId, String streamerId, String counterpartId) {
    return admin
        .get(
            "/api/v1/sale-permits?productId=%s&streamerId=%s&counterpartId=%s&scenario=PK"
                .formatted(productId, streamerId, counterpartId))
        .body();
  }

  public static List<String> reasons(JsonNode permit) {
    assertThat(permit.path("permitted").asBoolean()).isEqualTo(permit.path("reasons").isEmpty());
    return permit.path("reasons").valueStream().map(one -> one.path("code").asString()).toList();
  }

  public List<String> actions(String id) {
    return auditor.actions(id);
  }

  public boolean historyHolds(String id) {
    return auditor.historyHolds(id);
  }

  /** The system that acts for a merchant. */
  public ApiClient api(String merchantId) {
    return merchantId.startsWith("m-2") ? other : owner;
  }

  /** An evening some working days ahead. */
  public static String evening(int days) {
    return LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(days) + "T20:00:00+08:00";
  }
}
