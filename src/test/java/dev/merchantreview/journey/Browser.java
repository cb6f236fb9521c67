package dev.merchantreview.journey;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Chromium or Chrome of this machine. It is started once for each thread, as Playwright
 * wants it, and ends with the JVM; its pages end with the test.
 */
public final class Browser implements AutoCloseable {

  private static final Path SCREENS = Path.of("target/screens");
  private static final ThreadLocal<com.microsoft.playwright.Browser> STARTED =
      ThreadLocal.withInitial(Browser::start);

  private static final String STILL =
      """
      addEventListener('DOMContentLoaded', () => {
        const still = document.createElement('style');
        still.textContent = '*, *::before, *::after { animation: none !important; transition: none !important }';
        document.head.append(still);
      });
      """;

  private final List<BrowserContext> people = new ArrayList<>();

  private static com.microsoft.playwright.Browser start() {
    return Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable())
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync")));
  }

  /** A page of a person of their own: nobody else's cookies. */
  public Page page(int width, int height) {
    BrowserContext person =
        STARTED
            .get()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setLocale("zh-CN"));
    // A spinner drawn sixty times a second without a graphics card takes a core for itself.
    person.addInitScript(STILL);
    people.add(person);
    Page page = person.newPage();
    page.setDefaultTimeout(30_000);
    return page;
  }

  public static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")).setFullPage(true));
  }

  private static Path executable() {
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Chromium or Chrome on the PATH; ./merchant-review test installs one where it may"));
  }

  @Override
  public void close() {
    people.forEach(BrowserContext::close);
  }
}
