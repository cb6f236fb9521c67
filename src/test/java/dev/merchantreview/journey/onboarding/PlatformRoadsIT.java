package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.journey.TasklistPage;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The roads of the platforms beside Douyin's, each from the submission to the store that sells,
 * with an auditor in a real browser.
 */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
@ResourceLock(Browser.ONE_AT_A_TIME)
class PlatformRoadsIT {

  private final TestPlatform platform = TestPlatform.get();
  private final Applications applications = new Applications();

  /** [K-open] no contract; the store is prepared by the approval and sells from its deposit on. */
  @Test
  void ofKuaishouIsReviewedAndPaysTwoDepositsAndSells() {
    ObjectNode application = application("KUAISHOU", "INDIVIDUAL_BUSINESS", "山里人家干货", "食品");
    String id = applications.handIn(application.put("promotion", true));
    approveInTasklist(id, "山里人家干货");

    platform.awaitState(id, "DEPOSIT_DUE");
    JsonNode due = applications.read(id);
    assertThat(due.path("accountVerification").isNull()).isTrue();
    assertThat(due.path("contract").isNull()).isTrue();
    String store = due.path("storeId").asString();
    assertThat(store(store).path("state").asString()).isEqualTo("PREPARING");
    assertThat(applications.pay(id, due.at("/deposit/requiredFen").asLong()).status())
        .isEqualTo(200);
    assertThat(applications.read(id).path("state").asString()).isEqualTo("DEPOSIT_DUE");
    assertThat(
            applications
                .pay(id, "PROMOTION", due.at("/deposit/promotion/requiredFen").asLong())
                .status())
        .isEqualTo(200);
    platform.awaitState(id, "ACTIVE");
    assertThat(store(store).path("state").asString()).isEqualTo("OPEN");
    assertThat(applications.historyHolds(id)).isTrue();
  }

  /** [W-shop] the company remits or its representative scans, then describes its shop. */
  @Test
  void ofWechatRemitsAndDescribesItsShopBeforeTheReviewAndPaysNothing() {
    ObjectNode application = application("WECHAT", "ENTERPRISE", "晨光箱包总店", "箱包皮具");
    application.remove("shop");
    String id = applications.handIn(application);
    applications.awaitAnswerPossible(id);
    applications.remit(id, application.path("subject").path("legalName").asString());
    platform.awaitState(id, "SHOP_DATA_DUE");
    assertThat(applications.read(id).path("accountVerification").path("verifiedBy").asString())
        .isEqualTo("REMITTANCE");
    assertThat(applications.handInShop(id, SampleApplications.shop(applications.merchant)).status())
        .isEqualTo(202);
    approveInTasklist(id, "晨光箱包总店");

    assertThat(applications.sign(id).status()).isEqualTo(202);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.read(id).path("deposit").isNull()).isTrue();
    assertThat(applications.actions(id)).doesNotContain("DEPOSIT_DEMANDED");
    assertThat(applications.historyHolds(id)).isTrue();
  }

  /** (ours) reviewed, signed, paid. */
  @Test
  void ofXiaohongshuIsReviewedSignsAndPays() {
    String id = applications.handIn(application("XIAOHONGSHU", "ENTERPRISE", "拾色美妆旗下", "美妆"));
    approveInTasklist(id, "拾色美妆旗下");

    assertThat(applications.sign(id).status()).isEqualTo(202);
    platform.awaitState(id, "DEPOSIT_DUE");
    JsonNode due = applications.read(id);
    assertThat(due.path("accountVerification").isNull()).isTrue();
    assertThat(due.path("storeId").isNull()).isTrue();
    assertThat(applications.pay(id, due.at("/deposit/requiredFen").asLong()).status())
        .isEqualTo(200);
    platform.awaitState(id, "ACTIVE");
    assertThat(store(applications.read(id).path("storeId").asString()).path("state").asString())
        .isEqualTo("OPEN");
    assertThat(applications.historyHolds(id)).isTrue();
  }

  private ObjectNode application(
      String onPlatform, String storeType, String storeName, String category) {
    return SampleApplications.withDocuments(
        SampleApplications.application(
            onPlatform, Applications.newMerchant(), storeType, storeName, List.of(category)),
        applications.merchant);
  }

  private void approveInTasklist(String id, String storeName) {
    try (Browser browser = new Browser()) {
      TasklistPage auditor = new TasklistPage(platform, browser, "auditor1");
      auditor.open(id, storeName);
      auditor.verdict("通过");
      auditor.complete();
      TestPlatform.await(
          "the approval of " + id, () -> applications.actions(id).contains("APPROVED"));
    }
  }

  private JsonNode store(String id) {
    return applications.merchant.get("/api/v1/stores/" + id).body();
  }
}
