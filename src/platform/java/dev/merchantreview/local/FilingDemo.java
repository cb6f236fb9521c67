package dev.merchantreview.local;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Filings in every state and a PK, brought there by the ways people and systems bring them. */
final class FilingDemo {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String OWN = "m-1001";
  private static final String OTHER = "m-2001";
  private static final String HOST = "s-1001";
  private static final String OPPONENT = "s-2001";
  private static final String DISTRIBUTOR = "s-2002";

  private final ApiClient admin;
  private final ApiClient owner;
  private final ApiClient other;
  private final TasklistClient reviewer;

  FilingDemo(Settings settings) {
    this.admin = new ApiClient(settings.serviceUrl(), "admin");
    this.owner = new ApiClient(settings.serviceUrl(), "merchant");
    this.other = new ApiClient(settings.serviceUrl(), "merchant2");
    this.reviewer = new TasklistClient(settings.webUrl(), "auditor2");
  }

  void play() {
    if (owner.get("/api/v1/filings?ownerId=" + OWN + "&limit=1").items().size() > 0) {
      // Played before, and the data survived.
      return;
    }
    streamer(HOST, OWN, "主播甲", 4.6, 260_000);
    streamer(OPPONENT, OTHER, "主播乙", 4.5, 310_000);
    streamer(DISTRIBUTOR, OTHER, "主播丙", 4.1, 8_000);

    selfBuilt("p-1001", "青禾亚麻连衣裙 夏季新款", "服饰");
    String inReview = selfBuilt("p-1002", "桑蚕丝方巾 礼盒装", "服饰");
    String approved = selfBuilt("p-1003", "帆布托特包 大容量", "箱包");
    String rejected = selfBuilt("p-1004", "天下第一养生茶", "家居");
    String edited = selfBuilt("p-1005", "手工皮鞋 头层牛皮", "鞋靴");
    String closed = selfBuilt("p-1006", "过季针织衫", "服饰");
    String lacking = selfBuilt("p-1007", "新疆灰枣 500克", "食品");
    List.of(inReview, approved, rejected, edited, lacking).forEach(this::submit);
    owner.post("/api/v1/products/p-1006/delisting", Map.of());

    product("p-1008", OWN, "亚麻四件套", "家居", owner);
    other.post(
        "/api/v1/distribution-listings", Map.of("streamerId", DISTRIBUTOR, "productId", "p-1008"));

    product("p-1009", OWN, "云锦旗袍", "服饰", owner);
    product("p-2001", OTHER, "北境羊绒衫", "服饰", other);
    String live = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(14) + "T20:00:00+08:00";
    String mine = declarePk(owner, "p-1009", OPPONENT, live);
    String theirs = declarePk(other, "p-2001", HOST, live);
    submit(mine);

    review(approved, Map.of("verdict", "APPROVED"));
    review(edited, Map.of("verdict", "APPROVED"));
    review(mine, Map.of("verdict", "APPROVED"));
    review(
        rejected,
        Map.of(
            "verdict",
            "REJECTED",
            "problems",
            List.of(Map.of("field", "/title", "code", "TITLE_MISLEADING", "note", "请去掉“天下第一”")),
            "rejectionReason",
            "标题含绝对化用语和功效宣称。"));
    await(edited, "APPROVED");
    owner.put("/api/v1/products/p-1005", content("p-1005").put("title", "手工皮鞋 二层牛皮"));
    await(approved, "APPROVED");
    await(mine, "APPROVED");
    await(rejected, "REJECTED");
    await(lacking, "REJECTED");
    await(closed, "CLOSED");
    await(theirs, "PENDING");
  }

  private void streamer(
      String id, String merchantId, String nickname, double rating, int followers) {
    admin.put(
        "/api/v1/streamers/" + id,
        Map.of(
            "nickname", nickname,
            "merchantId", merchantId,
            "designated", true,
            "merchantLevel", 3,
            "experienceRating", rating,
            "followers", followers));
  }

  private void product(String id, String ownerId, String title, String category, ApiClient by) {
    accepted(
        by.put(
            "/api/v1/products/" + id,
            SampleProducts.product("KUAISHOU", ownerId, title, category, by)));
  }

  private String selfBuilt(String id, String title, String category) {
    product(id, OWN, title, category, owner);
    return filing(
        accepted(
            owner.post(
                "/api/v1/filings",
                Map.of("scenario", "SELF_BUILT", "productIds", List.of(id), "streamerId", HOST))));
  }

  private String declarePk(ApiClient side, String product, String against, String live) {
    return filing(
        accepted(
            side.post(
                "/api/v1/filings",
                Map.of(
                    "scenario",
                    "PK",
                    "productIds",
                    List.of(product),
                    "streamerId",
                    against,
                    "sellerId",
                    against.equals(OPPONENT) ? HOST : OPPONENT,
                    "liveAt",
                    live,
                    "reason",
                    "年终PK专场"))));
  }

  private static String filing(ApiClient.Answer answer) {
    return answer.items().path(0).path("id").asString();
  }

  private void submit(String id) {
    accepted(
        owner.post("/api/v1/filings/" + id + "/qualifications", Map.of("documents", List.of())));
  }

  private void review(String id, Map<String, Object> verdict) {
    Http.await("the task of " + id, PATIENCE, () -> reviewer.openTask(id).isPresent());
    reviewer.complete(reviewer.openTask(id).orElseThrow(), verdict);
  }

  private ObjectNode content(String product) {
    return SampleProducts.contentOf(owner.get("/api/v1/products/" + product).body());
  }

  private void await(String id, String state) {
    Http.await(
        id + " becoming " + state,
        PATIENCE,
        () -> admin.get("/api/v1/filings/" + id).state().equals(state));
  }

  private static ApiClient.Answer accepted(ApiClient.Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new LaunchException("the demo was refused: " + answer.body());
    }
    return answer;
  }
}
