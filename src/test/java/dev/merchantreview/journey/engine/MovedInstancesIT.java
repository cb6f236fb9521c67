package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.CalledTables;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Instances that were started on former diagrams are moved to the present ones, as the real Operate
 * shows them, and go on there to their end.
 */
@HasPlatformAlone(
    value = "deploys other diagrams and moves the time",
    on = PlatformKind.WEB_APPLICATIONS)
class MovedInstancesIT {

  private final Applications applications = new Applications();
  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = applications.platform;
  private final ApiClient operator = platform.api("operator");

  @AfterEach
  void deployPresentOnes() throws IOException {
    Diagrams.returnToPresent(platform);
  }

  /**
   * Moved while reviews and a merchant are waited for; clocks, withdrawals and verdicts find them
   * in the present diagrams.
   */
  @Test
  void areMovedToThePresentOnesAndEndThere() throws IOException {
    FormerCases cases = new FormerCases();
    cases.sendBack();
    Diagrams.deploy(platform, Diagrams.PRESENT);

    cases.all().forEach(this::askForMove);
    cases.all().forEach(this::awaitMove);

    cases.letReviewsRunOut();
    cases.letReturnedOneExpire();
    platform.returnToPresent();
    cases.leadToTheirEnds();
  }

  /**
   * Moved while its account is verified, it has the way back to the machine checks that its own
   * diagram did not have.
   */
  @Test
  void areSentBackByTheMachineOnceTheyAreMoved() throws IOException {
    Diagrams.deploy(platform, Diagrams.HUB);
    String id = applications.handIn(AuditsDay.runningOut(applications));
    platform.awaitState(id, "VERIFYING_ACCOUNT");
    Diagrams.deploy(platform, Diagrams.PRESENT);
    askForMove(id);
    awaitMove(id);
    platform.travelTo(Instant.now().plus(Duration.ofDays(1)));
    applications.verifyAccount(id);
    platform.awaitState(id, "FIX_REQUIRED");
    assertThat(applications.actions(id))
        .containsSubsequence("MIGRATED", "ACCOUNT_VERIFIED", "SENT_BACK")
        .doesNotContain("AUDIT_OPENED");
  }

  /**
   * Moved while it waits for its member, its diagram calls the table of the day, as Operate shows.
   */
  @Test
  void callTheTableOfTheDayOnceTheyAreMoved() throws IOException {
    Diagrams.deploy(platform, Diagrams.ASKING);
    WarnedMember member = new WarnedMember(platform);
    Diagrams.deploy(platform, Diagrams.PRESENT);
    askForMove(member.id);
    awaitMove(member.id);
    member.letTimePass();
    member.awaitState("CLOSED");
    String called = CalledTables.released("lucky-draw-standing");
    long instance = platform.instanceOf(member.id);
    TestPlatform.await(
        "the row that closed, in Operate",
        () ->
            platform.tasklist("demo").decisions(instance).stream()
                .anyMatch(row -> row.startsWith(called + " Rule_LuckyDrawMemberRating ")));
  }

  /** The incident comes along, and is repaired in the present diagram. */
  @Test
  void areMovedWithAnIncidentAndGoOnWhenItIsRepaired() throws IOException {
    Diagrams.deploy(platform, Diagrams.FORMER);
    String id = applications.submit(applications.complete());
    applications.task(id);
    Diagrams.deploy(platform, Diagrams.PRESENT);
    long instance = platform.instanceOf(id);
    // A wrong instance on record makes the next step refuse to work for the right one.
    platform.setInstance(id, 1);
    applications.approve(id);
    TestPlatform.await(
        "an incident of " + id, () -> platform.processState(instance).equals("INCIDENT"));
    platform.setInstance(id, instance);

    askForMove(id);
    awaitMove(id);

    awaitNewest(id);
    assertThat(platform.processState(instance)).isEqualTo("INCIDENT");
    assertThat(applications.actions(id)).doesNotContain("APPROVED", "RESYNCED");
    applications.awaitFinding(id, "INCIDENT");
    assertThat(applications.finding(id).orElseThrow().path("detail").asString())
        .contains("does not belong");
    assertThat(resync(id)).isTrue();
    applications.verifyAccount(id);
    applications.sign(id);
    platform.awaitState(id, "DEPOSIT_DUE");
    TestPlatform.await(
        "the end of the incident of " + id,
        () ->
            platform.processState(instance).equals("ACTIVE") && applications.finding(id).isEmpty());
    assertThat(applications.actions(id)).containsOnlyOnce("RESYNCED");
    assertThat(applications.actions(id)).containsSubsequence("MIGRATED", "RESYNCED");
    assertEachStepOnce(id);
  }

