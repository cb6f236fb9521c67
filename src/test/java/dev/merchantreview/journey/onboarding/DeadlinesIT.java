package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.review.Urgency;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reminders, escalations and deadlines, with the engine's time moved. */
@HasPlatformAlone("moves the time")
class DeadlinesIT {

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

  @AfterEach
  void returnToPresent() {
    platform.returnToPresent();
  }

  @Test
  void remindsOfAnAuditReportsItOverdueAndTakesTheVerdictAllTheSame() {
    double overdue = counted("merchantreview.audits.overdue");
    assertThat(
            platform
                .api("operator")
                .put(
                    "/api/v1/webhook-endpoints/@operators",
                    Map.of("url", platform.sandboxUrl() + "/notifications"))
                .status())
        .isEqualTo(200);
    String id = applications.submit(applications.complete());
    String task = applications.task(id);
    JsonNode due = applications.read(id).path("auditDue");
    int before = applications.priority(task);
    assertThat(before).isBetween(0, 70);
    assertThat(due.path("days").valueStream().filter(day -> day.path("counted").asBoolean()))
        .hasSize(3);
    assertThat(due.path("days").path(0).path("text").asString()).isNotBlank();
    assertThat(due.path("overdue").asBoolean()).isFalse();

    platform.travelTo(at(due.path("remindAt")).plusSeconds(60));
    awaitAction(id, "AUDITOR_REMINDED");
    Instant reminded = at(due.path("remindAt")).plusSeconds(60);
    TestPlatform.await(
        "the task to rise before it is due",
        () ->
            applications.priority(task)
                == Urgency.of(at(due.path("dueAt")), reminded, ZoneId.of("Asia/Shanghai"), 0));
    assertThat(applications.priority(task)).isGreaterThan(before);
    assertThat(applications.actions(id)).doesNotContain("AUDIT_OVERDUE");
    platform.travelTo(at(due.path("dueAt")).plusSeconds(60));
    awaitAction(id, "AUDIT_OVERDUE");
    assertThat(applications.read(id).path("auditDue").path("overdue").asBoolean()).isTrue();
    TestPlatform.await("the task to rise", () -> applications.priority(task) == Urgency.OVERDUE);
    assertThat(counted("merchantreview.audits.overdue")).isGreaterThanOrEqualTo(overdue + 1);

    TestPlatform.await(
        "the operators being told",
        () ->
            platform
                .sandbox()
                .get("/notifications?caseId=" + id)
                .raw()
                .body()
                .contains("AUDIT_ESCALATION"));

    applications.approve(id);
    platform.awaitState(id, "SIGNING");
    assertThat(applications.actions(id)).containsOnlyOnce("AUDITOR_REMINDED", "AUDIT_OVERDUE");
  }

  @Test
  void armsTheReminderAnewAfterAReturnAndLetsTheClockStandMeanwhile() {
    ObjectNode application = applications.complete();
    String id = applications.submit(application);
    applications.task(id);
    platform.travelTo(at(applications.read(id).path("auditDue").path("remindAt")).plusSeconds(60));
    awaitAction(id, "AUDITOR_REMINDED");
    applications.sendBack(id);
    platform.awaitState(id, "FIX_REQUIRED");
    assertThat(applications.read(id).path("auditDueAt").isNull()).isTrue();
    application.put("storeName", "青禾女装二店");
    applications.resubmit(id, application);
    platform.awaitState(id, "IN_REVIEW");
    JsonNode due = applications.read(id).path("auditDue");
    // One of three working days was used before the merchant had to fix.
    assertThat(due.path("daysUsedBefore").asInt()).isEqualTo(1);
    assertThat(due.path("days").valueStream().filter(day -> day.path("counted").asBoolean()))
        .hasSize(2);
    applications.task(id);
    platform.travelTo(at(due.path("remindAt")).plusSeconds(60));
    TestPlatform.await(
        "a second reminder",
        () -> applications.actions(id).stream().filter("AUDITOR_REMINDED"::equals).count() == 2);
  }

