package dev.merchantreview.journey.filing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.journey.TasklistPage;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.node.ObjectNode;

/** The reviewer's form of a filing in a real browser: what it shows and both verdicts. */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
@ResourceLock(Browser.ONE_AT_A_TIME)
class FilingFormIT {

  private final LiveSelling selling = new LiveSelling();
  private final TestPlatform platform = selling.platform;

  @Test
  void showsAnOwnProductAndWhatAnEditChanged() {
    String merchant = LiveSelling.ownMerchant();
    String streamer = selling.streamer(merchant);
    String product = selling.product(merchant);
    selling.describe(product, selling.content(product).put("shortTitle", "亚麻连衣裙甲"));
    String id =
        selling.file(
            Map.of(
                "scenario", "SELF_BUILT", "productIds", List.of(product), "streamerId", streamer));
    selling.submit(id);
    try (Browser browser = new Browser()) {
      TasklistPage auditor1 = new TasklistPage(platform, browser, "auditor1");
      auditor1.open(id, "亚麻连衣裙甲");
      Page first = auditor1.page();
      Browser.screenshot(first, "tasklist-filing");
      assertThat(first.locator("body").innerText())
          .contains("该类目无需资质")
          .contains("自建")
          .contains("199.00 元");
      auditor1.verdict("通过");
      auditor1.complete();
      selling.awaitState(id, "APPROVED");
      ObjectNode edited = selling.content(product).put("title", "真丝连衣裙");
      ((ObjectNode) edited.path("attributes")).put("材质", "桑蚕丝");
      selling.describe(product, edited);
      selling.submit(id);
      TasklistPage auditor2 = new TasklistPage(platform, browser, "auditor2");
      auditor2.open(id, "亚麻连衣裙甲 第2次");
      Page second = auditor2.page();
      Browser.screenshot(second, "tasklist-filing-diff");
      assertThat(second.locator("body").innerText())
          .contains("与上次通过的内容相比")
          .contains("真丝连衣裙")
          .contains("材质：桑蚕丝")
          .contains("✓ 已沿用第1次结论（auditor1）")
          .contains("● 已修改，待审")
          .contains("商品编辑");
      auditor2.verdict("通过");
      auditor2.complete();
    }
    selling.awaitState(id, "APPROVED");
    assertThat(selling.historyHolds(id)).isTrue();
  }

  @Test
  void rejectsADistributedProductAndShowsTheProblemOfBefore() {
    String streamer = selling.streamer(LiveSelling.otherMerchant());
    String product = selling.product(LiveSelling.ownMerchant(), "食品");
    selling.describe(product, selling.content(product).put("shortTitle", "龙井酥礼盒"));
    String id =
        selling
            .other
            .post(
                "/api/v1/distribution-listings",
                Map.of("streamerId", streamer, "productId", product))
            .body()
            .path("filing")
            .path("id")
            .asString();
    List<Map<String, Object>> papers =
        List.of(
            Map.of(
                "kind",
                "FOOD_LICENCE",
                "documentId",
                selling.owner.upload("FOOD_LICENCE", SampleProducts.picture())),
            Map.of(
                "kind",
                "QUALITY_REPORT",
                "documentId",
                selling.owner.upload("QUALITY_REPORT", SampleProducts.picture()),
                "validUntil",
                "2031-01-31"));
    assertThat(selling.trySubmit(id, papers).status()).isEqualTo(202);
    try (Browser browser = new Browser()) {
      TasklistPage auditor1 = new TasklistPage(platform, browser, "auditor1");
      auditor1.open(id, "龙井酥礼盒");
      Page first = auditor1.page();
      auditor1.verdict("驳回");
      auditor1.choose("问题（字段和原因）", "商品标题：标题含夸大");
      first.getByLabel("给货主的说明").fill("请去掉功效宣称。");
      Browser.screenshot(first, "tasklist-filing-reject");
      assertThat(first.locator("body").innerText())
          .contains("分销带货")
          .contains("质检报告 Quality inspection report");
      auditor1.complete();
      selling.awaitState(id, "REJECTED");
      assertThat(
              selling
                  .owner
                  .get("/api/v1/filings/" + id)
                  .body()
                  .path("problems")
                  .path(0)
                  .path("code")
                  .asString())
          .isEqualTo("TITLE_MISLEADING");

      selling.retitle(product, "龙井酥礼盒 传统糕点");
      assertThat(selling.trySubmit(id, papers).status()).isEqualTo(202);
      TasklistPage auditor2 = new TasklistPage(platform, browser, "auditor2");
      auditor2.open(id, "龙井酥礼盒 第2次");
      assertThat(auditor2.page().locator("body").innerText())
          .contains("以往问题")
          .contains("标题含夸大")
          .contains("已沿用第1次结论（auditor1）");
    }
  }

  @Test
  void showsWithWhomAPkIs() {
    String mine = LiveSelling.ownMerchant();
    selling.streamer(mine);
    String opponent = selling.streamer(LiveSelling.otherMerchant());
    String product = selling.product(mine);
    selling.describe(product, selling.content(product).put("shortTitle", "PK连衣裙"));
    String id =
        selling.file(
            Map.of(
                "scenario",
                "PK",
                "productIds",
                List.of(product),
                "streamerId",
                opponent,
                "liveAt",
                LiveSelling.evening(20),
                "reason",
                "双十二PK专场"));
    selling.submit(id);
    try (Browser browser = new Browser()) {
      TasklistPage auditor1 = new TasklistPage(platform, browser, "auditor1");
      auditor1.open(id, "PK连衣裙");
      Browser.screenshot(auditor1.page(), "tasklist-filing-pk");
      assertThat(auditor1.page().locator("body").innerText())
          .contains("关联PK主播 PK with")
          .contains("双十二PK专场");
    }
  }
}
