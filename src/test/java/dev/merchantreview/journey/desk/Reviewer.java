package dev.merchantreview.journey.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.merchantreview.testing.TestPlatform;
import java.util.regex.Pattern;

/** A reviewer in Tasklist, whose clicks are counted, and how far the form is moved meanwhile. */
final class Reviewer {

  private static final String PANE = "[class*=scrollableContent]";

  private final TestPlatform platform;
  private final Page page;
  private int clicks;
  private double scrolled;
  private double screen;

  Reviewer(TestPlatform platform, Page page, String user) {
    this.platform = platform;
    this.page = page;
    // Papers are the console's: one login there shows them in every form.
    page.navigate(platform.serviceUrl() + "/console/login");
    page.locator("#username").fill(user);
    page.locator("#password").fill(user);
    page.locator("main button[type=submit]").click();
    page.waitForURL(url -> url.endsWith("/console"));
    page.navigate(platform.tasklistUrl());
    page.locator("input[name=username]").fill(user);
    page.locator("input[name=password]").fill(user);
    page.locator("button[type=submit]").click();
    page.waitForURL(url -> !url.contains("login"));
  }

  Page page() {
    return page;
  }

  int clicks() {
    return clicks;
  }

  /** What it cost, since the task was opened. */
  String figures() {
    return "%d clicks, %.0f px (%.1f screens)".formatted(clicks, scrolled, scrolled / screen);
  }

  void assertWithinAScreen() {
    assertThat(scrolled).as("pixels scrolled").isLessThanOrEqualTo(screen);
  }

  /** From the list, where the card is found by its case's task, until the form is there. */
  void open(String caseId) {
    String task = platform.awaitTask(platform.tasklist("demo"), caseId);
    page.navigate(platform.tasklistUrl() + "?filter=all-open");
    Locator card = page.getByTestId("task-" + task);
    card.waitFor();
    clicks = 0;
    scrolled = 0;
    click(card);
    click(button("Assign to me|分配给我"));
    button("Unassign|取消分配").waitFor();
    page.getByText(caseId).first().waitFor();
    // What Tasklist once asks everybody is answered once, and none of the form's.
    Locator asked = page.locator("[class*=notification] button[class*=close]");
    if (asked.isVisible()) {
      asked.click();
    }
    page.locator(".fjs-form-field-radio").waitFor();
    screen = number("pane => pane.clientHeight");
  }

  void verdict(String name) {
    click(
        page.locator(".fjs-form-field-radio")
            .getByText(name, new Locator.GetByTextOptions().setExact(true)));
  }

  /** The first problem that is offered. */
  void problem() {
    click(page.getByRole(AriaRole.TEXTBOX, named("问题（字段和原因）")).first());
    click(page.locator(".fjs-dropdownlist-item").first());
  }

  /** Enlarges a paper's picture where it stands, beside what it proves. */
  void look(int number) {
    Locator paper = page.locator("details:has(> summary img)").nth(number);
    click(paper.locator("summary"));
    assertThat(paper.getAttribute("open")).isNotNull();
    Locator shown = paper.locator("> img");
    TestPlatform.await(
        "the picture of paper " + number,
        () -> (Boolean) shown.evaluate("image => image.complete && image.naturalWidth > 0"));
  }

  /** Down to the end of the form, where its button is. */
  void complete(String caseId) {
    click(button("Complete Task|完成任务"));
    TestPlatform.await(
        "the task of " + caseId + " being done",
        () -> platform.tasklist("demo").openTask(caseId).isEmpty());
  }

  private void click(Locator what) {
    double before = position();
    what.scrollIntoViewIfNeeded();
    scrolled += Math.abs(position() - before);
    what.click();
    clicks++;
  }

  private double position() {
    return page.locator(PANE).count() == 0 ? 0 : number("pane => pane.scrollTop");
  }

  private double number(String script) {
    return ((Number) page.locator(PANE).first().evaluate(script)).doubleValue();
  }

  private Locator button(String name) {
    return page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
        .first();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
