package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.notice.Notices;
import dev.merchantreview.notice.OpenedPortions;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A rule notice has approved filings reviewed again: exactly those it touches, once, in portions,
 * and permits follow. At the doors and the real database, with the engine away.
 */
class ReviewedAgainIT {

  private static final String PATH = AgainDesk.PATH;
  private static final String APPAREL = AgainDesk.APPAREL;
  private static final String HOME = AgainDesk.HOME;
  private static final LocalDate FIRST = AgainDesk.FIRST;

  private static ServiceAlone service;
  private static ApiClient admin;
  private static OpenedPortions portions;
  private static AgainDesk desk;

  @BeforeAll
  static void start() {
    // The pause outlasts the class: portions are opened when a test says so.
    service =
        ServiceAlone.with(
            "--merchant-review.review-again.pause=1d", "--merchant-review.review-again.portion=2");
    admin = service.api("admin");
    desk = new AgainDesk(service);
    portions = new OpenedPortions(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void returnToPresent() {
    service.returnToPresent();
  }

  @Test
  void opensExactlyWhatTheNoticeTouchesOnItsDayAndPermitsFollow() {
    AgainDesk.Sold touched = desk.approved(APPAREL);
    AgainDesk.Sold other = desk.approved(HOME);
    AgainDesk.Sold reviewed = desk.filed(APPAREL);
    desk.submit(reviewed.filing());
    desk.put("again-exact", desk.notice(FIRST, APPAREL, "SUSPEND", true));
    assertThat(desk.progress("again-exact").path("standing").asString()).isEqualTo("AWAITED");
    assertThat(desk.numbers("again-exact")).containsExactly(1L, 0L, 0L, 1L);

    desk.at(FIRST.minusDays(1), LocalTime.of(23, 59, 59));
    portions.open();
    assertThat(desk.state(touched)).isEqualTo("APPROVED");
    assertThat(desk.permit(touched)).isEmpty();

    desk.at(FIRST, LocalTime.MIDNIGHT);
    AgainDesk.Sold later = desk.approved(APPAREL);
    portions.open();
    desk.at(FIRST, LocalTime.of(0, 10));
    portions.open();

    assertThat(desk.state(touched)).isEqualTo("PENDING");
    assertThat(desk.permit(touched)).containsExactly("FILING_PENDING");
    for (AgainDesk.Sold left : List.of(other, later)) {
      assertThat(desk.state(left)).isEqualTo("APPROVED");
      assertThat(desk.permit(left)).isEmpty();
    }
    assertThat(desk.state(reviewed)).isEqualTo("IN_REVIEW");
    assertThat(desk.numbers("again-exact")).containsExactly(1L, 1L, 0L, 0L);
    assertThat(desk.progress("again-exact").path("standing").asString()).isEqualTo("OPENED");

    JsonNode seen = desk.read(touched);
    JsonNode reason = seen.path("reasons").path(1);
    assertThat(reason.path("scenario").asString()).isEqualTo("REVIEW_AGAIN");
    assertThat(reason.path("noticeId").asString()).isEqualTo("again-exact");
    assertThat(reason.path("note").asString()).isEqualTo("服饰资质新规 · New papers for clothing");
    assertThat(seen.at("/reviewAgain/noticeId").asString()).isEqualTo("again-exact");
    assertThat(seen.at("/reviewAgain/soldUntil").isNull()).isTrue();
    assertThat(seen.at("/nextActions/0/until").asString())
        .isEqualTo(seen.at("/reviewAgain/dueAt").asString());
    JsonNode event = desk.last(touched.filing().value());
    assertThat(event.path("action").asString()).isEqualTo("REOPENED_BY_NOTICE");
    assertThat(event.path("fromState").asString()).isEqualTo("APPROVED");
    assertThat(event.at("/details/noticeId").asString()).isEqualTo("again-exact");
    assertThat(filings("REVIEW_AGAIN", touched)).containsExactly(touched.filing().value());
    assertThat(filings("PRODUCT_EDIT", touched)).isEmpty();

    desk.submit(touched.filing());
    desk.decide(touched.filing(), Verdict.APPROVED);
    assertThat(desk.permit(touched)).isEmpty();
    assertThat(desk.read(touched).path("reviewAgain").isNull()).isTrue();
    assertThat(desk.numbers("again-exact")).containsExactly(1L, 1L, 1L, 0L);
    portions.open();
    assertThat(desk.state(touched)).isEqualTo("APPROVED");
    // What was decided late by the rules of before stays with who reviews it.
    desk.decide(reviewed.filing(), Verdict.APPROVED);
    portions.open();
    assertThat(desk.state(reviewed)).isEqualTo("APPROVED");
  }

  private static List<String> filings(String scenario, AgainDesk.Sold sold) {
    return admin
        .get("/api/v1/filings?scenario=" + scenario + "&productId=" + sold.product())
        .items()
        .valueStream()
        .map(one -> one.path("id").asString())
        .toList();
  }

  @Test
  void letsAProductBeSoldAsItWasApprovedUntilItIsDueOrDecided() {
    AgainDesk.Sold due = desk.approved(HOME);
    desk.put("again-due", desk.notice(FIRST, List.of(due), "KEEP_UNTIL_DUE", true));
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    desk.end("again-due");
    assertThat(desk.state(due)).isEqualTo("PENDING");
    assertThat(desk.permit(due)).isEmpty();
    Instant until = Instant.parse(at(desk.read(due), "/reviewAgain/dueAt"));
    service.travelTo(until.minusSeconds(1));
    assertThat(desk.permit(due)).isEmpty();
    service.travelTo(until.plusSeconds(1));
    assertThat(desk.permit(due)).containsExactly("FILING_PENDING");
    // Who is late does not get it back by handing in.
    desk.submit(due.filing());
    assertThat(desk.permit(due)).containsExactly("FILING_IN_REVIEW");
    Asked asked = desk.check(due.filing());
    assertThat(desk.permit(due)).containsExactly("FILING_IN_REVIEW");
    desk.decide(due.filing(), asked, Verdict.APPROVED);
    assertThat(desk.permit(due)).isEmpty();
    service.returnToPresent();

    AgainDesk.Sold decided = desk.approved(HOME);
    desk.put("again-decided", desk.notice(FIRST, List.of(decided), "KEEP_UNTIL_DECIDED", false));
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    desk.end("again-decided");
    assertThat(desk.state(decided)).isEqualTo("IN_REVIEW");
    assertThat(desk.read(decided).path("round").asInt()).isEqualTo(2);
    desk.at(FIRST.plusDays(60), LocalTime.NOON);
    assertThat(desk.permit(decided)).isEmpty();
    desk.decide(decided.filing(), Verdict.REJECTED);
    assertThat(desk.permit(decided)).containsExactly("FILING_REJECTED");
    desk.edit(decided);
    desk.submit(decided.filing());
    assertThat(desk.permit(decided)).containsExactly("FILING_IN_REVIEW");
  }

  private static String at(JsonNode seen, String pointer) {
    return java.time.OffsetDateTime.parse(seen.at(pointer).asString()).toInstant().toString();
  }

  /** In time is in time: the reviewers' days are not the owner's loss. */
  @Test
  void keepsWhatWasHandedInInTimeUntilTheReviewersAreDueAndLosesItByAnEdit() {
    AgainDesk.Sold sold = desk.approved(HOME);
    desk.put("again-in-time", desk.notice(FIRST, List.of(sold), "KEEP_UNTIL_DUE", true));
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    desk.end("again-in-time");
    Instant due = Instant.parse(at(desk.read(sold), "/reviewAgain/dueAt"));
    service.travelTo(due.minusSeconds(60));
    desk.submit(sold.filing());
    desk.check(sold.filing());
    service.travelTo(due.plusSeconds(3_600));
    assertThat(desk.permit(sold)).isEmpty();
    desk.edit(sold);
    assertThat(desk.permit(sold)).containsExactly("FILING_PENDING");
    assertThat(
            desk.read(sold)
                .path("reasons")
                .valueStream()
                .map(one -> one.path("scenario").asString()))
        .containsExactly("SELF_BUILT", "REVIEW_AGAIN", "PRODUCT_EDIT");
  }

  @Test
  void opensInPortionsAndNoMoreOnceItIsStopped() {
    List<AgainDesk.Sold> all = IntStream.range(0, 5).mapToObj(i -> desk.approved(HOME)).toList();
    desk.put("again-stopped", desk.notice(FIRST, all, "SUSPEND", true));
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    assertThat(desk.numbers("again-stopped")).containsExactly(5L, 2L, 0L, 3L);
    ApiClient.Answer stopped = admin.post(PATH + "again-stopped/review-again/stop", Map.of());
    assertThat(stopped.status()).isEqualTo(200);
    assertThat(stopped.body().path("standing").asString()).isEqualTo("STOPPED");
    portions.open();
    assertThat(desk.numbers("again-stopped")).containsExactly(5L, 2L, 0L, 3L);
    assertThat(all.stream().filter(one -> desk.state(one).equals("PENDING"))).hasSize(2);
    assertThat(admin.post(PATH + "again-stopped/review-again/stop", Map.of()).status())
        .isEqualTo(200);
    String history = admin.get(PATH + "again-stopped").body().path("historyId").asString();
    assertThat(service.api("auditor").actions(history))
        .containsExactly("RULE_NOTICE_PUBLISHED", "REVIEW_AGAIN_BEGUN", "REVIEW_AGAIN_STOPPED");
    assertThat(
            service
                .api("operator")
                .post(PATH + "again-stopped/review-again/stop", Map.of())
                .status())
        .isEqualTo(403);
    // Those that are open go on.
    AgainDesk.Sold open =
        all.stream().filter(one -> desk.state(one).equals("PENDING")).findFirst().orElseThrow();
    desk.submit(open.filing());
    desk.decide(open.filing(), Verdict.APPROVED);
    assertThat(desk.numbers("again-stopped")).containsExactly(5L, 2L, 1L, 3L);
  }

  @Test
  void endsWithItsNotice() {
    List<AgainDesk.Sold> all = IntStream.range(0, 3).mapToObj(i -> desk.approved(HOME)).toList();
    Map<String, Object> notice = desk.notice(FIRST, all, "SUSPEND", true);
    desk.put("again-ended", notice);
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    notice.put("endsOn", FIRST.toString());
    assertThat(admin.put(PATH + "again-ended", notice).status()).isEqualTo(200);
    desk.at(FIRST.plusDays(1), LocalTime.MIDNIGHT);
    portions.open();
    assertThat(all.stream().filter(one -> desk.state(one).equals("PENDING"))).hasSize(2);
    assertThat(desk.progress("again-ended").path("standing").asString()).isEqualTo("NOTICE_OVER");
    desk.end("again-ended");
    service.returnToPresent();
    AgainDesk.Sold taken = desk.approved(HOME);
    desk.put("again-withdrawn", desk.notice(FIRST, List.of(taken), "SUSPEND", true));
    assertThat(admin.send(admin.request(PATH + "again-withdrawn").DELETE()).status())
        .isEqualTo(200);
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    assertThat(desk.state(taken)).isEqualTo("APPROVED");
  }

  @Test
  void beginsWhenThePeriodOfThoseAlreadyInIsOver() {
    AgainDesk.Sold sold = desk.approved(HOME);
    AgainDesk.Sold adjusted = desk.approved(HOME);
    List<AgainDesk.Sold> both = List.of(sold, adjusted);
    Map<String, Object> notice = desk.notice(FIRST, both, "SUSPEND", false);
    Map<String, Object> transition = desk.transition("SUSPEND", false, both);
    transition.put("days", 10);
    notice.put("transition", transition);
    desk.put("again-period", notice);
    assertThat(admin.get(PATH + "again-period").body().path("reviewAgainFrom").asString())
        .isEqualTo(FIRST.plusDays(10).toString());
    desk.at(FIRST.plusDays(3), LocalTime.NOON);
    desk.edit(adjusted);
    desk.submit(adjusted.filing());
    desk.decide(adjusted.filing(), Verdict.APPROVED);
    desk.at(FIRST.plusDays(9), LocalTime.of(23, 59, 59));
    portions.open();
    assertThat(desk.state(sold)).isEqualTo("APPROVED");
    desk.at(FIRST.plusDays(10), LocalTime.MIDNIGHT);
    portions.open();
    desk.end("again-period");
    assertThat(desk.state(sold)).isEqualTo("IN_REVIEW");
    assertThat(desk.state(adjusted)).isEqualTo("APPROVED");
  }

  @Test
  void opensAFilingOnceWhateverNoticesThereAreAndAgainForALaterOne() {
    AgainDesk.Sold sold = desk.approved(HOME);
    desk.put("again-first", desk.notice(FIRST, List.of(sold), "SUSPEND", false));
    desk.put("again-second", desk.notice(FIRST, List.of(sold), "SUSPEND", true));
    desk.put("again-later", desk.notice(FIRST.plusDays(30), List.of(sold), "SUSPEND", true));
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    portions.open();
    assertThat(desk.actions(sold.filing())).containsOnlyOnce("REOPENED_BY_NOTICE");
    desk.decide(sold.filing(), Verdict.APPROVED);
    portions.open();
    assertThat(desk.state(sold)).isEqualTo("APPROVED");
    assertThat(desk.numbers("again-first").get(1) + desk.numbers("again-second").get(1))
        .isEqualTo(1);
    desk.at(FIRST.plusDays(30), LocalTime.NOON);
    portions.open();
    assertThat(desk.state(sold)).isEqualTo("PENDING");
    assertThat(desk.actions(sold.filing()).stream().filter("REOPENED_BY_NOTICE"::equals))
        .hasSize(2);
    desk.end("again-first", "again-second", "again-later");
  }

  @Test
  void opensProductsByName() {
    AgainDesk.Sold named = desk.approved(HOME);
    AgainDesk.Sold other = desk.approved(HOME);
    desk.put("again-named", desk.notice(FIRST, List.of(named), "SUSPEND", true));
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    desk.end("again-named");
    assertThat(desk.state(named)).isEqualTo("PENDING");
    assertThat(desk.state(other)).isEqualTo("APPROVED");
  }

  @Test
  void saysEverythingThatIsWrongWithIt() {
    Map<String, Object> notice = desk.notice(FIRST, APPAREL, "SUSPEND", true);
    notice.put("transition", Map.of("kind", "REVIEW_AGAIN"));
    assertThat(desk.errors(admin.put(PATH + "again-wrong", notice)))
        .containsExactly("/transition/reviewAgain REQUIRED");
    Map<String, Object> transition = desk.transition("SUSPEND", true);
    transition.put("kind", "NOTHING");
    notice.put("transition", transition);
    assertThat(desk.errors(admin.put(PATH + "again-wrong", notice)))
        .containsExactly("/transition/reviewAgain NOT_REVIEWED_AGAIN");
    transition.put("kind", "REVIEW_AGAIN");
    notice.put("categories", List.of());
    notice.put("tables", List.of(Map.of("table", "lucky-draw")));
    assertThat(desk.errors(admin.put(PATH + "again-wrong", notice)))
        .containsExactly("/transition/reviewAgain REVIEW_AGAIN_TOUCHES_NOTHING");
    @SuppressWarnings("unchecked")
    Map<String, Object> again = (Map<String, Object>) transition.get("reviewAgain");
    again.put("products", List.of("p-nobody", "p-nobody"));
    again.put("dueWorkingDays", 0);
    assertThat(desk.errors(admin.put(PATH + "again-wrong", notice)))
        .containsExactlyInAnyOrder(
            "/transition/reviewAgain/dueWorkingDays TOO_SMALL",
            "/transition/reviewAgain/products/1 NOT_UNIQUE",
            "/transition/reviewAgain/products/0 NOTICE_PRODUCT_UNKNOWN",
            "/transition/reviewAgain/products/1 NOTICE_PRODUCT_UNKNOWN");
    desk.put("again-none", Notices.notice(FIRST, null));
    assertThat(
            admin
                .post(PATH + "again-none/review-again/stop", Map.of())
                .body()
                .path("type")
                .asString())
        .isEqualTo("/problems/notice-without-review-again");
    assertThat(admin.get(PATH + "again-none/review-again").status()).isEqualTo(409);
    assertThat(admin.get(PATH + "again-nobody/review-again").status()).isEqualTo(404);
  }

  /** A notice from before this was asked for opens nothing, and can be ended as it is. */
  @Test
  void opensNothingForANoticeOfBefore() {
    AgainDesk.Sold sold = desk.approved(AgainDesk.MOTHER_AND_BABY);
    Map<String, Object> notice = desk.notice(FIRST, AgainDesk.MOTHER_AND_BABY, "SUSPEND", true);
    desk.put("again-of-before", notice);
    service
        .database()
        .sql("update rule_notice set review_again = null where id = 'again-of-before'")
        .update();
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    assertThat(desk.state(sold)).isEqualTo("APPROVED");
    notice.put("transition", Map.of("kind", "REVIEW_AGAIN"));
    notice.put("endsOn", FIRST.plusDays(1).toString());
    ApiClient.Answer ended = admin.put(PATH + "again-of-before", notice);
    assertThat(ended.status()).as(ended.body().toString()).isEqualTo(200);
  }

  /** An instance is killed behind the first filing of a portion. */
  @Test
  void goesOnWhereAnInstanceDied() {
    List<AgainDesk.Sold> all =
        IntStream.range(0, 3).mapToObj(number -> desk.approved(HOME)).toList();
    desk.put("again-died", desk.notice(FIRST, all, "SUSPEND", true));
    desk.at(FIRST, LocalTime.NOON);
    portions.openOneAndDie("again-died");
    assertThat(desk.numbers("again-died")).containsExactly(3L, 1L, 0L, 2L);
    for (int i = 0; i < 3; i++) {
      portions.open();
    }
    assertThat(desk.numbers("again-died")).containsExactly(3L, 3L, 0L, 0L);
    assertThat(desk.progress("again-died").path("standing").asString()).isEqualTo("OPENED");
    for (AgainDesk.Sold sold : all) {
      assertThat(desk.actions(sold.filing())).containsOnlyOnce("REOPENED_BY_NOTICE");
    }
  }

  /** Eight instances have found the same filings. */
  @Test
  void opensEachOnceHoweverManyTry() throws Exception {
    List<AgainDesk.Sold> all = IntStream.range(0, 6).mapToObj(i -> desk.approved(HOME)).toList();
    desk.put("again-twice", desk.notice(FIRST, all, "SUSPEND", false));
    desk.at(FIRST, LocalTime.NOON);
    portions.openBehindTheLock("again-twice", 8);
    List<String> wrong = new ArrayList<>();
    for (AgainDesk.Sold sold : all) {
      long opened =
          desk.actions(sold.filing()).stream().filter("REOPENED_BY_NOTICE"::equals).count();
      if (opened != 1) {
        wrong.add(sold + " " + opened);
      }
    }
    assertThat(wrong).isEmpty();
    for (AgainDesk.Sold sold : all) {
      assertThat(
              service
                  .database()
                  .sql(
                      "select count(*) from engine_outbox where case_id = :id"
                          + " and name = 'streamer-filing-submitted'")
                  .param("id", sold.filing().value())
                  .query(Integer.class)
                  .single())
          .as("starts of instances")
          .isEqualTo(1);
    }
    desk.end("again-twice");
  }

  /** An instance from before knows nothing of what is kept: what it leaves never permits. */
  @Test
  void permitsNothingByWhatAnInstanceOfBeforeLeft() {
    AgainDesk.Sold sold = desk.approved(HOME);
    desk.put("again-mixed", desk.notice(FIRST, List.of(sold), "KEEP_UNTIL_DECIDED", false));
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    desk.end("again-mixed");
    assertThat(desk.permit(sold)).isEmpty();
    // It rejects and takes a submission, and leaves what it has no column for.
    service
        .database()
        .sql(
            "update filing set state = 'IN_REVIEW', cycle = cycle + 1,"
                + " data = data || jsonb_build_object('cycle', cycle + 1) where id = :id")
        .param("id", sold.filing().value())
        .update();
    assertThat(desk.permit(sold)).containsExactly("FILING_IN_REVIEW");
    assertThat(desk.read(sold).path("reviewAgain").isNull()).isTrue();
    assertThat(
            service
                .database()
                .sql("select data #>> '{reasons,1,scenario}' from filing where id = :id")
                .param("id", sold.filing().value())
                .query(String.class)
                .single())
        .as("a scenario it can read")
        .isEqualTo("PRODUCT_EDIT");
  }
}
