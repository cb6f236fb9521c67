package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each platform's own road to a store, on the real engine. */
@SharesPlatform
class RoadsIT {

  private static final List<String> PHASES =
      List.of(
          "MACHINE_CHECKED",
          "ACCOUNT_VERIFIED",
          "SHOP_DATA_HANDED_IN",
          "AUDIT_OPENED",
          "APPROVED",
          "STORE_PREPARED",
          "CONTRACT_SIGNED",
          "DEPOSIT_DEMANDED",
          "ACTIVATED");

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

  /** [D-open] verified and described before a person looks, whatever was not handed in at once. */
  @Test
  void ofDouyinVerifiesTheAccountAndAsksForTheShopBeforeTheAudit() {
    String id = applications.submit(undescribed("DOUYIN", "ENTERPRISE"));
    applications.approveUpToDeposit(id);
    applications.pay(id, 400_000);
    platform.awaitState(id, "ACTIVE");
    assertThat(phases(id))
        .containsExactly(
            "MACHINE_CHECKED",
            "ACCOUNT_VERIFIED",
            "SHOP_DATA_HANDED_IN",
            "AUDIT_OPENED",
            "APPROVED",
            "CONTRACT_SIGNED",
            "DEPOSIT_DEMANDED",
            "ACTIVATED");
  }

  /** [D-fee] there is no company account to verify. */
  @Test
  void ofAPersonOnDouyinVerifiesNoAccount() {
    String id = applications.handIn(undescribed("DOUYIN", "PERSONAL"));
    platform.awaitState(id, "SHOP_DATA_DUE");
    assertThat(applications.handInShop(id, SampleApplications.shop(applications.merchant)).status())
        .isEqualTo(202);
    applications.approveUpToDeposit(id);
    applications.pay(id, 50_000);
    platform.awaitState(id, "ACTIVE");
    assertThat(phases(id))
        .containsExactly(
            "MACHINE_CHECKED",
            "SHOP_DATA_HANDED_IN",
            "AUDIT_OPENED",
            "APPROVED",
            "CONTRACT_SIGNED",
            "DEPOSIT_DEMANDED",
            "ACTIVATED");
  }

  /** [W-shop] opening is free. */
  @Test
  void ofWechatAsksForNoMoney() {
    String id = applications.submit(undescribed("WECHAT", "ENTERPRISE"));
    applications.approve(id);
    applications.sign(id);
    platform.awaitState(id, "ACTIVE");
    assertThat(phases(id))
        .containsExactly(
            "MACHINE_CHECKED",
            "ACCOUNT_VERIFIED",
            "SHOP_DATA_HANDED_IN",
            "AUDIT_OPENED",
            "APPROVED",
            "CONTRACT_SIGNED",
            "ACTIVATED");
  }

  /** [K-open] the store is there from the approval on, and sells from its deposit on. */
  @Test
  void ofKuaishouPreparesTheStoreAndOpensItWithItsDeposit() {
    String id = approvedOnKuaishou();
    String store = applications.read(id).path("storeId").asString();
    JsonNode prepared = store(store);
    assertThat(prepared.path("state").asString()).isEqualTo("PREPARING");
    assertThat(prepared.path("sellsFrom").isNull()).isTrue();
    assertThat(
            applications
                .merchant
                .post("/api/v1/stores/" + store + "/closure", Map.of("reason", "不开了"))
                .status())
        .isEqualTo(409);
    applications.pay(id, 400_000);
    platform.awaitState(id, "ACTIVE");
    assertThat(store(store).path("state").asString()).isEqualTo("OPEN");
    assertThat(store(store).path("sellsFrom").isString()).isTrue();
    assertThat(applications.read(id).path("storeId").asString()).isEqualTo(store);
    assertThat(applications.actions(store)).containsExactly("STORE_PREPARED", "STORE_OPENED");
    assertThat(applications.historyHolds(store)).isTrue();
  }

  private String approvedOnKuaishou() {
    String id = applications.submit(applications.complete("KUAISHOU", "ENTERPRISE"));
    assertThat(applications.read(id).path("storeId").isNull()).isTrue();
    applications.approve(id);
    platform.awaitState(id, "DEPOSIT_DUE");
    return id;
  }

  private ObjectNode undescribed(String onPlatform, String storeType) {
    ObjectNode application = applications.complete(onPlatform, storeType);
    application.remove("shop");
    return application;
  }

  private JsonNode store(String id) {
    return applications.merchant.get("/api/v1/stores/" + id).body();
  }

  private List<String> phases(String id) {
    return applications.actions(id).stream().filter(PHASES::contains).toList();
  }
}
