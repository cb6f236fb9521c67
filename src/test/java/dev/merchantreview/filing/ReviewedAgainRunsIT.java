package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.console.ConsoleVisitor;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.notice.OpenedPortions;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nothing that notices have reviewed again is passed over, and nothing keeps the rest waiting. */
class ReviewedAgainRunsIT {

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

  private static void open(int times) {
    for (int i = 0; i < times; i++) {
      portions.open();
    }
  }

  private static void set(AgainDesk.Sold sold, String path, String value) {
    service
        .database()
        .sql(
            "update filing set data = jsonb_set(data, :path::text[], :value::jsonb) where id = :id")
        .param("path", path)
        .param("value", value)
        .param("id", sold.filing().value())
        .update();
  }

  @Test
  void takesUpWhatWasApprovedBeforeTheNoticeWasOnRecordAlsoBehindItsFirstDay() {
    AgainDesk.Sold between = desk.filed(AgainDesk.HOME);
    AgainDesk.Sold later = desk.filed(AgainDesk.HOME);
    desk.submit(later.filing());
    desk.at(FIRST, LocalTime.NOON);
    desk.submit(between.filing());
    desk.decide(between.filing(), Verdict.APPROVED);
    desk.at(FIRST.plusDays(2), LocalTime.NOON);
    desk.put("runs-late", desk.notice(FIRST, List.of(between, later), "SUSPEND", true));
    desk.at(FIRST.plusDays(2), LocalTime.of(12, 30));
    desk.decide(later.filing(), Verdict.APPROVED);
    open(3);
    assertThat(desk.state(between)).isEqualTo("PENDING");
    assertThat(desk.state(later)).isEqualTo("APPROVED");
    desk.end("runs-late");
  }

  /** The verdict was given before midnight and is seen behind it. */
  @Test
  void findsAVerdictThatWasSeenLate() {
    AgainDesk.Sold seen = desk.approved(AgainDesk.HOME);
    AgainDesk.Sold late = desk.filed(AgainDesk.HOME);
    desk.submit(late.filing());
    desk.put("runs-second-look", desk.notice(FIRST, List.of(seen, late), "SUSPEND", true));
    desk.at(FIRST, LocalTime.MIDNIGHT);
    open(3);
    assertThat(desk.state(seen)).isEqualTo("PENDING");
    assertThat(desk.progress("runs-second-look").path("standing").asString()).isEqualTo("OPENING");
    desk.at(FIRST.minusDays(1), LocalTime.of(23, 59, 59));
    desk.decide(late.filing(), Verdict.APPROVED);
    desk.at(FIRST, LocalTime.of(0, 10));
    open(1);
    assertThat(desk.state(late)).isEqualTo("PENDING");
    assertThat(desk.progress("runs-second-look").path("standing").asString()).isEqualTo("OPENING");
    open(1);
    assertThat(desk.progress("runs-second-look").path("standing").asString()).isEqualTo("OPENED");
  }

  @Test
  void goesOnBesidesWhatCannotBeReadAndTriesThatAgainAfterGrowingPauses() {
    AgainDesk.Sold undated = desk.approved(AgainDesk.HOME);
    AgainDesk.Sold unreadable = desk.approved(AgainDesk.HOME);
    AgainDesk.Sold sound = desk.approved(AgainDesk.HOME);
    AgainDesk.Sold behind = desk.approved(AgainDesk.HOME);
    desk.put(
        "runs-broken-1", desk.notice(FIRST, List.of(undated, unreadable, sound), "SUSPEND", true));
    desk.put("runs-broken-2", desk.notice(FIRST, List.of(behind), "SUSPEND", true));
    set(undated, "{approval,at}", "\"soon\"");
    set(unreadable, "{reasons}", "7");
    double before = failed();
    desk.at(FIRST, LocalTime.NOON);
    open(6);
    assertThat(desk.state(sound)).isEqualTo("PENDING");
    assertThat(desk.state(behind)).isEqualTo("PENDING");
    assertThat(failed() - before).as("tried once each").isEqualTo(2);
    assertThat(desk.progress("runs-broken-1").path("standing").asString()).isEqualTo("OPENING");
    assertThat(desk.progress("runs-broken-2").path("standing").asString()).isEqualTo("OPENED");
    assertThat(desk.progress("runs-broken-1").path("aside").asInt()).isEqualTo(2);
    assertThat(desk.progress("runs-broken-2").path("aside").asInt()).isZero();

    desk.at(FIRST, LocalTime.of(12, 1, 30));
    open(3);
    assertThat(failed() - before).isEqualTo(4);
    isSeenAside(undated, unreadable);
    desk.at(FIRST, LocalTime.of(12, 2, 45));
    open(3);
    assertThat(failed() - before).as("the pause grows").isEqualTo(4);
    set(undated, "{approval,at}", "\"2026-01-01T00:00:00Z\"");
    set(unreadable, "{reasons}", "[]");
    desk.at(FIRST, LocalTime.of(12, 10));
    open(4);
    assertThat(failed() - before).isEqualTo(4);
    assertThat(desk.state(undated)).isEqualTo("PENDING");
    assertThat(desk.state(unreadable)).isEqualTo("PENDING");
    assertThat(desk.progress("runs-broken-1").path("standing").asString()).isEqualTo("OPENED");
    assertThat(desk.progress("runs-broken-1").path("aside").asInt()).isZero();
  }

