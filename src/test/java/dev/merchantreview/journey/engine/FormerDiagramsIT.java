package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Instances that were started before all diagrams had the same job types for the steps of a review
 * go on to their end. The diagrams are those of that time.
 */
@HasPlatformAlone("deploys other diagrams")
class FormerDiagramsIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @AfterEach
  void deployPresentOnes() throws IOException {
    Diagrams.returnToPresent(platform);
  }

  @Test
  void leadToTheEndWithWhatIsNamedOtherwiseNow() throws IOException {
    FormerCases cases = new FormerCases();
    Diagrams.deploy(platform, Diagrams.PRESENT);

    cases.letReviewsRunOut();
    platform.returnToPresent();

    // A verdict that does not count comes back, one that does leads on.
    refunding.approve("auditor1", cases.refund);
    TestPlatform.await(
        "a returned task", () -> refunding.actions(cases.refund).contains("VERDICT_RETURNED"));
    cases.leadToTheirEnds();

    cases.sendBack();
    cases.letReturnedOneExpire();
  }

  /**
   * Where every platform walked one road the audit came first, and the money was asked for last.
   */
  @Test
  void leadAnApplicationOnTheOneRoadThereWasToItsStore() throws IOException {
    Applications applications = new Applications();
    Diagrams.deploy(platform, Diagrams.EARLIER);
    String douyin = applications.submit(applications.complete());
    String wechat = applications.submit(applications.complete("WECHAT", "PERSONAL"));
    platform.awaitState(douyin, "IN_REVIEW");
    platform.awaitState(wechat, "IN_REVIEW");
    // As they were kept at that time.
    assertThat(
            platform
                .database()
                .sql(
                    "update store_application set data ="
                        + " (data - 'road' - 'checkedRound') #- '{content,shop}' where id in (:ids)")
                .param("ids", List.of(douyin, wechat))
                .update())
        .isEqualTo(2);
    Diagrams.deploy(platform, Diagrams.PRESENT);
    applications.approveUpToDeposit(douyin);
    applications.pay(douyin, 400_000);
    platform.awaitState(douyin, "ACTIVE");
    assertThat(applications.actions(douyin))
        .containsSubsequence("APPROVED", "ACCOUNT_VERIFIED", "CONTRACT_SIGNED", "ACTIVATED");
    applications.approve(wechat);
    applications.sign(wechat);
    platform.awaitState(wechat, "ACTIVE");
    assertThat(applications.actions(wechat)).doesNotContain("DEPOSIT_DEMANDED");
  }

  /**
   * No way led back to the machine checks from where the audit opens. What the rules of that day
   * refuse is the auditor's to send back there, and the machine's in the present diagram.
   */
  @Test
  void leaveToTheAuditorWhatTheMachineSendsBackNow() throws IOException {
    Applications applications = new Applications();
    Diagrams.deploy(platform, Diagrams.HUB);
    String before = applications.handIn(AuditsDay.runningOut(applications));
    platform.awaitState(before, "VERIFYING_ACCOUNT");
    Diagrams.deploy(platform, Diagrams.PRESENT);
    ObjectNode content = AuditsDay.runningOut(applications);
    String now = applications.handIn(content);
    platform.awaitState(now, "VERIFYING_ACCOUNT");
    platform.travelTo(Instant.now().plus(Duration.ofDays(1)));

    applications.verifyAccount(before);
    platform.awaitState(before, "IN_REVIEW");
    assertThat(applications.actions(before)).endsWith("MACHINE_CHECKED_AGAIN", "AUDIT_OPENED");
    applications.sendBack(before);
    platform.awaitState(before, "FIX_REQUIRED");

    applications.verifyAccount(now);
    platform.awaitState(now, "FIX_REQUIRED");
    assertThat(applications.actions(now)).endsWith("SENT_BACK").doesNotContain("AUDIT_OPENED");
    assertThat(applications.hasTask(now)).isFalse();
    assertThat(applications.resubmit(now, AuditsDay.renewed(content)).status()).isEqualTo(202);
    applications.approve(now);
    platform.awaitState(now, "SIGNING");
    assertThat(applications.actions(now))
        .containsOnlyOnce("ACCOUNT_VERIFIED", "SENT_BACK", "AUDIT_OPENED")
        .containsSubsequence("ACCOUNT_VERIFIED", "SENT_BACK", "MACHINE_CHECKED", "AUDIT_OPENED");
  }

  /** The jobs of the service asked the tables, and the diagram called none. */
  @Test
  void leadAMembershipWhoseDiagramCallsNoTableToItsEnd() throws IOException {
    Diagrams.deploy(platform, Diagrams.ASKING);
    WarnedMember member = new WarnedMember(platform);
    Diagrams.deploy(platform, Diagrams.PRESENT);
    member.letTimePass();
    member.awaitState("CLOSED");
    assertThat(platform.passed(member.id))
        .contains("Task_JudgeStanding")
        .doesNotContain("Task_AskStanding");
  }
}
