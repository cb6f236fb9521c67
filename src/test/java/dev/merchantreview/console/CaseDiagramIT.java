package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import dev.merchantreview.cases.CasePaths;
import dev.merchantreview.engine.ProcessPaths;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.StandInRecords;
import dev.merchantreview.testing.StandInRecords.Passed;
import dev.merchantreview.testing.TestPlatform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.transaction.support.TransactionTemplate;

/** The diagram of a case in a real browser, under the policy of its page. */
@ResourceLock(Browser.ONE_AT_A_TIME)
class CaseDiagramIT {

  private static final String PROCESS = "store-onboarding";
  private static final long INSTANCE = StandInGateway.FIRST_PARTITION + 9;
  private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
  private static final String LISTEN =
      """
      window.refused = [];
      document.addEventListener('securitypolicyviolation', event =>
        window.refused.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber));
      """;
  private static StandInGateway gateway;
  private static StandInRecords records;
  private static ServiceAlone service;
  private static String id;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    records = new StandInRecords(gateway);
    service =
        records.service(
            "--merchant-review.engine.version-check=1s",
            "--merchant-review.engine.tasklist-url=http://tasklist.invalid/tasklist");
    ApiClient api = service.api("merchant");
    id =
        api.post(
                "/api/v1/store-applications",
                SampleApplications.withDocuments(
                    SampleApplications.enterprise("m-1421", "青禾旗舰店", List.of("家居")), api))
            .id();
    ProcessPaths paths = service.bean(ProcessPaths.class);
    TestPlatform.await("the deployment", () -> gateway.has(PROCESS));
    TestPlatform.await(
        "the deployment's keys",
        () ->
            paths.drawing(PROCESS, gateway.newestKey(PROCESS)).orElseThrow().origin()
                == ProcessPaths.Origin.DEPLOYED);
    long version = gateway.newestKey(PROCESS);
    records.versions.put(version, new StandInRecords.Version(PROCESS, 7, "<none/>"));
    records.states.put(INSTANCE, "ACTIVE");
    records.runsBy.put(INSTANCE, version);
    records.startedAs.put(INSTANCE, id);
    records.passed.put(
        INSTANCE,
        List.of(
            new Passed("Event_Submitted", NOON, NOON),
            new Passed("Task_CheckApplication", NOON, NOON.plusSeconds(3)),
            new Passed("Gateway_CheckOutcome", NOON.plusSeconds(3), NOON.plusSeconds(3)),
            new Passed("Event_AuditStarted", NOON.plusSeconds(4), NOON.plusSeconds(4)),
            new Passed("Task_PrepareAudit", NOON.plusSeconds(4), NOON.plusSeconds(5)),
            new Passed("Task_AuditStore", NOON.plusSeconds(5), NOON.plusSeconds(90_000)),
            new Passed("Task_RecordVerdict", NOON.plusSeconds(90_000), NOON.plusSeconds(90_001)),
            new Passed(
                "Gateway_VerdictUsable", NOON.plusSeconds(90_001), NOON.plusSeconds(90_001))));
    records.at.put(INSTANCE, List.of("SubProcess_Audit", "Task_AuditStore"));
    records.tasks.put("Task_AuditStore", 4_711L);
    records.incidents.put(INSTANCE, Map.of("Task_AuditStore", "no answer from the document store"));
    records.flows.put(
        INSTANCE,
        List.of(
            "Flow_AuditStarted",
            "Flow_AuditPrepared",
            "Flow_AuditCompleted",
            "Flow_VerdictRecorded",
            "Flow_VerdictReturned"));
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .bean(History.class)
                    .append(
                        CaseEvent.noted(
                            new CaseId(id),
                            ActorRef.SYSTEM,
                            "AUDITOR_REMINDED",
                            Map.of(
                                "auditDueAt",
                                "2026-12-01T16:00:00Z",
                                "provisional",
                                true,
                                "days",
                                List.of("2026-11-30 WORKING_DAY", "2026-12-01 WORKING_DAY")))));
  }

  @AfterAll
  static void stop() {
    service.close();
    records.close();
    gateway.close();
  }

  /** A page that keeps what its policy refused, and what went wrong in its scripts. */
  private static Page page(Browser browser, int width, int height, List<String> wrong) {
    BrowserContext person =
        browser
            .page(10, 10)
            .context()
            .browser()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setLocale("zh-CN"));
    person.addInitScript(LISTEN);
    Page page = person.newPage();
    page.onConsoleMessage(
        said -> {
          if (said.type().equals("error")) {
            wrong.add(said.text());
          }
        });
    page.onPageError(wrong::add);
    page.navigate(service.serviceUrl() + "/console/login");
    page.fill("#username", "auditor");
    page.fill("#password", "auditor");
    page.click("main button");
    page.waitForURL("**/console");
    return page;
  }

  private static void open(Page page, String language) {
    TestPlatform.await(
        "an answer of the records in time",
        () ->
            service.bean(CasePaths.class).of(new CaseId(id), Set.of()).orElseThrow().source()
                == CasePaths.Source.RECORDS);
    page.navigate(
        service.serviceUrl() + "/console/language?to=" + language + "&from=/console/cases/" + id);
    page.waitForSelector("details[open] .drawing.drawn");
    page.waitForFunction(
        "() => [...document.querySelectorAll('details[open] .drawing')].every(one => one.dataset.state === 'drawn')");
  }

  @Test
  void drawsTheWayWithTheLibraryAndNothingItsPolicyRefuses() {
    List<String> wrong = new ArrayList<>();
    try (Browser browser = new Browser()) {
      Page page = page(browser, 1440, 900, wrong);
      for (String language : List.of("zh", "en")) {
        open(page, language);
        assertThat(page.locator(".drawing").count()).isEqualTo(2);
        assertThat(page.locator("[data-element-id=Task_CheckApplication].passed").count())
            .isEqualTo(1);
        assertThat(page.locator("[data-element-id=Task_AuditStore].incident").count()).isEqualTo(1);
        assertThat(page.locator("[data-element-id=SubProcess_Audit].here").count()).isEqualTo(1);
        assertThat(page.locator("[data-element-id=Flow_VerdictReturned].passed").count())
            .isEqualTo(1);
        assertThat(page.locator(".step-badge.incident text").textContent()).startsWith("⚠ ×2 · ");
        assertThat(page.locator("[data-element-id=Task_RemindAuditor].passed").count()).isZero();
        String table = page.locator("#diagram table").innerText();
        assertThat(table)
            .contains(language.equals("zh") ? "审核入驻申请" : "Audit the application")
            .contains(language.equals("zh") ? "进行中" : "now");
        assertThat(page.locator("#diagram .alert").innerText())
            .contains("no answer from the document store");
        assertThat(page.locator("#diagram a[href='http://tasklist.invalid/tasklist/4711']").count())
            .isEqualTo(1);
        Browser.screenshot(page, "console-case-" + language);
        // Dragged, and moved by keys.
        page.locator(".drawing").first().focus();
        page.keyboard().press("+");
        page.keyboard().press("ArrowLeft");
        page.mouse().move(600, 500);
        page.mouse().down();
        page.mouse().move(650, 520);
        page.mouse().up();
        assertThat((List<?>) page.evaluate("window.refused")).isEmpty();
      }
      page.setViewportSize(794, 1123);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      Browser.screenshot(page, "console-case-print");
      // What is for the screen only is not on paper; the way, its table and the events are.
      assertThat(page.locator("header.frame").isVisible()).isFalse();
      assertThat(page.locator("nav.sections").isVisible()).isFalse();
      assertThat(page.locator(".raw").first().isVisible()).isFalse();
      for (String printed : List.of(".head h1", ".drawing svg", "#diagram table", ".sentence")) {
        assertThat(page.locator(printed).first().isVisible()).as(printed).isTrue();
      }
      page.context().close();
      Page phone = page(browser, 390, 844, wrong);
      open(phone, "zh");
      assertThat(
              (Boolean) phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .isTrue();
      Browser.screenshot(phone, "console-case-phone");
      assertThat((List<?>) phone.evaluate("window.refused")).isEmpty();
      phone.context().close();
    }
    assertThat(wrong).isEmpty();
  }
}
