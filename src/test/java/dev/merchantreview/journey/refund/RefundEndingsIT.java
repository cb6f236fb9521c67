package dev.merchantreview.journey.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every way a deposit refund can end but by time, on the real broker. */
@SharesPlatform
class RefundEndingsIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @Test
  void paysBackOnceWhenTwoPersonsAgreed() {
    Refunding.Holder holder = refunding.endedProvider();
    Map<String, Object> request = refunding.request(holder, "0000");
    String id = refunding.submit(request).id();
    platform.awaitState(id, "IN_REVIEW");
    assertThat(refunding.read(id).path("refundableFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT);
    assertThat(refunding.read(id).path("secondReview").asBoolean()).isTrue();
    refunding.approveTwice(id);
    platform.awaitState(id, "PAID");
    assertThat(refunding.received(request)).hasSize(1);
    assertThat(refunding.received(request).path(0).path("amountFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT);
    JsonNode deposit = refunding.deposit(holder);
    assertThat(deposit.path("heldFen").asLong()).isZero();
    assertThat(deposit.path("paidOutFen").asLong()).isEqualTo(Refunding.PROVIDER_DEPOSIT);
    assertThat(deposit.path("entries").findValuesAsString("kind"))
        .containsExactly("PAYMENT", "PAYOUT_ORDERED", "PAYOUT_SETTLED");
    assertThat(deposit.path("entries").path(1).path("decision").path("financeReviewer").asString())
        .isEqualTo("finance1");
    assertThat(deposit.path("entries").path(1).path("decision").path("secondReviewer").asString())
        .isEqualTo("finance2");
    assertThat(refunding.actions(id))
        .containsExactly(
            "SUBMITTED", "REVIEW_OPENED", "APPROVED", "APPROVED", "PAYOUT_STARTED", "PAID");
    refunding.assertHolds(holder, id);
    // What is paid back takes no money, no fine and no second refund.
    assertThat(refunding.pay(holder.id(), 100).status()).isEqualTo(409);
    assertThat(refunding.fine(holder, 100).status()).isEqualTo(409);
    assertThat(refunding.submit(request).status()).isEqualTo(409);
    assertThat(refunding.withdraw(id).status()).isEqualTo(409);
  }

  @Test
  void namesEverythingThatStandsInTheWayAtOnceAndGoesOnWhenItIsGone() {
    Refunding.Holder holder = refunding.provider();
    refunding.standing(holder, Refunding.standing(List.of("d-17", "d-18"), 3, 5_000));
    refunding.fine(holder, Refunding.PROVIDER_DEPOSIT + 700);
    Map<String, Object> wrong =
        Map.of(
            "serviceProviderId", holder.id(),
            "account",
                Map.of(
                    "holder", "陈青",
                    "bank", "招商银行",
                    "accountNumber", "622500001234",
                    "kind", "PERSONAL"),
            "documents", List.of());
    String[] everything = {
      "SERVICE_NOT_ENDED",
      "PENALTIES_UNPAID",
      "DISPUTES_OPEN",
      "ORDERS_UNSETTLED",
      "ARREARS",
      "NOTHING_TO_REFUND",
      "ACCOUNT_HOLDER_DIFFERS",
      "NOT_A_COMPANY_ACCOUNT",
      "PAPERS_MISSING",
      "PAPERS_MISSING",
      "PAPERS_MISSING"
    };
    ApiClient.Answer dry = refunding.preCheck(wrong);
    assertThat(dry.status()).as(dry.body().toString()).isEqualTo(200);
    assertThat(dry.body().path("passed").asBoolean()).isFalse();
    assertThat(dry.body().path("blockers").findValuesAsString("code")).containsExactly(everything);
    String id = refunding.submit(wrong).id();
    platform.awaitState(id, "FIX_REQUIRED");
    assertThat(refunding.blockers(id)).containsExactly(everything);
    refunding
        .read(id)
        .path("blockers")
        .forEach(blocker -> assertThat(blocker.path("remedy").asString("")).isNotBlank());
    assertThat(refunding.read(id).path("blockers").path(2).path("note").asString())
        .isEqualTo("d-17，d-18");

    // One after the other goes, and the rest is still named.
    refunding.standing(holder, Refunding.standing(List.of(), 0, 0));
    refunding.pay(holder.id(), 50_700);
    refunding.end(holder);
    Map<String, Object> right = refunding.request(holder, "0000");
    assertThat(refunding.preCheck(right).body().path("passed").asBoolean()).isTrue();
    assertThat(refunding.resubmit(id, Refunding.content(right)).status()).isEqualTo(202);
    platform.awaitState(id, "IN_REVIEW");
    assertThat(refunding.read(id).path("refundableFen").asLong()).isEqualTo(50_000);
    refunding.approveTwice(id);
    platform.awaitState(id, "PAID");
    assertThat(refunding.deposit(holder).path("penaltiesFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT + 700);
    refunding.assertHolds(holder, id);
  }

  @Test
  void looksOnceMoreBeforeItPays() {
    Refunding.Holder holder = refunding.endedProvider();
    String id = refunding.inReview(holder, "0000");
    refunding.standing(holder, Refunding.standing(List.of("d-late"), 0, 0));
    refunding.approveTwice(id);
    platform.awaitState(id, "FIX_REQUIRED");
    assertThat(refunding.blockers(id)).containsExactly("DISPUTES_OPEN");
    assertThat(refunding.deposit(holder).path("heldFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT);
    assertThat(refunding.actions(id)).doesNotContain("PAYOUT_STARTED");
  }

  @Test
  void reviewsAgainWhenAFineChangedTheBalanceMeanwhile() {
    Refunding.Holder holder = refunding.endedProvider();
    Map<String, Object> request = refunding.request(holder, "0000");
    String id = refunding.submit(request).id();
    platform.awaitState(id, "IN_REVIEW");
    refunding.approve("finance1", id);
    platform.awaitState(id, "SECOND_REVIEW");
    assertThat(refunding.fine(holder, 1_500).status()).isEqualTo(201);
    refunding.approve("finance2", id);
    TestPlatform.await("a new review", () -> refunding.actions(id).contains("REVIEW_AGAIN"));
    assertThat(refunding.read(id).path("state").asString()).isEqualTo("IN_REVIEW");
    assertThat(refunding.received(request)).isEmpty();
    refunding.approve("finance2", id);
    platform.awaitState(id, "SECOND_REVIEW");
    refunding.approve("finance1", id);
    platform.awaitState(id, "PAID");
    assertThat(refunding.received(request).path(0).path("amountFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT - 1_500);
  }

  @Test
  void rejectsWhenEitherReviewerDoes() {
    Refunding.Holder first = refunding.endedProvider();
    String byFinance = refunding.inReview(first, "0000");
    refunding.review("finance1", byFinance, TasklistClient.rejection("FORGED_PAPERS", "材料系伪造"));
    platform.awaitState(byFinance, "REJECTED");
    assertThat(refunding.read(byFinance).path("reason").asString()).isEqualTo("材料系伪造");
    assertThat(refunding.read(byFinance).path("blockers").path(0).path("code").asString())
        .isEqualTo("FORGED_PAPERS");
    String bySecond = refunding.inReview();
    refunding.approve("finance1", bySecond);
    platform.awaitState(bySecond, "SECOND_REVIEW");
    refunding.review("finance2", bySecond, TasklistClient.rejection("NOT_ENTITLED", "账户存疑"));
    platform.awaitState(bySecond, "REJECTED");
    assertThat(refunding.deposit(first).path("heldFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT);
    // A refusal ends this refund, not the claim.
    assertThat(refunding.submit(refunding.request(first, "0000")).status()).isEqualTo(201);
  }

  @Test
  void asksForAnotherAccountWhenTheBankRefusesAndPaysUnderANewNumber() {
    Refunding.Holder holder = refunding.endedProvider();
    String id = refunding.inReview(holder, "0404");
    refunding.approveTwice(id);
    platform.awaitState(id, "FIX_REQUIRED");
    assertThat(refunding.blockers(id)).containsExactly("ACCOUNT_REFUSED");
    assertThat(refunding.deposit(holder).path("heldFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT);
    Map<String, Object> anew = refunding.request(holder, "0000");
    refunding.resubmit(id, Refunding.content(anew));
    platform.awaitState(id, "IN_REVIEW");
    refunding.approveTwice(id);
    platform.awaitState(id, "PAID");
    JsonNode payouts = refunding.read(id).path("payouts");
    assertThat(payouts.findValuesAsString("status")).containsExactly("FAILED", "SETTLED");
    assertThat(payouts.findValuesAsString("number")).doesNotHaveDuplicates();
    assertThat(refunding.received(anew)).hasSize(1);
    refunding.assertHolds(holder, id);
  }

  @Test
  void paysOnceHoweverTheBankBehaves() {
    List<String> endings = List.of("0202", "0408", "0409", "0503");
    Map<String, Refunding.Holder> holders = new LinkedHashMap<>();
    Map<String, Map<String, Object>> requests = new HashMap<>();
    for (String ending : endings) {
      Refunding.Holder holder = refunding.endedProvider();
      Map<String, Object> request = refunding.request(holder, ending);
      String id = refunding.submit(request).id();
      holders.put(id, holder);
      requests.put(id, request);
    }
    holders.keySet().forEach(id -> refunding.approve("finance1", id));
    holders.keySet().forEach(id -> platform.awaitState(id, "SECOND_REVIEW"));
    holders.keySet().forEach(id -> refunding.approve("finance2", id));
    holders.forEach(
        (id, holder) -> {
          platform.awaitState(id, "PAID");
          assertThat(refunding.received(requests.get(id))).hasSize(1);
          assertThat(refunding.read(id).path("payouts")).hasSize(1);
          refunding.assertHolds(holder, id);
        });
  }

  @Test
  void isTakenBackByItsApplicantUntilThePayoutBegins() {
    String id = refunding.inReview();
    refunding.approve("finance1", id);
    platform.awaitState(id, "SECOND_REVIEW");
    assertThat(refunding.withdraw(id).status()).isEqualTo(202);
    platform.awaitEnd(id);
    assertThat(refunding.read(id).path("state").asString()).isEqualTo("WITHDRAWN");
  }

  @Test
  void rejectsWhenTheRoundsOfFixingAreUsedUp() {
    Refunding.Holder holder = refunding.provider();
    Map<String, Object> request = refunding.request(holder, "0000");
    String id = refunding.submit(request).id();
    for (int round = 1; round <= 5; round++) {
      platform.awaitState(id, "FIX_REQUIRED");
      assertThat(refunding.read(id).path("round").asInt()).isEqualTo(round);
      assertThat(refunding.resubmit(id, Refunding.content(request)).status()).isEqualTo(202);
    }
    platform.awaitState(id, "REJECTED");
    assertThat(refunding.actions(id)).endsWith("REJECTED_TOO_MANY_ROUNDS");
  }

  /** [K-sp] A provider expelled for a violation gets its deposit less the fines. */
  @Test
  void paysAnExpelledProviderItsDepositLessTheFines() {
    Refunding.Holder holder = refunding.provider();
    String path = "/api/v1/service-providers/" + holder.id();
    refunding.bind(holder, "m-1r91");
    assertThat(refunding.fine(holder, 3_000_000).status()).isEqualTo(201);
    refunding.end(holder, Map.of("expelled", true, "note", "伪造资质"));
    assertThat(refunding.admin.get(path).body().path("state").asString()).isEqualTo("EXPELLED");
    assertThat(refunding.admin.get(path).body().path("merchants")).isEmpty();
    // Expelled is not paid back: a violation found late is fined all the same.
    assertThat(refunding.fine(holder, 500_000).status()).isEqualTo(201);
    Map<String, Object> request = refunding.request(holder, "0000");
    String id = refunding.submit(request).id();
    platform.awaitState(id, "IN_REVIEW");
    refunding.approveTwice(id);
    platform.awaitState(id, "PAID");
    assertThat(refunding.received(request)).hasSize(1);
    assertThat(refunding.received(request).path(0).path("amountFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT - 3_500_000);
    JsonNode deposit = refunding.deposit(holder);
    assertThat(deposit.path("penaltiesFen").asLong()).isEqualTo(3_500_000);
    assertThat(deposit.path("heldFen").asLong()).isZero();
    refunding.assertHolds(holder, id);
  }

  /** Money came in for a store that was never opened. */
  @Test
  void paysBackWhatWasPaidForAnApplicationThatNeverBecameAStore() {
    Applications applications = new Applications();
    ObjectNode content = applications.complete("KUAISHOU", "ENTERPRISE");
    String application = applications.submit(content);
    applications.approve(application);
    platform.awaitState(application, "DEPOSIT_DUE");
    assertThat(applications.pay(application, 150_000).status()).isEqualTo(200);
    Refunding.Holder holder =
        new Refunding.Holder(
            application,
            content.path("merchantId").asString(),
            content.path("subject").path("legalName").asString());
    // The merchant sells in another store: that one's orders do not matter here, its debts do.
    refunding.standing(holder, Refunding.standing(List.of("d-other"), 12, 900));
    Map<String, Object> request = refunding.request(holder, "0000");
    assertThat(refunding.preCheck(request).body().path("blockers").findValuesAsString("code"))
        .containsExactly("APPLICATION_NOT_ENDED", "ARREARS");
    assertThat(applications.withdraw(application).status()).isEqualTo(202);
    assertThat(applications.read(application).path("nextActions").findValuesAsString("action"))
        .containsExactly("REQUEST_REFUND");
    refunding.standing(holder, Refunding.standing(List.of("d-other"), 12, 0));
    assertThat(refunding.deposit(holder).path("heldFen").asLong()).isEqualTo(150_000);
    assertThat(refunding.other.get("/api/v1/deposits/" + application).status()).isEqualTo(404);

    String id = refunding.submit(request).id();
    platform.awaitState(id, "IN_REVIEW");
    assertThat(refunding.read(id).path("applicationId").asString()).isEqualTo(application);
    assertThat(refunding.read(id).path("storeId").isNull()).isTrue();
    refunding.approve("finance1", id);
    platform.awaitState(id, "PAID");
    assertThat(refunding.received(request).path(0).path("amountFen").asLong()).isEqualTo(150_000);
    assertThat(applications.read(application).path("nextActions")).isEmpty();
    assertThat(refunding.submit(request).status()).isEqualTo(409);
    refunding.assertHolds(holder, id);
  }

  /** What was paid for an application that became a store is the store's. */
  @Test
  void paysNothingForAnApplicationThatBecameAStore() {
    Refunding.Holder store = refunding.store();
    String application =
        refunding
            .merchant
            .get("/api/v1/stores/" + store.id())
            .body()
            .path("applicationId")
            .asString();
    assertThat(application).startsWith("sa_");
    Refunding.Holder before = new Refunding.Holder(application, store.ownerId(), store.legalName());
    assertThat(refunding.auditor.get("/api/v1/deposits/" + application).status()).isEqualTo(404);
    assertThat(
            refunding
                .preCheck(refunding.request(before, "0000"))
                .body()
                .path("blockers")
                .findValuesAsString("code"))
        .containsExactly("APPLICATION_NOT_ENDED");
  }
}