  @Test
  void remindsBeforeAndExpiresAfterEveryDeadlineOfTheMerchant() {
    String fixing = applications.submit(applications.withWrongLicence());
    platform.awaitState(fixing, "FIX_REQUIRED");
    List<OnTheRoad.Waiting> phases =
        new OnTheRoad(applications).inEveryPhase(state -> !state.equals("IN_REVIEW"));
    String verifying = first(phases, "VERIFYING_ACCOUNT");
    applications.awaitAnswerPossible(verifying);
    String paying =
        phases.stream()
            .map(OnTheRoad.Waiting::id)
            .filter(id -> applications.read(id).path("storeId").isString())
            .findFirst()
            .orElseThrow();
    List<String> all = new ArrayList<>(phases.stream().map(OnTheRoad.Waiting::id).toList());
    all.add(fixing);
    all.forEach(id -> platform.awaitElement(id, waitingElement(id)));

    Instant due = until(paying);
    platform.travelTo(due.minus(Duration.ofDays(4)));
    all.forEach(id -> awaitAction(id, "MERCHANT_REMINDED"));
    all.forEach(id -> assertThat(applications.actions(id)).doesNotContain("EXPIRED"));
    long amount = applications.receivedFen(verifying);
    platform.travelTo(due.plus(Duration.ofDays(1)));
    all.forEach(id -> platform.awaitState(id, "EXPIRED"));
    for (String id : all) {
      assertThat(applications.actions(id)).endsWith("MERCHANT_REMINDED", "EXPIRED");
      assertThat(applications.read(id).path("nextActions")).isEmpty();
    }
    JsonNode prepared =
        applications
            .merchant
            .get("/api/v1/stores/" + applications.read(paying).path("storeId").asString())
            .body();
    assertThat(prepared.path("state").asString()).isEqualTo("CLOSED");
    assertThat(prepared.path("cancelledBy").asString()).isEqualTo("EXPIRED");
    assertThat(applications.nameAmount(verifying, amount).status()).isEqualTo(409);
    platform.returnToPresent();
    assertThat(applications.pay(paying, 400_000).status()).isEqualTo(409);
    all.forEach(platform::awaitEnd);
  }

  @Test
  void countsAProvisionalDueTimeAnewWhenTheYearsNoticeArrives(@TempDir Path config) {
    copyConfiguration(config);
    try {
      platform.travelTo(Instant.parse("2026-12-31T02:00:00Z"));
      String id = applications.submit(applications.complete());
      String task = applications.task(id);
      LiveSelling selling = new LiveSelling();
      String filing = selling.inReview();
      String review = selling.task(filing);
      assertThat(at(selling.read(filing).path("reviewDueAt")))
          .isEqualTo(Instant.parse("2027-01-05T16:00:00Z"));
      JsonNode provisional = applications.read(id).path("auditDue");
      assertThat(provisional.path("provisional").asBoolean()).isTrue();
      // Monday 4 to Wednesday 6 January: 1 January and the weekend are off.
      assertThat(at(provisional.path("dueAt"))).isEqualTo(Instant.parse("2027-01-06T16:00:00Z"));

      platform.stopService();
      write(
          config.resolve("calendar/cn-2027.yaml"),
          """
          year: 2027
          source: made up for a test
          days-off: [2027-01-01, 2027-01-04]
          worked-weekend-days: []
          """);
      platform.startService("--merchant-review.config-location=file:" + config + "/");
      JsonNode known = applications.read(id).path("auditDue");
      assertThat(known.path("provisional").asBoolean()).isFalse();
      assertThat(at(known.path("dueAt"))).isEqualTo(Instant.parse("2027-01-07T16:00:00Z"));
      assertThat(applications.actions(id)).endsWith("AUDIT_OPENED", "AUDIT_REDATED");
      TestPlatform.await(
          "the task's new due date",
          () -> applications.dueDate(task).equals(Instant.parse("2027-01-07T15:59:59Z")));
      assertThat(applications.followUpDate(task))
          .isEqualTo(at(known.path("remindAt")).minusSeconds(1));
      assertThat(at(known.path("remindAt"))).isAfter(at(provisional.path("remindAt")));
      assertThat(at(selling.read(filing).path("reviewDueAt")))
          .isEqualTo(Instant.parse("2027-01-06T16:00:00Z"));
      assertThat(selling.actions(filing)).endsWith("MACHINE_CHECKED", "AUDIT_REDATED");
      TestPlatform.await(
          "the review's new due date",
          () -> applications.dueDate(review).equals(Instant.parse("2027-01-06T15:59:59Z")));

      platform.travelTo(Instant.parse("2027-01-06T17:00:00Z"));
      awaitAction(id, "AUDITOR_REMINDED");
      assertThat(applications.actions(id)).doesNotContain("AUDIT_OVERDUE");
      TestPlatform.await(
          "the review's escalation at its new due time",
          () -> selling.actions(filing).contains("AUDIT_OVERDUE"));
      platform.travelTo(Instant.parse("2027-01-07T17:00:00Z"));
      awaitAction(id, "AUDIT_OVERDUE");
      // The timers of before and those of now have all gone off.
      for (String action : List.of("AUDITOR_REMINDED", "AUDIT_OVERDUE")) {
        assertThat(applications.actions(id)).containsOnlyOnce(action);
        assertThat(selling.actions(filing)).containsOnlyOnce(action);
      }
    } finally {
      platform.stopService();
      platform.startService();
    }
  }

  @Test
  void tellsTheLastYearItsWorkingDaysAreKnownFor() {
    // What the gauge watches must outlive the start.
    System.gc();
    assertThat(
            platform
                .bean(MeterRegistry.class)
                .get("merchantreview.calendar.last.known.year")
                .gauge()
                .value())
        .isEqualTo(2026);
  }

