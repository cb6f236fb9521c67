package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.merchantreview.duty.LostByDuty;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every page in a real browser, in both languages, on a screen and on a phone: axe-core finds
 * nothing serious (WCAG 2.1 A and AA), and a phone scrolls in one direction.
 */
@ResourceLock(Browser.ONE_AT_A_TIME)
class ReadablePagesIT {

  private static final Path SCREENS = Path.of("target/console");
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  /** A page that is added has a line here. */
  private static final Map<String, String> PAGES =
      Map.of(
          "overview", "/console",
          "operations", "/console/operations",
          "rules", "/console/rules",
          "rule", "/console/rules/kuaishou-scores-2023",
          "appeals", "/console/appeals",
          "problem", "/console/nothing-here");

  private static final List<String> LANGUAGES = List.of("zh", "en");
  private static final Map<String, Integer> WIDTHS = Map.of("screen", 1280, "phone", 390);

  /** Rules of the levels A and AA that are broken badly, with what breaks them. */
  private static final String FINDINGS =
      """
      async () => {
        const result = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']});
        return result.violations
          .filter(one => one.impact === 'serious' || one.impact === 'critical')
          .flatMap(one => one.nodes.map(node => one.id + ': ' + node.html));
      }
      """;

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static String axe;
  private static String subject;

  /** What other tests left is the same line again and again, which takes a browser long. */
  private static String cases;

  @BeforeAll
  static void readAxe() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(ReadablePagesIT.class.getResourceAsStream(AXE), AXE)) {
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @BeforeAll
  static void appeal() {
    LostByDuty lost = LostByDuty.in(SERVICE).appealed(SERVICE, "我们已于上月签约，\n系统尚未更新。");
    subject = "/console/subjects/STORE/" + lost.store();
    cases = "/console/cases?merchantId=" + lost.merchant();
  }

  private static void look(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")).setFullPage(true));
    // Evaluated from outside, which the page's policy has no say in.
    page.evaluate(axe);
    assertThat((List<?>) page.evaluate(FINDINGS)).as(name).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s scrolls sideways", name)
        .isEqualTo(true);
  }

  @Test
  void areReadableForEverybody() {
    try (Browser browser = new Browser()) {
      WIDTHS.forEach(
          (screen, width) -> {
            Page page = browser.page(width, 800);
            for (String language : LANGUAGES) {
              page.context().clearCookies();
              page.navigate(SERVICE.serviceUrl() + "/console/language?to=" + language);
              page.navigate(SERVICE.serviceUrl() + "/console/login");
              look(page, "login." + language + "." + screen);
              page.locator("#username").fill("admin");
              page.locator("#password").fill("admin");
              page.locator("main button[type=submit]").click();
              page.locator("header.frame nav").waitFor();
              PAGES.forEach(
                  (name, path) -> {
                    page.navigate(SERVICE.serviceUrl() + path);
                    look(page, name + "." + language + "." + screen);
                  });
              page.navigate(SERVICE.serviceUrl() + cases);
              look(page, "cases." + language + "." + screen);
              page.navigate(SERVICE.serviceUrl() + subject);
              look(page, "subject." + language + "." + screen);
            }
          });
    }
  }
}
