package dev.merchantreview.journey.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.merchantreview.admission.ProviderRequests;
import dev.merchantreview.console.ConsoleVisitor;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.journey.ConsolePage;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.journey.TasklistPage;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.node.ObjectNode;

/** [K-sp] A service provider's way as its reviewers see it, in a real browser. */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
@ResourceLock(Browser.ONE_AT_A_TIME)
class ProviderInBrowserIT {

  private static final String PROVIDERS = "/api/v1/service-providers/";

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;
  private final ApiClient merchant = refunding.merchant;

  @Test
  void leadsFromTheReviewersFormToAMerchantThatIsBound() {
    ObjectNode request = ProviderRequests.brand(merchant, "m-1brw1");
    request.put("legalName", "云桥品牌").put("industry", "珠宝文玩");
    ((ObjectNode) request.path("brand")).put("registeredCapitalFen", 49_999_999);
    String id = merchant.post(ProviderRequests.PATH, request).id();
    platform.awaitState(id, "IN_REVIEW");
    anotherGroupCannot(id);
    try (Browser browser = new Browser()) {
      TasklistPage auditor1 = new TasklistPage(platform, browser, "auditor1");
      Page first = auditor1.page();
      try (ConsolePage console = new ConsolePage(platform, first, "auditor1")) {
        auditor1.open(id, "云桥品牌");
        Browser.screenshot(first, "tasklist-provider");
        assertThat(first.locator("body").innerText())
            .contains("优质品牌服务商", "珠宝文玩", "100000.00 元", "499999.99 元")
            .contains("不属于审核组 store-auditors")
            .contains("营业执照", "一般纳税人")
            .contains("有未达到的条件，不能通过");
        auditor1.verdict("退回修改");
        auditor1.choose("问题（字段和原因）", "注册资本");
        first.getByLabel("给商家的说明").fill("注册资本须达到五十万元。");
        Browser.screenshot(first, "tasklist-provider-send-back");
        auditor1.complete();
        platform.awaitState(id, "FIX_REQUIRED");

        ObjectNode fixed = ProviderRequests.again(request);
        ((ObjectNode) fixed.path("brand")).put("registeredCapitalFen", 50_000_000);
        assertThat(
                merchant.post(ProviderRequests.PATH + "/" + id + "/resubmission", fixed).status())
            .isEqualTo(202);
        TasklistPage auditor2 = new TasklistPage(platform, browser, "auditor2");
        auditor2.open(id, "第2次");
        Page second = auditor2.page();
        Browser.screenshot(second, "tasklist-provider-again");
        assertThat(second.locator("body").innerText())
            .contains("与上次提交相比", "500000.00 元")
            .doesNotContain("有未达到的条件");
        auditor2.verdict("通过");
        auditor2.complete();
        platform.awaitState(id, "APPROVED");
        String provider = boundFor(id);
        String zh = console.read("/cases/" + id, "zh");
        console.screenshot("console-provider-zh");
        assertThat(zh).contains("云桥品牌", "auditor1", "auditor2", provider);
        String en = console.read("/cases/" + id, "en");
        console.screenshot("console-provider-en");
        assertThat(en).contains("auditor1", "auditor2", provider);
      }
    }
    assertThat(refunding.actions(id))
        .containsExactly(
            "SUBMITTED",
            "ADMISSION_REVIEW_OPENED",
            "VERDICT_RETURNED",
            "SENT_BACK",
            "RESUBMITTED",
            "ADMISSION_REVIEW_OPENED",
            "APPROVED");
    assertThat(refunding.auditor.historyHolds(id)).isTrue();
  }

  /** It does not lie in their queue, and their verdict comes back as a task that says why. */
  private void anotherGroupCannot(String id) {
    String task = platform.awaitTask(platform.tasklist("finance1"), id);
    ConsoleVisitor finance = ConsoleVisitor.loggedIn(platform.serviceUrl(), "finance1");
    assertThat(finance.get("/console/queue").body()).doesNotContain(id);
    assertThat(finance.get("/console/next?case=" + id, "Accept-Language", "en").body())
        .contains("Nothing waits for your review");
    platform.tasklist("finance1").complete(task, Map.of("verdict", "SENT_BACK"));
    TestPlatform.await(
        "the verdict coming back", () -> refunding.actions(id).contains("VERDICT_RETURNED"));
    platform.awaitTaskOtherThan(task, platform.tasklist("demo"), id);
    assertThat(merchant.get(ProviderRequests.PATH + "/" + id).state()).isEqualTo("IN_REVIEW");
  }

  /** It pays, serves, and a merchant agrees to it. */
  private String boundFor(String application) {
    String provider =
        merchant
            .get(ProviderRequests.PATH + "/" + application)
            .body()
            .path("serviceProviderId")
            .asString();
    assertThat(refunding.pay(provider, Refunding.PROVIDER_DEPOSIT).status()).isEqualTo(200);
    assertThat(merchant.get(PROVIDERS + provider).state()).isEqualTo("ACTIVE");
    ApiClient.Answer proposed = merchant.put(PROVIDERS + provider + "/merchants/m-2brw", null);
    assertThat(proposed.status()).isEqualTo(202);
    assertThat(
            refunding
                .other
                .post("/api/v1/binding-proposals/" + proposed.id() + "/agreement", null)
                .status())
        .isEqualTo(200);
    assertThat(merchant.get(PROVIDERS + provider).body().path("merchants")).hasSize(1);
    return provider;
  }
}