  /** Who has the job completes it after the move: a verdict counts once. */
  @Test
  void areMovedWhileAVerdictIsBeingRecorded() throws IOException, SQLException {
    Diagrams.deploy(platform, Diagrams.FORMER);
    String id = applications.submit(applications.complete());
    applications.task(id);
    Diagrams.deploy(platform, Diagrams.PRESENT);
    try (HeldJob recorded = new HeldJob(platform, id, "review.record")) {
      applications.approve(id);
      moveWhileWorkedOn(recorded, id, "Task_RecordVerdict");
      recorded.letGo();
      applications.verifyAccount(id);
      applications.sign(id);
      platform.awaitState(id, "DEPOSIT_DUE");
    }
    assertEachStepOnce(id);
  }

  /** The same when the bank has paid already: it is told of one transfer, and makes one. */
  @Test
  void areMovedWhileADepositIsBeingPaidBack() throws IOException, SQLException {
    Refunding.Holder provider = refunding.endedProvider();
    Diagrams.deploy(platform, Diagrams.FORMER);
    Map<String, Object> request = refunding.request(provider, "1");
    String id = refunding.submit(request).id();
    platform.awaitState(id, "IN_REVIEW");
    Diagrams.deploy(platform, Diagrams.PRESENT);
    try (HeldJob payout = new HeldJob(platform, id, "refund.order-payout")) {
      refunding.approveTwice(id);
      moveWhileWorkedOn(payout, id, "Task_OrderPayout");
      assertThat(refunding.read(id).path("state").asString()).isEqualTo("PAYING");
      payout.letGo();
      platform.awaitState(id, "PAID");
    }
    platform.awaitEnd(id);
    assertThat(refunding.received(request)).hasSize(1);
    refunding.assertHolds(provider, id);
    assertThat(steps(id))
        .containsExactly(
            "SUBMITTED",
            "REVIEW_OPENED",
            "APPROVED",
            "APPROVED",
            "PAYOUT_STARTED",
            "MIGRATED",
            "PAID");
  }

  private void moveWhileWorkedOn(HeldJob job, String id, String elementId) {
    job.await();
    platform.awaitElement(id, elementId);
    List<String> before = steps(id);
    askForMove(id);
    awaitMove(id);
    awaitNewest(id);
    assertThat(job.isWorkedOn()).as("still worked on").isTrue();
    assertThat(steps(id)).startsWith(before.toArray(String[]::new)).hasSize(before.size() + 1);
  }

  /**
   * What became of a case. A comparison may find, meanwhile, that the bank has paid what is not on
   * record, and a repair is put on record while the engine goes on: neither has its place.
   */
  private List<String> steps(String id) {
    return applications.actions(id).stream()
        .filter(action -> !action.equals("RESYNCED") && !action.startsWith("PAYOUT_FINDING_"))
        .toList();
  }

  private void askForMove(String id) {
    TestPlatform.await(
        "the records to know where the instance of " + id + " is",
        () -> plan(id).path("outcome").asString().equals("PLANNED"));
    assertThat(
            operator
                .post("/api/v1/cases/" + id + "/migration", Map.of())
                .body()
                .path("outcome")
                .asString())
        .isEqualTo("ACCEPTED");
  }

  private void awaitMove(String id) {
    TestPlatform.await(
        "the move of " + id,
        () -> applications.actions(id).stream().anyMatch(action -> action.startsWith("MIGRAT")));
    assertThat(applications.actions(id)).contains("MIGRATED");
  }

  /** The records, too, have it on the newest version. */
  private void awaitNewest(String id) {
    TestPlatform.await(
        "the records to know of the move of " + id,
        () ->
            plan(id).path("fromVersion").isInt()
                && plan(id).path("fromVersion").equals(plan(id).path("toVersion")));
  }

  private JsonNode plan(String id) {
    return operator.get("/api/v1/cases/" + id + "/migration").body();
  }

  private boolean resync(String id) {
    return operator
        .post("/api/v1/cases/" + id + "/resync", Map.of())
        .body()
        .path("repaired")
        .asBoolean();
  }

  /** The verdict of an application, and what follows up to its deposit, after its move. */
  private void assertEachStepOnce(String id) {
    assertThat(
            platform
                .database()
                // Which phase is next is asked before each of them.
                .sql(
                    "select job_type from engine_job_done where process_instance_key = :key"
                        + " and job_type <> 'onboarding.choose-phase'")
                .param("key", platform.instanceOf(id))
                .query(String.class)
                .list())
        .contains("review.record", "onboarding.ask-deposit")
        .doesNotHaveDuplicates();
    assertThat(steps(id))
        .containsExactly(
            "SUBMITTED",
            "MACHINE_CHECKED",
            "AUDIT_OPENED",
            "MIGRATED",
            "APPROVED",
            "ACCOUNT_VERIFICATION_STARTED",
            "ACCOUNT_ANSWER_AWAITED",
            "ACCOUNT_VERIFIED",
            "CONTRACT_OFFERED",
            "CONTRACT_SIGNED",
            "DEPOSIT_DEMANDED");
    assertThat(applications.historyHolds(id)).isTrue();
  }
}
