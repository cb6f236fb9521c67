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
      tasklist.open(id, name.substring(0, 5));
      Page page = tasklist.page();
      // What the applicant wrote is shown as written, and draws nothing.
      assertThat(page.locator("h1", new Page.LocatorOptions().setHasText("官方审核通过")).innerText())
          .isEqualTo(name);
      assertThat(page.locator("a[href*='e.invalid']").count()).isZero();
      tasklist.complete();
      assertThat(page.getByText("Field is required.").first().isVisible()).isTrue();

      tasklist.verdict("退回修改");
      assertThat(tasklist.choices("问题（字段和原因）", "店铺名称：名称不符合"))
          .filteredOn(choice -> choice.startsWith("店铺名称"))
          .containsExactly("店铺名称：名称不符合命名规范或涉及他人权益", "店铺名称：其他问题");
      tasklist.complete();
      page.getByText("Field is required.").first().waitFor();
      Browser.screenshot(page, "tasklist-problem-needed");

      tasklist.verdict("拒绝");
      page.getByText("拒绝说明（商家可见）").first().waitFor();
      assertThat(page.getByText("Field is required.").count()).isZero();
      tasklist.complete();
      page.getByText("Field is required.").first().waitFor();
      // What was missing for another choice is not held against this one.
      tasklist.verdict("退回修改");
      page.getByText("更多问题").first().waitFor();
      assertThat(page.getByText("Field is required.").count()).isZero();
      tasklist.verdict("通过");
      assertThat(page.getByText("Field is required.").count()).isZero();
      tasklist.verdict("拒绝");
      assertThat(applications.hasTask(id)).isTrue();
      assertThat(applications.read(id).path("state").asString()).isEqualTo("IN_REVIEW");

      tasklist.choose("拒绝原因", "不得经营所申请的类目");
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
      tasklist.open(id, "芦苇家居");
      assertThat(tasklist.page().locator("body").innerText()).contains("第2次");
      Page page = tasklist.page();
      Browser.screenshot(page, "tasklist-second-round");
      String text = page.locator("body").innerText();
      assertThat(text)
          .contains("已沿用第1次结论（auditor1）")
          .contains("已修改，待审")
          .contains("有问题且未修改")
          .contains("与上次相比的修改", "材料1 营业执照", "已撤下", "新提交的材料")
          .contains("反光");
      assertThat(row(text, "联系人")).contains("有问题且未修改");
      assertThat(row(text, "店铺名称")).contains("已沿用");
      for (String small :
          List.of(
              "carried from round 1 (auditor1)", "● changed, to judge", "⚠ problem, unchanged")) {
        assertThat(page.locator("td[title*='" + small + "']").first().isVisible()).isTrue();
      }
      // A document opens in the browser, for who may read it; its picture stands beside what it
      // proves, and is loaded from there, never from the process.
      String paper = page.getByText("打开").first().getAttribute("href");
      assertThat(paper).startsWith(platform.serviceUrl() + "/console/papers/dc_");
      assertThat(
              page.locator("tr", new Page.LocatorOptions().setHasText("统一社会信用代码"))
                  .first()
                  .locator("summary img")
                  .getAttribute("src"))
          .isEqualTo(paper + "/picture?case=" + id);
      assertThat(page.getByText(id).first().getAttribute("href"))
          .isEqualTo(platform.serviceUrl() + "/console/cases/" + id);
      tasklist.verdict("通过");
      tasklist.complete();
      platform.awaitState(id, "SIGNING");
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
      tasklist.open(id, "同照小铺");
      assertThat(tasklist.page().locator("body").innerText())
          .contains("机器检查：请留意", "另一商家的在审申请使用了同一统一社会信用代码", firstId)
          .contains("项机器检查通过", "machine checks passed");
      Browser.screenshot(tasklist.page(), "tasklist-finding");
      tasklist.verdict("通过");
      tasklist.complete();
    }
    platform.awaitState(id, "SIGNING");
  }

  /**
   * What the pages show of the line that begins with a label, whatever the cells are separated by.
   */
  private static String row(String text, String label) {
    int at = text.indexOf(label, text.indexOf("申请内容"));
    return at < 0 ? "" : text.substring(at, Math.min(text.length(), at + 90));
  }
}
