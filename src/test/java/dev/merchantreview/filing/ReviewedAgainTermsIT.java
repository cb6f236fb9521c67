package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.notice.OpenedPortions;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Until when what is reviewed again may be sold, and when it is due, whoever does what with it. */
class ReviewedAgainTermsIT {

  private static final LocalDate FIRST = AgainDesk.FIRST;

  private static ServiceAlone service;
  private static OpenedPortions portions;
  private static AgainDesk desk;

  @BeforeAll
  static void start() {
    // The pause outlasts the class: portions are opened when a test says so.
    service = ServiceAlone.with("--merchant-review.review-again.pause=1d");
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

  private static AgainDesk.Sold opened(String id, String meanwhile, boolean handInAgain, int days) {
    AgainDesk.Sold sold = desk.approved(AgainDesk.HOME);
    put(id, FIRST, sold, meanwhile, handInAgain, days);
    desk.at(FIRST, LocalTime.NOON);
    portions.open();
    desk.end(id);
    assertThat(desk.state(sold)).isEqualTo(handInAgain ? "PENDING" : "IN_REVIEW");
    return sold;
  }

  private static void put(
      String id,
      LocalDate from,
      AgainDesk.Sold sold,
      String meanwhile,
      boolean handInAgain,
      int days) {
    Map<String, Object> notice = desk.notice(from, List.of(sold), meanwhile, handInAgain);
    @SuppressWarnings("unchecked")
    Map<String, Object> terms =
        (Map<String, Object>) ((Map<String, Object>) notice.get("transition")).get("reviewAgain");
    terms.put("dueWorkingDays", days);
    desk.put(id, notice);
  }

  private static Instant time(AgainDesk.Sold sold, String pointer) {
    return OffsetDateTime.parse(desk.read(sold).at(pointer).asString()).toInstant();
  }

  @Test
  void keepsWhatItsOwnerTookBackUntilTheDueTimeAtMost() {
    AgainDesk.Sold sold = opened("terms-withdrawn", "KEEP_UNTIL_DECIDED", false, 5);
    Instant due = time(sold, "/reviewAgain/dueAt");
    assertThat(
            service
                .api("merchant")
                .post("/api/v1/filings/" + sold.filing() + "/withdrawal", Map.of())
                .status())
        .isEqualTo(202);
    assertThat(desk.state(sold)).isEqualTo("PENDING");
    service.travelTo(due.minusSeconds(1));
    assertThat(desk.permit(sold)).isEmpty();
    service.travelTo(due.plusSeconds(1));
    assertThat(desk.permit(sold)).containsExactly("FILING_PENDING");
    desk.submit(sold.filing());
    assertThat(desk.permit(sold)).as("handed in late").containsExactly("FILING_IN_REVIEW");
  }

  @Test
  void keepsWhatItsOwnerNeverHandsInUntilTheDueTimeAtMost() {
    AgainDesk.Sold sold = opened("terms-lapsed", "KEEP_UNTIL_DECIDED", true, 5);
    Instant due = time(sold, "/reviewAgain/dueAt");
    service.travelTo(due.plusSeconds(1));
    assertThat(desk.permit(sold)).containsExactly("FILING_PENDING");
    Filing filing = service.bean(Submissions.class).get(sold.filing());
    String waitedUntil = Objects.requireNonNull(filing.waiting()).dueAt().toString();
    assertThat(
            desk.in(
                () ->
                    service
                        .bean(FilingWaitSteps.class)
                        .lapse(
                            new Asked(sold.filing(), 8_650_000_001L, "Task_Test"),
                            new FilingRun(filing.cycle(), filing.round()),
                            waitedUntil)))
        .isTrue();
    assertThat(desk.permit(sold)).containsExactly("FILING_PENDING");
    desk.submit(sold.filing());
    assertThat(desk.permit(sold)).as("handed in late").containsExactly("FILING_IN_REVIEW");
  }

  @Test
  void keepsWhatWasHandedInInTimeUntilItIsDecided() {
    AgainDesk.Sold sold = opened("terms-decided", "KEEP_UNTIL_DECIDED", true, 5);
    Instant due = time(sold, "/reviewAgain/dueAt");
    service.travelTo(due.minusSeconds(60));
    desk.submit(sold.filing());
    desk.at(FIRST.plusDays(90), LocalTime.NOON);
    assertThat(desk.permit(sold)).isEmpty();
  }

  /** Whether the machine came to check it is not the owner's doing. */
  @Test
  void keepsWhatWasHandedInInTimeWhileTheEngineIsAway() {
    AgainDesk.Sold sold = opened("terms-away", "KEEP_UNTIL_DUE", true, 5);
    Instant due = time(sold, "/reviewAgain/dueAt");
    service.travelTo(due.minusSeconds(60));
    desk.submit(sold.filing());
    Instant until = time(sold, "/reviewAgain/soldUntil");
    assertThat(until).isAfter(due);
    service.travelTo(due.plusSeconds(3_600));
    assertThat(desk.permit(sold)).isEmpty();
    desk.check(sold.filing());
    assertThat(time(sold, "/reviewAgain/soldUntil")).isEqualTo(until);
    service.travelTo(until.plusSeconds(1));
    assertThat(desk.permit(sold)).containsExactly("FILING_IN_REVIEW");
  }

  @Test
  void leavesTheReviewersTheirUsualDaysOfWhatIsHandedInEarly() {
    AgainDesk.Sold sold = opened("terms-early", "KEEP_UNTIL_DUE", true, 60);
    desk.submit(sold.filing());
    desk.check(sold.filing());
    assertThat(time(sold, "/reviewDueAt"))
        .isBefore(FIRST.plusDays(30).atStartOfDay(java.time.ZoneId.of("Asia/Shanghai")).toInstant())
        .isBefore(time(sold, "/reviewAgain/dueAt"));
    assertThat(time(sold, "/reviewAgain/soldUntil")).isEqualTo(time(sold, "/reviewAgain/dueAt"));
  }

  @Test
  void lastsByTheStricterOfTwoNoticesWithoutAnotherRound() {
    AgainDesk.Sold sold = opened("terms-shield", "KEEP_UNTIL_DECIDED", false, 60);
    put("terms-strict", FIRST.plusDays(1), sold, "SUSPEND", true, 5);
    desk.at(FIRST.plusDays(1), LocalTime.NOON);
    portions.open();
    desk.end("terms-strict");
    assertThat(desk.permit(sold)).containsExactly("FILING_IN_REVIEW");
    assertThat(desk.read(sold).path("round").asInt()).isEqualTo(2);
    assertThat(desk.numbers("terms-strict").get(1)).isEqualTo(1);
    assertThat(desk.read(sold).at("/reviewAgain/noticeId").asString()).isEqualTo("terms-strict");
    assertThat(desk.last(sold.filing().value()).path("action").asString())
        .isEqualTo("REVIEW_AGAIN_TIGHTENED");
    desk.decide(sold.filing(), Verdict.APPROVED);
    assertThat(desk.numbers("terms-strict").get(2)).isEqualTo(1);
    assertThat(desk.numbers("terms-shield").get(2)).isEqualTo(1);
  }

  @Test
  void isDueByTheEarlierOfTwoNoticesAndNeverKeptLongerByALaterOne() {
    AgainDesk.Sold sold = opened("terms-long", "KEEP_UNTIL_DECIDED", true, 60);
    put("terms-short", FIRST.plusDays(1), sold, "KEEP_UNTIL_DUE", true, 3);
    desk.at(FIRST.plusDays(1), LocalTime.NOON);
    portions.open();
    desk.end("terms-short");
    Instant due = time(sold, "/reviewAgain/dueAt");
    assertThat(due)
        .isBefore(
            FIRST.plusDays(20).atStartOfDay(java.time.ZoneId.of("Asia/Shanghai")).toInstant());
    assertThat(desk.read(sold).at("/reviewAgain/meanwhile").asString()).isEqualTo("KEEP_UNTIL_DUE");
    assertThat(
            Objects.requireNonNull(service.bean(Submissions.class).get(sold.filing()).waiting())
                .dueAt())
        .isEqualTo(due);
    put("terms-mild", FIRST.plusDays(2), sold, "KEEP_UNTIL_DECIDED", false, 90);
    desk.at(FIRST.plusDays(2), LocalTime.NOON);
    portions.open();
    desk.end("terms-mild");
    assertThat(time(sold, "/reviewAgain/dueAt")).isEqualTo(due);
    assertThat(desk.numbers("terms-mild").get(1)).isEqualTo(1);
    service.travelTo(due.plusSeconds(1));
    assertThat(desk.permit(sold)).containsExactly("FILING_PENDING");
  }

  /** A year whose calendar was published since, or a corrected one. */
  @Test
  void isDueByTheCalendarAsItIsNow() {
    AgainDesk.Sold waiting = opened("terms-redated", "KEEP_UNTIL_DUE", true, 5);
    AgainDesk.Sold reviewed = opened("terms-redated-review", "KEEP_UNTIL_DUE", false, 5);
    Instant due = time(waiting, "/reviewAgain/dueAt");
    Instant wrong = due.minusSeconds(86_400);
    for (AgainDesk.Sold sold : List.of(waiting, reviewed)) {
      service
          .database()
          .sql(
              "update filing set data = jsonb_set(jsonb_set(data, '{again,dueAt}', to_jsonb(:wrong::text)),"
                  + " '{again,provisional}', 'true'), kept_until = :wrong::timestamptz,"
                  + " review = case when review -> 'waiting' ->> 'dueAt' is null then review"
                  + " else jsonb_set(review, '{waiting,dueAt}', to_jsonb(:wrong::text)) end where id = :id")
          .param("wrong", wrong.toString())
          .param("id", sold.filing().value())
          .update();
    }
    service.bean(WaitRedating.class).runAtStart();
    service.bean(WaitRedating.class).runAtStart();

    for (AgainDesk.Sold sold : List.of(waiting, reviewed)) {
      assertThat(time(sold, "/reviewAgain/dueAt")).isEqualTo(due);
      assertThat(time(sold, "/reviewAgain/soldUntil")).isEqualTo(due);
      assertThat(desk.actions(sold.filing())).containsOnlyOnce("REVIEW_AGAIN_REDATED");
    }
    assertThat(
            Objects.requireNonNull(service.bean(Submissions.class).get(waiting.filing()).waiting())
                .dueAt())
        .isEqualTo(due);
    service.travelTo(due.minusSeconds(1));
    assertThat(desk.permit(waiting)).isEmpty();
  }
}