  /** Which, in the order of their ids, page by page, and why; in the API and in the console. */
  private static void isSeenAside(AgainDesk.Sold... broken) {
    List<String> ids = Stream.of(broken).map(one -> one.filing().value()).sorted().toList();
    String list = AgainDesk.PATH + "runs-broken-1/review-again/aside";
    JsonNode first = service.api("auditor").get(list + "?limit=1").body();
    assertThat(first.at("/items/0/filingId").asString()).isEqualTo(ids.getFirst());
    assertThat(first.at("/items/0/tries").asInt()).isEqualTo(2);
    assertThat(first.at("/items/0/why").asString()).isNotBlank();
    JsonNode last =
        service
            .api("auditor")
            .get(list + "?limit=1&cursor=" + first.path("next").asString())
            .body();
    assertThat(last.at("/items/0/filingId").asString()).isEqualTo(ids.getLast());
    assertThat(last.path("next").isNull()).isTrue();
    assertThat(service.api("merchant").get(list).status()).isEqualTo(403);
    assertThat(admin.get(list + "?cursor=nothing").status()).isEqualTo(422);
    String page =
        ConsoleVisitor.loggedIn(service, "auditor")
            .get("/console/rules/runs-broken-1", "Accept-Language", "en")
            .body();
    assertThat(page)
        .contains("Put aside", "id=\"again-aside\">2<", "DateTimeParseException")
        .contains(ids.getFirst(), ids.getLast())
        .doesNotContain("??", "again-aside-next");
  }

  private static double failed() {
    return service
        .bean(MeterRegistry.class)
        .counter("merchantreview.review.again", "outcome", "FAILED")
        .count();
  }

  @Test
  void countsAtMostOnceAMinuteWhatItWouldTouch() {
    AgainDesk.Sold one = desk.approved(AgainDesk.HOME);
    AgainDesk.Sold other = desk.filed(AgainDesk.HOME);
    desk.submit(other.filing());
    desk.put("runs-counted", desk.notice(FIRST, List.of(one, other), "SUSPEND", true));
    desk.at(FIRST.minusDays(3), LocalTime.NOON);
    assertThat(desk.numbers("runs-counted")).containsExactly(1L, 0L, 0L, 1L);
    desk.decide(other.filing(), Verdict.APPROVED);
    assertThat(desk.numbers("runs-counted")).containsExactly(1L, 0L, 0L, 1L);
    desk.at(FIRST.minusDays(3), LocalTime.of(12, 2));
    assertThat(desk.numbers("runs-counted")).containsExactly(2L, 0L, 0L, 2L);
    // What is left when it is stopped stays what was left then.
    admin.post(AgainDesk.PATH + "runs-counted/review-again/stop", Map.of());
    desk.edit(one);
    desk.at(FIRST.minusDays(3), LocalTime.of(12, 9));
    assertThat(desk.numbers("runs-counted").getLast()).isEqualTo(2L);
  }

  /** What it named is gone, and the order of a list says nothing. */
  @Test
  void isEndedAlsoWhenWhatItNamedIsGone() {
    AgainDesk.Sold gone = desk.approved(AgainDesk.HOME);
    AgainDesk.Sold there = desk.approved(AgainDesk.HOME);
    desk.put("runs-gone", desk.notice(FIRST, List.of(gone, there), "SUSPEND", true));
    service
        .database()
        .sql("update product set platform = 'DOUYIN' where id = :id")
        .param("id", gone.product())
        .update();
    desk.at(FIRST, LocalTime.NOON);
    Map<String, Object> notice = desk.notice(FIRST, List.of(there, gone), "SUSPEND", true);
    notice.put("endsOn", FIRST.plusDays(1).toString());
    ApiClient.Answer ended = admin.put(AgainDesk.PATH + "runs-gone", notice);
    assertThat(ended.status()).as(ended.body().toString()).isEqualTo(200);
    desk.end("runs-gone");
  }

  /** A portion takes its time; the sweeper and the other jobs do not wait for it. */
  @Test
  void opensOnAThreadOfItsOwn() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .contains("review-again");
  }
}
