package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The settlement account is verified the platform's way, whatever merchants and banks do. */
@SharesPlatform
class AccountVerificationIT {

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

  @Test
  void countsWrongAmountsSendsNewTransfersAndRejectsWhenAllAreUsedUp() {
    String id = applications.handIn(applications.complete());
    for (int transfer = 1; transfer <= 3; transfer++) {
      applications.awaitAnswerPossible(id);
      assertThat(applications.read(id).path("accountVerification").path("transfer").asInt())
          .isEqualTo(transfer);
      assertThat(applications.statement(id)).hasSize(transfer);
      long wrong = applications.receivedFen(id) % 99 + 1;
      for (int attempt = 1; attempt <= 3; attempt++) {
        ApiClient.Answer answer = applications.nameAmount(id, wrong);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("matched").asBoolean()).isFalse();
        assertThat(answer.body().path("attemptsLeft").asInt()).isEqualTo(3 - attempt);
        assertThat(answer.body().path("newTransfer").asBoolean())
            .isEqualTo(attempt == 3 && transfer < 3);
      }
    }
    JsonNode rejected = applications.read(id);
    assertThat(rejected.path("state").asString()).isEqualTo("REJECTED");
    assertThat(rejected.path("problems").path(0).path("code").asString())
        .isEqualTo("VERIFICATION_EXHAUSTED");
    ApiClient.Answer late = applications.nameAmount(id, 1);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("state").asString()).isEqualTo("REJECTED");
    platform.awaitEnd(id);
    assertThat(applications.historyHolds(id)).isTrue();
  }

  @Test
  void goesOnAfterAWrongAmountAndTakesTheRightOneOnce() {
    String id = applications.handIn(applications.complete());
    applications.awaitAnswerPossible(id);
    long right = applications.receivedFen(id);
    applications.nameAmount(id, right % 99 + 1);
    assertThat(applications.read(id).path("nextActions").path(0).path("action").asString())
        .isEqualTo("NAME_RECEIVED_AMOUNT");
    assertThat(applications.nameAmount(id, right).body().path("matched").asBoolean()).isTrue();
    assertThat(applications.nameAmount(id, right).status()).isEqualTo(409);
    platform.awaitState(id, "IN_REVIEW");
    // Neither the right amount nor a wrong one is written down anywhere.
    assertThat(
            applications
                .auditor
                .get("/api/v1/cases/" + id + "/history?limit=200")
                .items()
                .valueStream()
                .filter(event -> event.path("action").asString().startsWith("ACCOUNT_"))
                .map(event -> event.path("details").toString()))
        .noneMatch(details -> details.contains("amountFen"));
  }

  @Test
  void asksABankThatIsLateAgainAndNeverPaysTwice() {
    for (String behaviour : List.of("0202", "0503")) {
      String id = applications.handIn(withAccountEnding(behaviour));
      applications.awaitAnswerPossible(id);
      assertThat(applications.statement(id)).hasSize(1);
      applications.verifyAccount(id);
    }
  }

  @Test
  void sendsTheMerchantBackWhenTheBankRefusesTheAccount() {
    ObjectNode application = withAccountEnding("0404");
    String id = applications.handIn(application);
    platform.awaitState(id, "FIX_REQUIRED");
    JsonNode problem = applications.read(id).path("problems").path(0);
    assertThat(problem.path("code").asString()).isEqualTo("ACCOUNT_REFUSED");
    assertThat(problem.path("pointer").asString()).isEqualTo("/settlementAccount");
    ((ObjectNode) application.path("settlementAccount"))
        .put(
            "accountNumber",
            SampleApplications.accountNumber(application.path("merchantId").asString()));
    assertThat(applications.resubmit(id, application).status()).isEqualTo(202);
    applications.approveUpToDeposit(id);
    assertThat(applications.actions(id)).containsOnlyOnce("ACCOUNT_VERIFIED");
  }

  @Test
  void opensAStoreOfWechatByTheRepresentativesConfirmation() {
    String id = applications.handIn(applications.complete("WECHAT", "ENTERPRISE"));
    applications.awaitAnswerPossible(id);
    assertThat(applications.nameAmount(id, 37).status()).isEqualTo(409);
    assertThat(
            applications
                .merchant
                .post(
                    "/api/v1/store-applications/" + id + "/representative-confirmation",
                    Map.of("confirmationId", "cf-1"))
                .status())
        .isEqualTo(401);
    assertThat(platform.sandbox().post("/confirmations", Map.of("reference", id)).status())
        .isEqualTo(202);
    assertThat(platform.sandbox().post("/confirmations", Map.of("reference", id)).status())
        .isEqualTo(409);
    applications.approve(id);
    applications.sign(id);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.read(id).path("deposit").isNull()).isTrue();
    assertThat(applications.actions(id))
        .contains("DEPOSIT_NOT_REQUIRED")
        .doesNotContain("DEPOSIT_DEMANDED");
  }

  /** [W-shop] the company may remit instead; money of somebody else counts for nothing. */
  @Test
  void opensAStoreOfWechatByARemittanceOfItsCompanyAlone() {
    String id = applications.handIn(applications.complete("WECHAT", "ENTERPRISE"));
    applications.awaitAnswerPossible(id);
    String strangers = applications.remit(id, "海南天涯贸易有限公司");
    TestPlatform.await(
        "the remittance of somebody else",
        () -> applications.actions(id).contains("REMITTANCE_NOT_TAKEN"));
    assertThat(credit(strangers).path("outcome").asString()).isEqualTo("WRONG_PAYER");
    assertThat(applications.read(id).path("state").asString()).isEqualTo("VERIFYING_ACCOUNT");
    applications.remit(id, applications.read(id).at("/subject/legalName").asString());
    platform.awaitState(id, "IN_REVIEW");
    JsonNode verified = applications.read(id).path("accountVerification");
    assertThat(verified.path("verifiedBy").asString()).isEqualTo("REMITTANCE");
    assertThat(verified.path("remittance").isNull()).isTrue();
    applications.approve(id);
    applications.sign(id);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.actions(id)).containsOnlyOnce("ACCOUNT_VERIFIED");
    assertThat(applications.historyHolds(id)).isTrue();
  }

  private JsonNode credit(String reference) {
    return platform
        .api("operator")
        .get("/api/v1/remittances?state=OPEN&limit=200")
        .items()
        .valueStream()
        .filter(one -> one.path("reference").asString().equals(reference))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void opensAPersonalStoreOfWechatForTheContractAlone() {
    String id = applications.submit(applications.complete("WECHAT", "PERSONAL"));
    applications.approve(id);
    platform.awaitState(id, "SIGNING");
    applications.sign(id);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.actions(id))
        .doesNotContain("ACCOUNT_VERIFICATION_STARTED", "DEPOSIT_DEMANDED");
  }

  @Test
  void opensAStoreOfKuaishouWithoutVerificationAndContract() {
    String id = applications.submit(applications.complete("KUAISHOU", "INDIVIDUAL_BUSINESS"));
    applications.approve(id);
    platform.awaitState(id, "DEPOSIT_DUE");
    assertThat(applications.read(id).path("accountVerification").isNull()).isTrue();
    assertThat(applications.read(id).path("contract").isNull()).isTrue();
    applications.pay(id, 200_000);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.actions(id))
        .contains("CONTRACT_NOT_REQUIRED")
        .doesNotContain("ACCOUNT_VERIFICATION_STARTED", "CONTRACT_OFFERED");
  }

  /** Ours: audit, contract, deposit. The number the licence has is judged by a person. */
  @Test
  void opensAStoreOfXiaohongshuWhoseNumberAnAuditorOverruled() {
    ObjectNode application = applications.complete("XIAOHONGSHU", "INDIVIDUAL_BUSINESS");
    ObjectNode subject = (ObjectNode) application.path("subject");
    String number = subject.path("licenceNumber").asString();
    subject.put("licenceNumber", number.substring(0, 17) + (number.charAt(17) == '0' ? '1' : '0'));
    String id = applications.submit(application);
    platform.awaitState(id, "FIX_REQUIRED");
    assertThat(applications.read(id).at("/problems/0/code").asString())
        .isEqualTo("CHECK_CHARACTER");
    subject.put("licenceNumberAsPrinted", true);
    assertThat(applications.resubmit(id, application).status()).isEqualTo(202);
    platform.awaitState(id, "IN_REVIEW");
    applications.approve(id);
    platform.awaitState(id, "SIGNING");
    applications.sign(id);
    platform.awaitState(id, "DEPOSIT_DUE");
    applications.pay(id, 200_000);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.actions(id))
        .contains("CONTRACT_OFFERED")
        .doesNotContain("ACCOUNT_VERIFICATION_STARTED");
  }

  @Test
  void takesOneSignatureOfTheContractThatWasOffered() {
    String id = applications.submit(applications.complete("WECHAT", "PERSONAL"));
    applications.approve(id);
    platform.awaitState(id, "SIGNING");
    String path = "/api/v1/store-applications/" + id + "/contract-signature";
    Map<String, Object> signature =
        Map.of("contractId", "k-other", "signedAt", "2026-11-20T10:00:00+08:00", "signer", "陈青");
    assertThat(applications.merchant.post(path, signature).status()).isEqualTo(401);
    ApiClient admin = platform.api("admin");
    ApiClient.Answer other = admin.post(path, signature);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().path("errors").path(0).path("code").asString())
        .isEqualTo("OTHER_CONTRACT");
    ApiClient.Answer signed = applications.sign(id);
    assertThat(signed.status()).isEqualTo(202);
    // The provider learns of the case that it goes on, and nothing of who is behind it.
    assertThat(signed.body().propertyNames()).containsExactlyInAnyOrder("id", "state");
    ApiClient.Answer second = applications.sign(id);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body().path("state").asString()).isIn("SIGNING", "ACTIVE");
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.actions(id)).containsOnlyOnce("CONTRACT_SIGNED");
  }

  private ObjectNode withAccountEnding(String ending) {
    ObjectNode application = applications.complete();
    ObjectNode account = (ObjectNode) application.path("settlementAccount");
    account.put("accountNumber", account.path("accountNumber").asString() + ending);
    return application;
  }
}
