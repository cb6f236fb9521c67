package dev.merchantreview.journey;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import dev.merchantreview.local.LaunchException;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.regex.Pattern;

/** Tasklist in a browser, as a reviewer uses it. */
public final class TasklistPage {

  private final TestPlatform platform;
  private final Page page;

  public TasklistPage(TestPlatform platform, Browser browser, String user) {
    this.platform = platform;
    this.page = browser.pageOf(user, 1500, 1900, login -> logIn(login, user));
    page.navigate(platform.tasklistUrl());
  }

  private void logIn(Page login, String user) {
    login.navigate(platform.tasklistUrl());
    login.locator("input[name=username]").fill(user);
    login.locator("input[name=password]").fill(user);
    login.locator("button[type=submit]").click();
    login.waitForURL(url -> !url.contains("login"));
  }

  public Page page() {
    return page;
  }

  /**
   * Finds the task in the list, opens and claims it.
   *
   * @param told a part of the line that tells tasks apart, which the task's card has to show
   */
  public void open(String id, String told) {
    String task = platform.awaitTask(platform.tasklist("demo"), id);
    Locator card = page.getByTestId("task-" + task);
    card.waitFor();
    // The list may have been read before the task's variables were; it is read again by itself.
    try {
      TestPlatform.await(told + " on the card", () -> card.innerText().contains(told));
    } catch (LaunchException late) {
      throw new AssertionError(late.getMessage() + ": " + card.innerText(), late);
    }
    card.click();
    button("Assign to me|分配给我").first().click();
    page.getByText("审核结论").first().waitFor();
    page.getByText(id).first().waitFor();
  }

  /** Chooses a verdict by what the form calls it. */
  public void verdict(String name) {
    page.locator(".fjs-form-field-radio")
        .getByText(name, new Locator.GetByTextOptions().setExact(true))
        .click();
  }

  /**
   * Picks from a drop-down list; Tasklist may redraw the form and close the list before the click
   * arrives.
   */
  public void choose(String label, String text) {
    Locator field =
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label)).first();
    Locator option =
        page.locator(".fjs-dropdownlist-item", new Page.LocatorOptions().setHasText(text)).first();
    TestPlatform.await(
        "the choice of " + text,
        () -> {
          if (!option.isVisible()) {
            field.click();
          }
          try {
            option.click(new Locator.ClickOptions().setTimeout(2_000));
          } catch (TimeoutError closed) {
            return false;
          }
          return field.inputValue().contains(text);
        });
  }

  /**
   * What a drop-down list offers.
   *
   * @param one a part of a text that is among them: the list is read when it shows that
   */
  public List<String> choices(String label, String one) {
    Locator field =
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label)).first();
    Locator options = page.locator(".fjs-dropdownlist-item");
    TestPlatform.await(
        "the choices of " + label,
        () -> {
          if (!options.first().isVisible()) {
            field.click();
          }
          return options.allInnerTexts().stream().anyMatch(text -> text.contains(one));
        });
    List<String> shown = options.allInnerTexts();
    page.keyboard().press("Escape");
    return shown;
  }

  public void complete() {
    button("Complete Task|完成任务").click();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
  }
}
