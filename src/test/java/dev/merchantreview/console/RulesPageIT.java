package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.notice.Notices;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People see what counts from when, and what it would change. */
class RulesPageIT {

  private static final String PAGE = "/console/rules";
  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final LocalDate FIRST =
      LocalDate.now(ZoneId.of("Asia/Shanghai")).plusMonths(14).withDayOfMonth(10);

  private static String english(String user, String path) {
    HttpResponse<String> answer =
        ConsoleVisitor.loggedIn(SERVICE, user).get(path, "Accept-Language", "en");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static void publish(String id, Map<String, Object> notice) {
    ApiClient.Answer answer = SERVICE.api("admin").put("/api/v1/rule-notices/" + id, notice);
    assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
  }

  @Test
  void seeNoticesByTheMonthTheyTakeEffectIn() {
    Map<String, Object> notice = Notices.notice(FIRST, FIRST.plusDays(20));
    notice.put("publicUntil", FIRST.minusDays(1).toString());
    publish("page-books", notice);
    for (String user : List.of("auditor", "operator", "admin")) {
      String page = english(user, PAGE);
      assertThat(page)
          .contains("<a href=\"/console/rules\"", "page-books", "New deposits")
          .contains(FIRST.toString(), FIRST.minusDays(1).toString(), FIRST.plusDays(20).toString())
          .contains("not yet in force", "December 2021", "April 2023", "in force");
      String month = FIRST.format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH));
      assertThat(page.indexOf(month)).isPositive().isLessThan(page.indexOf("April 2023"));
      assertThat(page.indexOf("April 2023")).isLessThan(page.indexOf("December 2021"));
    }
    String chinese =
        ConsoleVisitor.loggedIn(SERVICE, "auditor").get(PAGE, "Accept-Language", "zh-CN").body();
    assertThat(chinese).contains("保证金标准调整", "待生效", "2021年12月", "规则").doesNotContain("??");
  }

  @Test
  void seeWhatANoticeIsAboutAndWhereItComesFrom() {
    Map<String, Object> notice = Notices.notice(FIRST, null);
    notice.put("source", "<script>alert(1)</script>");
    notice.put("transition", Map.of("kind", "PERIOD", "days", 30));
    publish("page-details", notice);
    assertThat(english("auditor", PAGE + "/page-details"))
        .contains("have a period to adjust", FIRST.plusDays(29).toString(), "no end known")
        .contains("&lt;script&gt;", "Categories: Clothing")
        .doesNotContain("<script>alert", "Rehearsal", "??");
    assertThat(ConsoleVisitor.loggedIn(SERVICE, "auditor").get(PAGE + "/none-there").statusCode())
        .isEqualTo(404);
  }

  @Test
  void haveANoticeRehearsedAndReadWhatItWouldChange() {
    Notices.load(
        SERVICE,
        "refund-documents",
        44,
        Notices.edition(SERVICE, "refund-documents", "</description>", " </description>"));
    publish("page-rehearsed", Notices.bringing("refund-documents", 44, FIRST, null));
    String page = PAGE + "/page-rehearsed";
    assertThat(english("auditor", page))
        .contains("Nobody rehearsed it yet")
        .doesNotContain("<button type=\"submit\">Rehearse");
    ConsoleVisitor operator = ConsoleVisitor.loggedIn(SERVICE, "operator");
    assertThat(operator.get(page, "Accept-Language", "en").body()).contains(">Rehearse</button>");
    HttpResponse<String> sent = operator.post(page + "/rehearsal", Map.of("cases", "10000"), page);
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
    assertThat(english("auditor", page + "?done=rehearsed"))
        .contains("The rehearsal is done", "Decisions played")
        .doesNotContain("??");
    assertThat(
            ConsoleVisitor.loggedIn(SERVICE, "auditor")
                .post(page + "/rehearsal", Map.of("cases", "1000"), page)
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void seeHowFarReviewingAgainIsAndStopIt() {
    Map<String, Object> notice = Notices.notice(FIRST, null);
    notice.put(
        "transition",
        Map.of(
            "kind",
            "REVIEW_AGAIN",
            "reviewAgain",
            Map.of("dueWorkingDays", 7, "meanwhile", "KEEP_UNTIL_DUE", "handInAgain", false)));
    publish("page-again", notice);
    String page = PAGE + "/page-again";
    assertThat(english("auditor", page))
        .contains("not begun yet", "from " + FIRST, "Due 7 working days", "as it is")
        .contains("Until it is due, the product may be sold", "0 approved, 0 rejected")
        .doesNotContain("Open no more", "??");
    ConsoleVisitor admin = ConsoleVisitor.loggedIn(SERVICE, "admin");
    assertThat(admin.get(page, "Accept-Language", "zh-CN").body())
        .contains("停止重开", "重新审核", "尚未开始")
        .doesNotContain("??");
    String stop = page + "/review-again/stop";
    assertThat(ConsoleVisitor.loggedIn(SERVICE, "operator").post(stop, Map.of(), page).statusCode())
        .isEqualTo(403);
    assertThat(admin.post(stop, Map.of(), page).statusCode()).isEqualTo(303);
    assertThat(admin.get(page + "?done=stopped", "Accept-Language", "en").body())
        .contains("No more filings and stores are opened", "stopped", "ADMIN:admin")
        .doesNotContain("Open no more", "??");
  }
}
