package dev.merchantreview.journey.programme;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.journey.ConsolePage;
import dev.merchantreview.journey.TasklistPage;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.programme.Members;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** [X-cs] Own customer service as its reviewers see it, in a real browser. */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
@ResourceLock(Browser.ONE_AT_A_TIME)
class OwnServiceInBrowserIT {

  private static final String API = "/api/v1/memberships/";
  private static final String SERVICE = "xiaohongshu-own-customer-service";

  private final TestPlatform platform = TestPlatform.get();
  private final Members members = new Members(platform);
  private final ApiClient merchant = platform.api("merchant");

  private JsonNode read(String id) {
    return merchant.get(API + id).body();
  }

  private void awaitState(String id, String state) {
    TestPlatform.await(id + " is " + state, () -> read(id).path("state").asString().equals(state));
  }

  private void figure(String store, String name, int window, String value) {
    members.figure(SubjectKind.STORE, store, name, window, value);
  }

  @Test
  void isAdmittedWarnedAnsweredForAndLeft() {
    String owner = Merchants.next();
    String store = members.store("XIAOHONGSHU", owner);
    figure(store, "service-staff", 0, "2");
    String id =
        merchant
            .post(
                "/api/v1/memberships",
                Map.of(
                    "programme",
                    SERVICE,
                    "subjectId",
                    store,
                    "agreement",
                    "2024-01",
                    "statement",
                    "两名客服轮班，节假日不休"))
            .id();
    awaitState(id, "IN_REVIEW");
    try (Browser browser = new Browser()) {
      TasklistPage auditor1 = new TasklistPage(platform, browser, "auditor1");
      Page first = auditor1.page();
      auditor1.open(id, owner + " 自营客服");
      Browser.screenshot(first, "tasklist-membership");
      assertThat(first.locator("body").innerText())
          .contains("自营客服", store, "营业中", "客服人数", "两名客服轮班，节假日不休", "是否准入");
      auditor1.verdict("同意");
      auditor1.complete();
      awaitState(id, "PROBATION");
      // A month is over, and it was a bad one.
      figure(store, "reply-within-24-hours-rate", 30, "0.5");
      members.due(new CaseId(id));
      members.sweep();
      assertThat(read(id).path("state").asString()).isEqualTo("WARNED");
      platform.awaitBeingAt(id, "Task_AwaitAnswer");
      LocalDate lastDay =
          OffsetDateTime.parse(read(id).path("answerDueAt").asString()).toLocalDate().minusDays(1);
      try (ConsolePage console = new ConsolePage(platform, first, "auditor1")) {
        String zh = console.read("/subjects/STORE/" + store, "zh");
        console.screenshot("console-membership-zh");
        assertThat(zh).contains("自营客服", "24 小时回复率不达标：0.5，要求 ≥ 0.9", lastDay + " 24:00", "客服人数");
        String en = console.read("/subjects/STORE/" + store, "en");
        console.screenshot("console-membership-en");
        assertThat(en).contains("Own customer service", "Too few replies within 24 hours: 0.5");
      }
      assertThat(merchant.post(API + id + "/answer", Map.of("text", "已加两人，夜间有人值守")).status())
          .isEqualTo(202);
      TasklistPage auditor2 = new TasklistPage(platform, browser, "auditor2");
      auditor2.open(id, "答复警告");
      Page second = auditor2.page();
      Browser.screenshot(second, "tasklist-membership-answer");
      assertThat(second.locator("body").innerText())
          .contains("24 小时回复率不达标", "已加两人，夜间有人值守", "答复是否有效");
      auditor2.verdict("同意");
      auditor2.complete();
      awaitState(id, "PROBATION");
      assertThat(read(id).path("failures").asInt()).isEqualTo(1);
    }
    // Who leaves finishes what is open first.
    figure(store, "open-consultations", 0, "3");
    ApiClient.Answer open = merchant.post(API + id + "/leave", Map.of());
    assertThat(open.status()).isEqualTo(409);
    assertThat(open.body().path("type").asString()).endsWith("duties-open");
    figure(store, "open-consultations", 0, "0");
    assertThat(merchant.post(API + id + "/leave", Map.of()).status()).isEqualTo(202);
    awaitState(id, "CLOSED");
    assertThat(read(id).path("ending").asString()).isEqualTo("OWN");
    assertThat(platform.api("auditor").historyHolds(id)).isTrue();
  }
}
