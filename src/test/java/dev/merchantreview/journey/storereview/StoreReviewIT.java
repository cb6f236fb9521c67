package dev.merchantreview.journey.storereview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rule notices have a store reviewed again, on the real platform. Nobody else sells stationery on
 * Kuaishou.
 */
@SharesPlatform
class StoreReviewIT {

  private static final String STATIONERY = "文具";
  private static final String NOTICES = "/api/v1/rule-notices/";
  private static final String REVIEWS = "/api/v1/store-reviews/";

  private final TestPlatform platform = TestPlatform.get();
  private final ApiClient merchant = platform.api("merchant");
  private final ApiClient admin = platform.api("admin");
  private final ApiClient auditor = platform.api("auditor");

  @Test
  void keepsItsCategoriesOrLosesThemAndGetsThemBackOnAnAppeal() {
    ObjectNode content = new Applications().complete("KUAISHOU", "ENTERPRISE");
    content.putArray("categories").add(STATIONERY);
    String store = opened(content);
    String owner = content.path("merchantId").asString();
    String product = onSale(owner);
    assertThat(permit(product, owner)).isEmpty();

    // As it is: a person looks, and the store keeps what it has.
    String kept = review("stationery-as-it-is", "KEEP_UNTIL_DECIDED", false, store);
    platform.awaitState(kept, "IN_REVIEW");
    assertThat(permit(product, owner)).isEmpty();
    // The verdict of somebody outside the group does not count.
    TasklistClient outsider = platform.tasklist("finance1");
    outsider.complete(platform.awaitTask(outsider, kept), Map.of("verdict", "APPROVED"));
    TestPlatform.await("a returned task", () -> auditor.actions(kept).contains("VERDICT_RETURNED"));
    judge(kept, Map.of("verdict", "APPROVED"));
    platform.awaitState(kept, "APPROVED");
    platform.awaitEnd(kept);
    assertThat(permit(product, owner)).isEmpty();

    // Handed in again, sent back, answered, and rejected.
    String lost = review("stationery-papers", "SUSPEND", true, store);
    platform.awaitState(lost, "PAPERS_DUE");
    assertThat(permit(product, owner)).containsExactly("STORE_UNDER_REVIEW");
    handIn(lost);
    judge(
        lost,
        Map.of(
            "verdict",
            "SENT_BACK",
            "problems",
            List.of(Map.of("field", "/documents", "code", "PAPER_EXPIRED")),
            "reason",
            "请补交有效的材料"));
    platform.awaitState(lost, "PAPERS_DUE");
    JsonNode asked = merchant.get(REVIEWS + lost).body();
    assertThat(asked.at("/problems/0/code").asString()).isEqualTo("PAPER_EXPIRED");
    assertThat(asked.at("/nextActions/0/action").asString()).isEqualTo("HAND_IN_PAPERS");
    handIn(lost);
    judge(lost, TasklistClient.rejection("RULES_NOT_MET", "新证范围不含文具"));
    platform.awaitState(lost, "REJECTED");
    platform.awaitEnd(lost);
    assertThat(platform.passed(lost)).endsWith("Gateway_Verdict", "Event_Lost");
    assertThat(permit(product, owner)).containsExactly("STORE_CATEGORY_LOST");
    assertThat(merchant.get("/api/v1/stores/" + store).state()).isEqualTo("OPEN");
    assertThat(auditor.actions(lost))
        .containsExactly(
            "STORE_REVIEW_BEGUN",
            "STORE_PAPERS_HANDED_IN",
            "STORE_REVIEW_OPENED",
            "SENT_BACK",
            "STORE_PAPERS_HANDED_IN",
            "STORE_REVIEW_OPENED",
            "REJECTED");

    assertThat(
            admin
                .post(
                    "/api/v1/stores/" + store + "/category-restorations",
                    Map.of("category", STATIONERY, "reason", "申诉成立：新证已变更范围"))
                .status())
        .isEqualTo(200);
    assertThat(permit(product, owner)).isEmpty();
    assertThat(auditor.historyHolds(store)).isTrue();
    assertThat(auditor.historyHolds(lost)).isTrue();
  }

  private String opened(ObjectNode content) {
    Applications applications = new Applications();
    String application = applications.submit(content);
    applications.approve(application);
    platform.awaitState(application, "DEPOSIT_DUE");
    applications.pay(
        application, applications.read(application).at("/deposit/requiredFen").asLong());
    platform.awaitState(application, "ACTIVE");
    return applications.read(application).path("storeId").asString();
  }

  private String onSale(String owner) {
    String product = "p-stationery-" + owner;
    ApiClient.Answer described =
        merchant.put(
            "/api/v1/products/" + product,
            SampleProducts.product("KUAISHOU", owner, "速写本", STATIONERY, merchant));
    assertThat(described.status()).as(described.body().toString()).isEqualTo(201);
    assertThat(
            admin
                .put(
                    "/api/v1/streamers/s-stationery-" + owner,
                    SampleStreamers.figures(owner, false))
                .status())
        .isEqualTo(201);
    return product;
  }

  /** The case a notice that counts from today on opens for the store. */
  private String review(String notice, String meanwhile, boolean handInAgain, String store) {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    ApiClient.Answer answer =
        admin.put(
            NOTICES + notice,
            Map.of(
                "platforms", List.of("KUAISHOU"),
                "title", Map.of("zh", "文具类目准入调整", "en", "Stationery reviewed again"),
                "publishedOn", today.minusDays(1).toString(),
                "effectiveFrom", today.toString(),
                "source", "K-rules",
                "tables", List.of(),
                "categories", List.of(STATIONERY),
                "programmes", List.of(),
                "transition",
                    Map.of(
                        "kind",
                        "REVIEW_AGAIN",
                        "reviewAgain",
                        Map.of(
                            "dueWorkingDays",
                            5,
                            "meanwhile",
                            meanwhile,
                            "handInAgain",
                            handInAgain,
                            "touches",
                            List.of("STORES")))));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    String path = "/api/v1/store-reviews?noticeId=" + notice + "&storeId=" + store;
    TestPlatform.await("the case of " + notice, () -> !auditor.get(path).items().isEmpty());
    return auditor.get(path).body().at("/items/0/id").asString();
  }

  private void handIn(String review) {
    ApiClient.Answer answer =
        merchant.post(
            REVIEWS + review + "/papers",
            Map.of(
                "documents",
                List.of(
                    Map.of(
                        "kind",
                        "CATEGORY_QUALIFICATION",
                        "documentId",
                        merchant.upload("CATEGORY_QUALIFICATION", SampleProducts.picture()))),
                "words",
                "新证已办妥"));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    platform.awaitState(review, "IN_REVIEW");
  }

  private void judge(String review, Map<String, Object> verdict) {
    TasklistClient auditors = platform.tasklist("auditor2");
    auditors.complete(platform.awaitTask(auditors, review), verdict);
  }

  private List<String> permit(String product, String owner) {
    return LiveSelling.reasons(
        merchant
            .get(
                "/api/v1/sale-permits?scenario=SELF_BUILT&productId="
                    + product
                    + "&streamerId=s-stationery-"
                    + owner)
            .body());
  }
}