  @Test
  void expiresWhenTheMerchantNeverFixes() {
    String id = applications.submit(applications.withWrongLicence());
    platform.awaitState(id, "FIX_REQUIRED");
    OffsetDateTime due = OffsetDateTime.parse(applications.read(id).path("fixDueAt").asString());
    OffsetDateTime created =
        OffsetDateTime.parse(applications.read(id).path("createdAt").asString());
    assertThat(Duration.between(created, due)).isBetween(Duration.ofDays(30), Duration.ofDays(31));
    platform.travelTo(due.minusMinutes(1).toInstant());
    // Time must not run past the reminder before its job is done: the deadline takes it away.
    TestPlatform.await("a reminder", () -> applications.actions(id).contains("MERCHANT_REMINDED"));
    platform.travelTo(due.plusMinutes(1).toInstant());
    platform.awaitState(id, "EXPIRED");
    assertThat(applications.actions(id)).endsWith("SENT_BACK", "MERCHANT_REMINDED", "EXPIRED");
  }

  @Test
  void expiresWhenTheMerchantNeverPays() {
    String id = applications.submit(applications.complete());
    applications.approveUpToDeposit(id);
    assertThat(applications.pay(id, 399_999).status()).isEqualTo(200);
    OffsetDateTime due =
        OffsetDateTime.parse(applications.read(id).path("deposit").path("dueAt").asString());
    platform.travelTo(due.plusMinutes(1).toInstant());
    platform.awaitState(id, "EXPIRED");
    platform.returnToPresent();
    ApiClient.Answer late = applications.pay(id, 1);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("state").asString()).isEqualTo("EXPIRED");
  }

  /**
   * The timers fired in the engine, but the merchant's answers are in the database already: the
   * answers win.
   */
  @Test
  void goesOnWhenTheMerchantWasFirstAlthoughTheDeadlinePassedInTheEngine() {
    String paying = applications.submit(applications.complete());
    applications.approveUpToDeposit(paying);
    ObjectNode wrong = applications.withWrongLicence();
    String fixing = applications.submit(wrong);
    platform.awaitState(fixing, "FIX_REQUIRED");
    Instant afterBoth =
        OffsetDateTime.parse(applications.read(fixing).path("fixDueAt").asString())
            .plusDays(2)
            .toInstant();

    platform.unplugEngine();
    assertThat(applications.pay(paying, 400_000).status()).isEqualTo(200);
    ((ObjectNode) wrong.path("subject"))
        .put(
            "licenceNumber", SampleApplications.licenceNumber(wrong.path("merchantId").asString()));
    assertThat(applications.resubmit(fixing, wrong).status()).isEqualTo(202);
    platform.stopService();
    platform.travelTo(afterBoth);
    platform.awaitElement(paying, "Task_ExpireDeposit");
    platform.awaitElement(fixing, "Task_ExpireResubmission");
    platform.returnToPresent();
    platform.plugEngineIn();
    platform.startService();

    platform.awaitState(paying, "ACTIVE");
    applications.upToReview(fixing);
    platform.awaitState(fixing, "IN_REVIEW");
    assertThat(applications.actions(paying)).endsWith("DEADLINE_MET", "ACTIVATED");
    assertThat(applications.actions(fixing))
        .containsSubsequence("RESUBMITTED", "DEADLINE_MET", "MACHINE_CHECKED", "AUDIT_OPENED");
    // The answer to round 1 lies unused in the engine; it must not be taken for one to round 2.
    applications.sendBack(fixing);
    platform.awaitState(fixing, "FIX_REQUIRED");
    assertThat(applications.historyHolds(fixing)).isTrue();
    assertThat(platform.processState(fixing)).isEqualTo("ACTIVE");
    assertThat(applications.read(fixing).path("state").asString()).isEqualTo("FIX_REQUIRED");
  }

  private static String first(List<OnTheRoad.Waiting> phases, String state) {
    return phases.stream()
        .filter(one -> one.state().equals(state))
        .map(OnTheRoad.Waiting::id)
        .findFirst()
        .orElseThrow();
  }

  private Instant until(String id) {
    return at(applications.read(id).path("deposit").path("dueAt"));
  }

  private String waitingElement(String id) {
    return switch (applications.read(id).path("state").asString()) {
      case "FIX_REQUIRED" -> "Task_AwaitResubmission";
      case "VERIFYING_ACCOUNT" -> "Task_AwaitAccount";
      case "SHOP_DATA_DUE" -> "Task_AwaitShopData";
      case "SIGNING" -> "Task_AwaitSignature";
      default -> "Task_AwaitDeposit";
    };
  }

  private void awaitAction(String id, String action) {
    TestPlatform.await(action + " of " + id, () -> applications.actions(id).contains(action));
  }

  private double counted(String meter) {
    return platform.bean(MeterRegistry.class).counter(meter).count();
  }

  private static Instant at(JsonNode time) {
    return OffsetDateTime.parse(time.asString()).toInstant();
  }

  private static void copyConfiguration(Path target) {
    for (String folder :
        List.of(
            "platforms",
            "categories",
            "figures",
            "scores",
            "programmes",
            "problems",
            "names",
            "calendar")) {
      try (Stream<Path> files = Files.list(Path.of("config", folder))) {
        Files.createDirectories(target.resolve(folder));
        for (Path file : files.toList()) {
          Files.copy(file, target.resolve(folder).resolve(file.getFileName()));
        }
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
