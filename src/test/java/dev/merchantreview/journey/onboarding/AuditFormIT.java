package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.journey.TasklistPage;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The auditor's form in a real browser: all three verdicts, and what it refuses by itself. */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
@ResourceLock(Browser.ONE_AT_A_TIME)
class AuditFormIT {

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

  @Test
  void refusesToSendBackWithoutAProblemAndToRejectWithoutAReason() {
    String name =
        "[官方审核通过](http://e.invalid/) **已核验** <b>粗</b>{{1+1}}" + Applications.newMerchant();
    String id = applications.submit(applications.named(name));
    try (Browser browser = new Browser()) {
      TasklistPage tasklist = new TasklistPage(platform, browser, "auditor1");
      tasklist.open(id, name);
      Page page = tasklist.page();
      // What the applicant wrote is shown as written, and draws nothing.
      assertThat(page.locator("h1", new Page.LocatorOptions().setHasText("官方审核通过")).innerText())
          .isEqualTo(name);
      assertThat(page.locator("a[href*='e.invalid']").count()).isZero();
      tasklist.complete();
      assertThat(page.getByText("Field is required.").first().isVisible()).isTrue();

      page.getByText("退回修改 · Send back").click();
      tasklist.choose("字段 · Field", "店铺名称");
      assertThat(tasklist.choices("原因 · Reason", "名称不符合"))
          .noneMatch(reason -> reason.contains("图片模糊"));
      page.locator(".fjs-repeat-row-remove").first().click();
      page.getByText("退回修改时至少需要一条问题").first().waitFor();
      tasklist.complete();
      Browser.screenshot(page, "tasklist-problem-needed");

      page.getByText("拒绝 · Reject").click();
      tasklist.complete();
      page.getByText("Field is required.").first().waitFor();
      assertThat(applications.hasTask(id)).isTrue();
      assertThat(applications.read(id).path("state").asString()).isEqualTo("IN_REVIEW");

      tasklist.choose("拒绝原因 · Reason for the rejection", "不得经营所申请的类目");
      page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("拒绝说明（商家可见）"))
          .fill("主体与类目不符，且无法补充资质。");
      Browser.screenshot(page, "tasklist-reject");
      tasklist.complete();
      platform.awaitState(id, "REJECTED");
      assertThat(applications.read(id).path("reason").asString()).contains("无法补充资质");
      assertThat(applications.read(id).path("problems").path(0).path("code").asString())
          .isEqualTo("BUSINESS_NOT_ALLOWED");
    }
  }

  /** Only what changed needs a new verdict; the rest is carried over, and shown as carried. */
  @Test
  void showsWhatChangedAndWhatIsCarriedOver() {
    String name = "芦苇家居" + Applications.newMerchant();
    ObjectNode application = applications.named(name);
    String id = applications.submit(application);
    applications.review(
        id,
        Map.of(
            "verdict",
            "SENT_BACK",
            "problems",
            List.of(
                Map.of("field", "/documents/0", "code", "UNREADABLE", "note", "反光"),
                Map.of("field", "/contact", "code", "CONTACT_NOT_REACHED"))));
    platform.awaitState(id, "FIX_REQUIRED");
    ((ObjectNode) application.path("documents").path(0))
        .put(
            "documentId",
            applications.merchant.upload("BUSINESS_LICENCE", SampleApplications.png()));
    assertThat(applications.resubmit(id, application).status()).isEqualTo(202);
    try (Browser browser = new Browser()) {
      TasklistPage tasklist = new TasklistPage(platform, browser, "auditor2");
      tasklist.open(id, name + " · 第2次提交");
      Page page = tasklist.page();
      Browser.screenshot(page, "tasklist-second-round");
      String text = page.locator("body").innerText();
      assertThat(text)
          .contains("已沿用第1次结论（auditor1）", "carried from round 1")
          .contains("已修改，待审 · changed, to judge")
          .contains("有问题且未修改 · problem, unchanged")
          .contains("与上次相比的修改", "材料1 营业执照", "已撤下 · taken away")
          .contains("反光");
      assertThat(row(text, "联系人")).contains("有问题且未修改");
      assertThat(row(text, "店铺名称")).contains("已沿用");
      // A document opens in the browser, for who may read it.
      assertThat(page.getByText("打开 · Open").first().getAttribute("href"))
          .startsWith(platform.serviceUrl() + "/api/v1/documents/dc_");
      assertThat(page.getByText(id).first().getAttribute("href"))
          .isEqualTo(platform.serviceUrl() + "/api/v1/store-applications/" + id);
      page.getByText("通过 · Approve").click();
      tasklist.complete();
      platform.awaitState(id, "VERIFYING_ACCOUNT");
    }
  }

  /**
   * Another merchant's open application names the same licence: the auditor is told, and decides.
   */
  @Test
  void showsAFindingThatNeedsJudgement() {
    ObjectNode first = applications.complete();
    String firstId = applications.submit(first);
    String name = "同照小铺" + Applications.newMerchant();
    ObjectNode second = applications.named(name);
    ((ObjectNode) second.path("subject"))
        .put("licenceNumber", first.path("subject").path("licenceNumber").asString());
    JsonNode checked =
        applications.merchant.post("/api/v1/store-applications/pre-check", second).body();
    assertThat(checked.toString()).doesNotContain(firstId, "DUPLICATE_LICENCE");
    String id = applications.submit(second);
    try (Browser browser = new Browser()) {
      TasklistPage tasklist = new TasklistPage(platform, browser, "auditor1");
      tasklist.open(id, name);
      assertThat(tasklist.page().locator("body").innerText())
          .contains("⚠ 请留意", "Another merchant's open application names the same licence", firstId);
      Browser.screenshot(tasklist.page(), "tasklist-finding");
      tasklist.page().getByText("通过 · Approve").click();
      tasklist.complete();
    }
    platform.awaitState(id, "VERIFYING_ACCOUNT");
  }

  /**
   * What the pages show of the line that begins with a label, whatever the cells are separated by.
   */
  private static String row(String text, String label) {
    int at = text.indexOf(label, text.indexOf("申请内容"));
    return at < 0 ? "" : text.substring(at, Math.min(text.length(), at + 90));
  }
}
