package dev.merchantreview.journey;

import com.microsoft.playwright.Page;
import dev.merchantreview.testing.TestPlatform;

/** The console in the browser of somebody who reviews in Tasklist, in a tab beside it. */
public final class ConsolePage implements AutoCloseable {

  private final TestPlatform platform;
  private final Page page;

  /** Logs in, with which the forms show papers, too. */
  public ConsolePage(TestPlatform platform, Page beside, String user) {
    this.platform = platform;
    page = beside.context().newPage();
    page.setViewportSize(1280, 900);
    page.navigate(platform.serviceUrl() + "/console/login");
    page.locator("#username").fill(user);
    page.locator("#password").fill(user);
    page.locator("main button[type=submit]").click();
    page.waitForURL(url -> url.endsWith("/console"));
  }

  /** What a page says in a language, {@code zh} or {@code en}. */
  public String read(String path, String language) {
    page.navigate(
        platform.serviceUrl() + "/console/language?to=" + language + "&from=/console" + path);
    return page.locator("main").innerText();
  }

  public void screenshot(String name) {
    Browser.screenshot(page, name);
  }

  @Override
  public void close() {
    page.close();
  }
}
