package dev.merchantreview.journey.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.node.ObjectNode;

/** Seeded personal data is looked for wherever it must not be. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
class LeakScanIT {

  private static final String IDENTITY = "440524188001010014";
  private static final String PHONE = "13987654321";
  private static final String EMAIL = "seeded.person@example.com";

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

  @Test
  void findsPersonalDataNowhereButSealed(CapturedOutput log) {
    ObjectNode application = applications.complete();
    String merchantId = application.path("merchantId").asString();
    String account =
        "6225" + application.path("merchantId").asString().replaceAll("\\D", "") + "998877";
    ((ObjectNode) application.path("subject").path("legalRepresentative"))
        .put("identityNumber", IDENTITY);
    ((ObjectNode) application.path("settlementAccount")).put("accountNumber", account);
    ((ObjectNode) application.path("contact")).put("phone", PHONE).put("email", EMAIL);
    applications.merchant.put(
        "/api/v1/webhook-endpoints/" + merchantId,
        Map.of("url", platform.sandboxUrl() + "/notifications"));
    assertThat(
            applications
                .merchant
                .post("/api/v1/store-applications/pre-check", application)
                .status())
        .isEqualTo(200);
    String id = applications.submit(application);
    applications.sendBack(id);
    platform.awaitState(id, "FIX_REQUIRED");
    application.put("storeName", "青禾女装新店");
    applications.resubmit(id, application);
    platform.awaitState(id, "IN_REVIEW");
    applications.approveUpToDeposit(id);
    ApiClient.Answer unmasked =
        applications.auditor.post(
            "/api/v1/store-applications/" + id + "/personal-data", Map.of("purpose", "核对银行流水"));
    assertThat(unmasked.body().path("identityNumber").asString()).isEqualTo(IDENTITY);
    assertThat(unmasked.body().path("accountNumber").asString()).isEqualTo(account);
    applications.pay(id, 400_000);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.actions(id)).contains("PERSONAL_DATA_READ");

    for (String seeded : List.of(IDENTITY, account, PHONE, EMAIL)) {
      assertThat(platform.keptText().tablesWith(seeded)).as("database").isEmpty();
      assertThat(platform.keptText().documentsWith(seeded)).as("engine records").isZero();
      assertThat(platform.keptText().filesWith(seeded)).as("engine files").isEmpty();
      assertThat(platform.camundaLog()).as("engine log").doesNotContain(seeded);
      assertThat(log.getAll()).as("service log").doesNotContain(seeded);
      assertThat(platform.sandbox().get("/notifications?caseId=" + id).raw().body())
          .as("notifications")
          .contains(id)
          .doesNotContain(seeded);
      assertThat(applications.auditor.get("/api/v1/store-applications/" + id).raw().body())
          .as("an auditor's view")
          .doesNotContain(seeded);
    }
    // The scan itself can see: what may be known is found where it is kept.
    assertThat(platform.keptText().tablesWith("青禾女装新店")).contains("store_application");
    assertThat(platform.keptText().documentsWith(id)).isPositive();
    assertThat(platform.keptText().filesWith(id)).isNotEmpty();
  }

  @Test
  void asksForAPurposeAndARole() {
    String id = applications.submit(applications.complete());
    String path = "/api/v1/store-applications/" + id + "/personal-data";
    assertThat(applications.merchant.post(path, Map.of("purpose", "随便看看")).status()).isEqualTo(403);
    assertThat(applications.auditor.post(path, Map.of()).status()).isEqualTo(422);
    assertThat(applications.auditor.post(path, Map.of("purpose", "    ")).status()).isEqualTo(422);
    assertThat(applications.actions(id)).doesNotContain("PERSONAL_DATA_READ");
  }

  @Test
  void showsNoAccountToWhoDoesNotOwnIt() {
    Refunding refunding = new Refunding();
    Refunding.Holder holder = refunding.endedProvider();
    Map<String, Object> request = refunding.request(holder, "0000");
    String number = String.valueOf(((Map<?, ?>) request.get("account")).get("accountNumber"));
    String id = refunding.submit(request).id();
    platform.awaitState(id, "IN_REVIEW");
    platform.awaitTask(platform.tasklist("finance1"), id);
    assertThat(refunding.read(id).path("account").path("accountNumber").asString())
        .isEqualTo(number);
    assertThat(refunding.auditor.get("/api/v1/deposit-refunds/" + id).raw().body())
        .doesNotContain(number)
        .contains("****");
    assertThat(refunding.auditor.get("/api/v1/cases/" + id + "/history?limit=200").raw().body())
        .doesNotContain(number);
    String path = "/api/v1/deposit-refunds/" + id + "/personal-data";
    assertThat(refunding.merchant.post(path, Map.of("purpose", "随便看看")).status()).isEqualTo(403);
    assertThat(refunding.auditor.post(path, Map.of("purpose", " ")).status()).isEqualTo(422);
    assertThat(refunding.actions(id)).doesNotContain("PERSONAL_DATA_READ");
    assertThat(
            refunding
                .auditor
                .post(path, Map.of("purpose", "核对账户证明"))
                .body()
                .path("accountNumber")
                .asString())
        .isEqualTo(number);
    assertThat(refunding.actions(id)).contains("PERSONAL_DATA_READ");
    refunding.approveTwice(id);
    platform.awaitState(id, "PAID");
    assertThat(platform.keptText().tablesWith(number)).isEmpty();
    assertThat(platform.keptText().documentsWith(number)).isZero();
    assertThat(platform.keptText().filesWith(number)).isEmpty();
  }
}
