package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.journey.TasklistPage;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.node.ObjectNode;

/** The whole road on the real platform, with auditors in a real browser. */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
@ResourceLock(Browser.ONE_AT_A_TIME)
class StoreOpeningJourneyIT {

  private final TestPlatform platform = TestPlatform.get();
  private final ApiClient merchant = platform.api("merchant");
  private final ApiClient auditor = platform.api("auditor");

  @Test
  void opensAStoreAfterItWasSentBackOnce() {
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.enterprise("m-1900", "云上青禾女装", List.of("服饰", "母婴")), merchant);
    String id = merchant.post("/api/v1/store-applications", application).id();
    new Applications().upToReview(id);

    try (Browser browser = new Browser()) {
      TasklistPage auditor1 = new TasklistPage(platform, browser, "auditor1");
      auditor1.open(id, "云上青禾女装");
      Page first = auditor1.page();
      Browser.screenshot(first, "tasklist-audit");
      assertThat(first.locator("body").innerText())
          .contains("云上青禾女装商贸有限公司")
          .contains("项机器检查通过")
          .doesNotContain(
              SampleApplications.identityNumber("m-1900"),
              SampleApplications.accountNumber("m-1900"),
              "13800000000");
      auditor1.verdict("退回修改");
      auditor1.choose("问题（字段和原因）", "资质材料：图片模糊");
      first.getByLabel("给商家的说明").fill("营业执照照片反光，请重新拍摄。");
      Browser.screenshot(first, "tasklist-send-back");
      auditor1.complete();
      platform.awaitState(id, "FIX_REQUIRED");

      ApiClient.Answer sentBack = merchant.get("/api/v1/store-applications/" + id);
      assertThat(sentBack.body().path("problems").path(0).path("pointer").asString())
          .isEqualTo("/documents");
      assertThat(sentBack.body().path("problems").path(0).path("code").asString())
          .isEqualTo("UNREADABLE");
      assertThat(sentBack.body().path("reason").asString()).contains("反光");
      assertThat(sentBack.body().path("nextActions").path(0).path("action").asString())
          .isEqualTo("RESUBMIT");

      SampleApplications.withDocuments(application, merchant);
      assertThat(
              merchant
                  .post("/api/v1/store-applications/" + id + "/resubmission", application)
                  .status())
          .isEqualTo(202);

      TasklistPage auditor2 = new TasklistPage(platform, browser, "auditor2");
      auditor2.open(id, "云上青禾女装 第2次");
      Page second = auditor2.page();
      auditor2.verdict("通过");
      Browser.screenshot(second, "tasklist-approve");
      auditor2.complete();
    }

    Applications applications = new Applications();
    assertThat(applications.sign(id).status()).isEqualTo(202);
    platform.awaitState(id, "DEPOSIT_DUE");
    ApiClient.Answer due = merchant.get("/api/v1/store-applications/" + id);
    // 服饰 4,000 yuan, 母婴 10,000 yuan: not added up, the highest counts.
    assertThat(due.body().path("deposit").path("requiredFen").asLong()).isEqualTo(1_000_000);

    assertThat(pay(id, 400_000).status()).isEqualTo(200);
    assertThat(merchant.get("/api/v1/store-applications/" + id).state()).isEqualTo("DEPOSIT_DUE");
    assertThat(pay(id, 600_000).status()).isEqualTo(200);
    platform.awaitState(id, "ACTIVE");
    assertThat(merchant.get("/api/v1/store-applications/" + id).body().path("storeId").asString())
        .startsWith("st_");

    assertThat(actions(id))
        .containsExactly(
            "MERCHANT:merchant SUBMITTED",
            "SYSTEM:merchant-review MACHINE_CHECKED",
            "SYSTEM:merchant-review ACCOUNT_VERIFICATION_STARTED",
            "SYSTEM:merchant-review ACCOUNT_ANSWER_AWAITED",
            "MERCHANT:merchant ACCOUNT_VERIFIED",
            "SYSTEM:merchant-review AUDIT_OPENED",
            "AUDITOR:auditor1 SENT_BACK",
            "MERCHANT:merchant RESUBMITTED",
            "SYSTEM:merchant-review MACHINE_CHECKED",
            "SYSTEM:merchant-review AUDIT_OPENED",
            "AUDITOR:auditor2 APPROVED",
            "SYSTEM:merchant-review CONTRACT_OFFERED",
            "PROVIDER:contract-signing CONTRACT_SIGNED",
            "SYSTEM:merchant-review DEPOSIT_DEMANDED",
            "PAYMENT_PROVIDER:payment-provider DEPOSIT_PAYMENT_RECEIVED",
            "PAYMENT_PROVIDER:payment-provider DEPOSIT_PAYMENT_RECEIVED",
            "SYSTEM:merchant-review ACTIVATED");
    ApiClient.Answer verification = auditor.get("/api/v1/cases/" + id + "/history/verification");
    assertThat(verification.body().path("valid").asBoolean()).isTrue();
    assertThat(verification.body().path("events").asLong()).isEqualTo(17);
  }

  private ApiClient.Answer pay(String id, long fen) {
    return platform.sandbox().post("/payments", Map.of("reference", id, "amountFen", fen));
  }

  private List<String> actions(String id) {
    List<String> actions = new ArrayList<>();
    auditor
        .get("/api/v1/cases/" + id + "/history")
        .items()
        .forEach(
            event ->
                actions.add(
                    event.path("actor").path("kind").asString()
                        + ":"
                        + event.path("actor").path("id").asString()
                        + " "
                        + event.path("action").asString()));
    return actions;
  }
}
