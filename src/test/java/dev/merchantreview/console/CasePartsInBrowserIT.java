package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the parts of a case's page do in a real browser, under its content policy. */
@ResourceLock(Browser.ONE_AT_A_TIME)
class CasePartsInBrowserIT {

  /** The hash of what {@link Browser} writes into every page to keep it still. */
  private static final String THE_TESTS_OWN_STYLE =
      "sha256-sAowqJLLA1KpjycC2E9UoAMCes5itMmnA+H9IkAw57E=";

  private static final String PURPOSE = "#purpose-IDENTITY_NUMBER";
  private static final String SHOWN = "#shown-IDENTITY_NUMBER";
  private static final String ASKED = ".masked:has(" + SHOWN + ")";

  private static ServiceAlone service;
  private static ApplicationSample applications;

  private final Browser browser = new Browser();
  private final List<String> refused = new ArrayList<>();

  @BeforeAll
  static void start() {
    // Hidden again soon, so that nobody has to wait for it.
    service = ServiceAlone.with("--merchant-review.console.masked-again=5s");
    applications = new ApplicationSample(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void close() {
    browser.close();
    assertThat(refused).isEmpty();
  }

  private Page loggedIn(String language) {
    Page page = browser.page(1440, 900);
    page.onConsoleMessage(
        (ConsoleMessage said) -> {
          if (said.type().equals("error") && !said.text().contains(THE_TESTS_OWN_STYLE)) {
            refused.add(said.text());
          }
        });
    page.navigate(service.serviceUrl() + "/console/login");
    page.fill("input[name=username]", "auditor1");
    page.fill("input[name=password]", "auditor1");
    page.click("main button[type=submit]");
    page.navigate(service.serviceUrl() + "/console/language?to=" + language + "&from=/console");
    return page;
  }

  private static void screen(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screens/console-" + name + ".png"))
            .setFullPage(true));
  }

  @Test
  void showsMaskedValuesInTheirPlaceAndHidesThemAgainByItselfAndByAClick() {
    CaseId id = applications.inReview();
    String secret = SampleApplications.identityNumber(applications.merchantOf(id));
    String other = SampleApplications.accountNumber(applications.merchantOf(id));
    Page page = loggedIn("en");
    page.navigate(service.serviceUrl() + "/console/cases/" + id);
    screen(page, "rounds-en");
    String address = page.url();
    show(page, "to compare with the identity card");
    Locator shown = page.locator(SHOWN + " dd").getByText(secret);
    shown.waitFor();
    screen(page, "rounds-shown-en");
    assertThat(page.url()).isEqualTo(address);
    assertThat(page.content()).doesNotContain(other);
    assertThat(page.inputValue(PURPOSE)).isEmpty();
    // Who comes by the keyboard hides it by the next key, and is where it was asked for.
    page.keyboard().press("Enter");
    assertThat(shown.count()).isZero();
    assertThat(page.locator(ASKED + " summary:focus").count()).isEqualTo(1);
    showByKeys(page, "to compare with the identity card again");
    shown.waitFor();
    page.locator(SHOWN + " button.hide").click();
    assertThat(shown.count()).isZero();
    show(page, "and to be hidden by itself");
    shown.waitFor();
    shown.waitFor(
        new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED).setTimeout(15_000));
    assertThat(page.content()).doesNotContain(secret);
    // Neither the browser's memory of pages nor its storage has it.
    show(page, "and once more before leaving");
    shown.waitFor();
    page.navigate(service.serviceUrl() + "/console");
    page.goBack();
    assertThat(page.content()).doesNotContain(secret);
    assertThat(page.evaluate("JSON.stringify([localStorage, sessionStorage])").toString())
        .doesNotContain(secret);
  }

  private static void show(Page page, String purpose) {
    if (!page.locator(PURPOSE).isVisible()) {
      page.locator(ASKED + " summary").click();
    }
    page.fill(PURPOSE, purpose);
    page.locator(ASKED + " form button").click();
  }

  /** From the summary on, which has the focus. */
  private static void showByKeys(Page page, String purpose) {
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().type(purpose);
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
  }

  @Test
  void makesAPaperLargerAndTurnsItByButtonAndByKey() {
    CaseId id = applications.inReview();
    String paper =
        service
            .api("auditor")
            .get("/api/v1/store-applications/" + id)
            .body()
            .at("/documents/0/documentId")
            .asString();
    Page page = loggedIn("zh");
    page.navigate(service.serviceUrl() + "/console/cases/" + id + "/papers?paper=" + paper);
    Locator image = page.locator(".stage img");
    image.waitFor();
    double before = image.boundingBox().width;
    page.locator("[data-do=in]").click();
    assertThat(image.boundingBox().width).isGreaterThan(before);
    page.locator(".stage").focus();
    page.keyboard().press("r");
    assertThat(image.getAttribute("style")).contains("rotate(90deg)");
    page.keyboard().press("0");
    assertThat(image.getAttribute("style")).contains("rotate(0deg)");
    screen(page, "paper-zh");
    page.navigate(service.serviceUrl() + "/console/cases/" + id + "/access");
    screen(page, "access-zh");
    assertThat(page.content()).contains("auditor1", "材料");
  }
}
