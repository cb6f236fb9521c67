package dev.merchantreview.journey.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.merchantreview.console.ConsoleVisitor;
import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a verdict costs a reviewer: clicks from the list on, and how far the form has to be scrolled
 * in a window of 1280 × 650. The limits are those of docs/operations.md.
 */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
@ResourceLock(Browser.ONE_AT_A_TIME)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskIT {

  private static final int APPROVE_CLICKS = 4;
  private static final int SEND_BACK_CLICKS = 6;
  private static final int LOOK_CLICKS = 8;
  private static final Pattern DAY = Pattern.compile("(\\d+)月(\\d+)日前");

  private final Applications applications = new Applications();
  private final LiveSelling selling = new LiveSelling();
  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = applications.platform;

  /**
   * A form.
   *
   * @param fault what the verdict is called that names a problem; null where none does
   * @param papers whether papers are judged with it
   * @param before what the same verdicts cost on 2026-11-27, before the forms were rebuilt
   */
  private record Form(
      String name,
      String user,
      Supplier<String> open,
      String approval,
      String fault,
      boolean papers,
      String before) {

    @Override
    public String toString() {
      return name;
    }
  }

  Stream<Form> forms() {
    return Stream.of(
        new Form(
            "store-audit",
            "auditor1",
            () -> applications.submit(applications.complete()),
            "通过",
            "退回修改",
            true,
            "approve 4 clicks, send back 8, with two papers 12; 2198 px (4.5 screens) to the end"),
        new Form(
            "filing-review",
            "auditor1",
            this::filing,
            "通过",
            "驳回",
            true,
            "approve 4 clicks, send back 8, with two papers 12; 1665 px (3.4 screens) to the end"),
        new Form(
            "refund-review",
            "finance1",
            refunding::inReview,
            "通过",
            "退回修改",
            true,
            "approve 4 clicks, send back 8, with two papers 12; 2310 px (4.7 screens) to the end"),
        new Form(
            "closure-review",
            "auditor1",
            this::closing,
            "同意关店",
            null,
            false,
            "approve 4 clicks; 1062 px (2.2 screens) to the end"));
  }

  private String filing() {
    String merchant = LiveSelling.ownMerchant();
    String streamer = selling.streamer(merchant);
    String product = selling.product(merchant);
    selling.describe(product, selling.content(product));
    String id =
        selling.file(
            Map.of(
                "scenario", "SELF_BUILT", "productIds", List.of(product), "streamerId", streamer));
    selling.submit(id);
    return id;
  }

  private String closing() {
    Refunding.Holder store = refunding.store("案头小店");
    assertThat(refunding.askToClose(store).status()).isEqualTo(202);
    return store.id();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void costsFewClicksAndNoMoreThanAScreenOfScrolling(Form form) {
    try (Browser browser = new Browser()) {
      Reviewer reviewer = new Reviewer(platform, browser.page(1280, 650), form.user());
      String approved = form.open().get();
      reviewer.open(approved);
      Browser.screenshot(reviewer.page(), "desk-" + form.name());
      reviewer.verdict(form.approval());
      reviewer.complete(approved);
      String approving = reviewer.figures();
      assertThat(reviewer.clicks()).as("clicks to approve").isLessThanOrEqualTo(APPROVE_CLICKS);
      reviewer.assertWithinAScreen();
      String faulty = "";
      if (form.fault() != null) {
        String sentBack = form.open().get();
        reviewer.open(sentBack);
        reviewer.verdict(form.fault());
        reviewer.problem();
        reviewer.complete(sentBack);
        faulty = "; send back: " + reviewer.figures();
        assertThat(reviewer.clicks()).as("to send back").isLessThanOrEqualTo(SEND_BACK_CLICKS);
      }
      if (form.papers()) {
        String looked = form.open().get();
        reviewer.open(looked);
        reviewer.look(0);
        reviewer.look(1);
        Browser.screenshot(reviewer.page(), "desk-" + form.name() + "-papers");
        reviewer.verdict(form.fault());
        reviewer.problem();
        reviewer.complete(looked);
        faulty += "; two papers looked at: " + reviewer.figures();
        assertThat(reviewer.clicks()).as("with two papers").isLessThanOrEqualTo(LOOK_CLICKS);
      }
      System.out.printf(
          "desk %s: approve: %s%s (before, 2026-11-27: %s)%n",
          form.name(), approving, faulty, form.before());
    }
  }

  /** Sorted by priority, the most urgent is on top; each card says the day its list says. */
  @Test
  void listsTheMostUrgentFirstWithTheSameDayEverywhere() {
    String later = refunding.inReview();
    String sooner = applications.submit(applications.complete());
    platform.awaitTask(platform.tasklist("demo"), later);
    platform.awaitTask(platform.tasklist("demo"), sooner);
    try (Browser browser = new Browser()) {
      Reviewer reviewer = new Reviewer(platform, browser.page(1280, 1900), "auditor1");
      Page page = reviewer.page();
      for (String group : List.of("store-auditors", "finance")) {
        page.navigate(
            platform.tasklistUrl()
                + "?filter=all-open&candidateGroup="
                + group
                + "&sortBy=priority");
        Locator cards = page.locator("[data-testid^='task-']");
        cards.first().waitFor();
        // The list may have been read before the tasks' variables were.
        TestPlatform.await(
            "the cards' days",
            () -> cards.allInnerTexts().stream().allMatch(card -> DAY.matcher(card).find()));
        List<Integer> days = cards.allInnerTexts().stream().map(DeskIT::assertSameDay).toList();
        assertThat(days).isNotEmpty().isSorted();
        assertThat(page.locator("body").innerText())
            .contains(group.equals("finance") ? "保证金退还" : "店铺入驻")
            .doesNotContain(group.equals("finance") ? "店铺入驻" : "保证金退还");
      }
      Browser.screenshot(page, "desk-list");
    }
  }

  /** The console leads to the task itself, and says who has it when somebody else does. */
  @Test
  void leadsToTheMostUrgentTask() {
    String id = refunding.inReview();
    String task = platform.awaitTask(platform.tasklist("demo"), id);
    ConsoleVisitor finance1 = ConsoleVisitor.loggedIn(platform.serviceUrl(), "finance1");
    HttpResponse<String> most = finance1.get("/console/next");
    assertThat(most.statusCode()).isEqualTo(303);
    assertThat(location(most)).matches(Pattern.quote(platform.tasklistUrl()) + "/\\d+");
    HttpResponse<String> named = finance1.get("/console/next?case=" + id);
    assertThat(named.statusCode()).isEqualTo(303);
    assertThat(location(named)).isEqualTo(platform.tasklistUrl() + "/" + task);
    assertThat(finance1.get("/console/queue").body()).contains(id);
    platform.tasklist("finance2").claim(task);
    TestPlatform.await(
        "the records to show who has it",
        () -> {
          HttpResponse<String> taken =
              finance1.get("/console/next?case=" + id, "Accept-Language", "en");
          return taken.statusCode() == 200 && taken.body().contains("finance2 the most urgent");
        });
    // Whoever has it goes on with it; whoever is not of the group is not led there.
    assertThat(
            location(
                ConsoleVisitor.loggedIn(platform.serviceUrl(), "finance2")
                    .get("/console/next?case=" + id)))
        .isEqualTo(platform.tasklistUrl() + "/" + task);
    assertThat(
            ConsoleVisitor.loggedIn(platform.serviceUrl(), "auditor1")
                .get("/console/next?case=" + id, "Accept-Language", "en")
                .body())
        .contains("Nothing waits for your review");
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("");
  }

  /**
   * That a card's own line and the date Tasklist puts on it are the same day.
   *
   * @return the day, so that days of one turn of the year can be compared
   */
  private static int assertSameDay(String card) {
    Matcher said = DAY.matcher(card);
    assertThat(said.find()).as(card).isTrue();
    MonthDay day = MonthDay.of(Integer.parseInt(said.group(1)), Integer.parseInt(said.group(2)));
    assertThat(card.lines().map(String::strip)).as(card).anyMatch(line -> isDay(line, day));
    int month = day.getMonthValue();
    return (month < 6 ? month + 12 : month) * 31 + day.getDayOfMonth();
  }

  /** Tasklist names a day of this week by its weekday, and the nearest by what they are. */
  private static boolean isDay(String line, MonthDay day) {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    LocalDate thisYear = day.atYear(today.getYear());
    LocalDate date = thisYear.isBefore(today.minusMonths(6)) ? thisYear.plusYears(1) : thisYear;
    long ahead = ChronoUnit.DAYS.between(today, date);
    return line.matches(day.getDayOfMonth() + " [A-Z][a-z]{2}.*")
        || line.equals(day.getMonthValue() + "月" + day.getDayOfMonth() + "日")
        || line.equals("Today") && ahead == 0
        || line.equals("Tomorrow") && ahead == 1
        || line.equals(date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            && ahead > 1
            && ahead < 7;
  }
}
