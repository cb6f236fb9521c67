package dev.merchantreview.journey;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A real Chromium or Chrome of this machine. It is started once and ends with the JVM; its pages
 * end with the test, but for those of people who stay logged in. Only one test at a time may use
 * it, from whatever thread: a class that does has the lock {@link #ONE_AT_A_TIME}.
 */
public final class Browser implements AutoCloseable {

  public static final String ONE_AT_A_TIME = "the browser";

  private static final Path SCREENS = Path.of("target/screens");
  private static final Map<String, Page> STAYING = new HashMap<>();
  private static com.microsoft.playwright.Browser started;

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
    Page page = open(width, height);
    people.add(page.context());
    return page;
  }

  /**
   * A page of somebody who works all day: opened and logged in once for all tests, so that a page
   * of scripts is fetched and read once.
   *
   * @param logIn what they do first
   */
  Page pageOf(String person, int width, int height, Consumer<Page> logIn) {
    return STAYING.computeIfAbsent(
        person,
        name -> {
          Page page = open(width, height);
          logIn.accept(page);
          return page;
        });
  }

  private static Page open(int width, int height) {
    if (started == null) {
      started = start();
    }
    BrowserContext person =
        started.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai"));
    // A spinner drawn sixty times a second without a graphics card takes a core for itself.
    person.addInitScript(STILL);
    Page page = person.newPage();
    page.setDefaultTimeout(60_000);
    return page;
  }

  public static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")).setFullPage(true));
  }

  private static Path executable() {
    return Stream.of(
            "chromium-headless-shell",
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable")
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
    // Tasklist asks for news for as long as it is open.
    STAYING.values().forEach(page -> page.navigate("about:blank"));
  }
}
