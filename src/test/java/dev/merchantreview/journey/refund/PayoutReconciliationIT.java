package dev.merchantreview.journey.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.payout.PayoutFindings;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The bank's statement and the ledger: what disagrees is found, and left to a person. */
@SharesPlatform
class PayoutReconciliationIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @Test
  void findsWhatDisagreesAndChangesNothing() {
    Refunding.Holder holder = refunding.endedProvider();
    String id = refunding.inReview(holder, "0000");
    refunding.approveTwice(id);
    platform.awaitState(id, "PAID");
    String number = number(id);
    JsonNode before = refunding.deposit(holder);

    mistake(number, 1);
    JsonNode twice = awaitFinding(number);
    assertThat(twice.path("kind").asString()).isEqualTo("PAID_TWICE");
    assertThat(twice.path("refundId").asString()).isEqualTo(id);
    mistake(number, 1);
    assertThat(awaitEnded(twice).path("state").asString()).isEqualTo("AGREED");
    assertThat(refunding.actions(id)).contains("PAYOUT_FINDING_OPENED", "PAYOUT_FINDING_AGREED");

    mistake("po_notourpayoutatal", 700);
    JsonNode unknown = awaitFinding("po_notourpayoutatal");
    assertThat(unknown.path("kind").asString()).isEqualTo("UNKNOWN_NUMBER");
    mistake("po_notourpayoutatal", 700);
    awaitEnded(unknown);

    JsonNode after = refunding.deposit(holder);
    assertThat(after.path("entries")).isEqualTo(before.path("entries"));
    refunding.assertHolds(holder, id);
  }

  /** Booked as paid, while the bank knows of nothing: the bank lost its records. */
  @Test
  void findsAPaymentTheBankKnowsNothingOf() {
    String id = paid();
    String number = number(id);
    assertThat(refunding.auditor.get("/api/v1/payout-findings").body().toString())
        .doesNotContain(number);
    forget(number);
    JsonNode finding = awaitFinding(number);
    assertThat(finding.path("kind").asString()).isEqualTo("NOT_PAID_BY_BANK");
    forget(number);
    awaitEnded(finding);
  }

  /**
   * A payout that failed and was paid all the same, long after anybody looks at it, and a
   * difference nobody cleared: neither goes away by growing old.
   */
  @Test
  void forgetsNothingThatGrewOld() {
    String number = number(paid());
    Refunding.Holder holder = refunding.endedProvider();
    String failing = refunding.inReview(holder, "0404");
    refunding.approveTwice(failing);
    platform.awaitState(failing, "FIX_REQUIRED");
    String failed = number(failing);
    forget(number);
    JsonNode lost = awaitFinding(number);
    Instant old = Instant.now().plus(TestPlatform.PAYOUT_WINDOW).plusSeconds(2);
    TestPlatform.await("a finding to grow old", () -> Instant.now().isAfter(old));
    // What comes up now is found by a comparison that no longer looks back as far as the first.
    mistake(failed, 500);
    assertThat(awaitFinding(failed).path("kind").asString()).isEqualTo("NOT_BOOKED");
    assertThat(finding(lost.path("id").asString()).path("state").asString()).isEqualTo("OPEN");
    forget(number);
    mistake(failed, 500);
    awaitEnded(lost);
  }

  @Test
  void isEndedByWhatAPersonFoundOutWhoDidNotAgreeToThePayout() {
    String id = paid();
    String number = number(id);
    mistake(number, 1);
    JsonNode finding = awaitFinding(number);
    String path = "/api/v1/payout-findings/" + finding.path("id").asString() + "/explanation";
    Map<String, Object> words = Map.of("explanation", "银行重复入账，已冲正");
    assertThat(refunding.merchant.post(path, words).status()).isEqualTo(403);
    assertThat(refunding.auditor.post(path, words).status()).isEqualTo(403);
    ApiClient operator = platform.api("operator");
    assertThat(operator.post(path, Map.of("explanation", " ")).status()).isEqualTo(422);
    assertThat(
            operator
                .post("/api/v1/payout-findings/pf_0000000000000000/explanation", words)
                .status())
        .isEqualTo(404);
    // Tasklist and the API know people by the same names.
    assertThat(
            platform
                .bean(PayoutFindings.class)
                .explain(
                    finding.path("id").asString(),
                    "没有问题",
                    new ActorRef(ActorRef.Kind.OPERATOR, "finance2")))
        .hasValueSatisfying(
            outcome ->
                assertThat(outcome)
                    .isInstanceOf(PayoutFindings.ExplanationResult.OwnDecision.class));

    ApiClient.Answer explained = operator.post(path, words);
    assertThat(explained.status()).as(explained.body().toString()).isEqualTo(200);
    assertThat(explained.body().path("state").asString()).isEqualTo("EXPLAINED");
    assertThat(explained.body().path("explainedBy").asString()).isEqualTo("operator");
    assertThat(operator.post(path, words).status()).isEqualTo(409);
    assertThat(refunding.actions(id)).endsWith("PAYOUT_FINDING_EXPLAINED");
    // The refund's owner reads the history, not what people say among themselves.
    assertThat(refunding.merchant.get("/api/v1/cases/" + id + "/history").body().toString())
        .doesNotContain("冲正");

    // The same difference is not found again; another one of the same payout is.
    mistake("po_thenextcompariso", 1);
    JsonNode next = awaitFinding("po_thenextcompariso");
    assertThat(openAbout(number)).isEmpty();
    forget(number);
    assertThat(awaitFinding(number).path("kind").asString()).isEqualTo("NOT_PAID_BY_BANK");
    forget(number);
    mistake("po_thenextcompariso", 1);
    awaitEnded(next);
    mistake(number, 1);
  }

  private String paid() {
    String id = refunding.inReview(refunding.endedProvider(), "0000");
    refunding.approveTwice(id);
    platform.awaitState(id, "PAID");
    return id;
  }

  /** Of a refund's first payout. */
  private String number(String id) {
    return refunding.read(id).path("payouts").path(0).path("number").asString();
  }

  /** Adds a line to the bank's statement, or takes it away again. */
  private void mistake(String number, long fen) {
    assertThat(
            platform
                .sandbox()
                .post("/bank/mistakes", Map.of("number", number, "amountFen", fen))
                .status())
        .isEqualTo(200);
  }

  private void forget(String number) {
    assertThat(platform.sandbox().post("/bank/losses", Map.of("number", number)).status())
        .isEqualTo(200);
  }

  private JsonNode awaitFinding(String number) {
    TestPlatform.await("a finding about " + number, () -> openAbout(number).isPresent());
    JsonNode finding = openAbout(number).orElseThrow();
    assertThat(finding.path("message").asString()).isNotBlank();
    assertThat(finding.path("remedy").asString()).isNotBlank();
    return finding;
  }

  private JsonNode awaitEnded(JsonNode finding) {
    String id = finding.path("id").asString();
    TestPlatform.await("the end of " + id, () -> !finding(id).path("endedAt").isNull());
    return finding(id);
  }

  private Optional<JsonNode> openAbout(String number) {
    return list("?state=OPEN&number=" + number).findFirst();
  }

  private JsonNode finding(String id) {
    return list("?limit=200")
        .filter(item -> item.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Stream<JsonNode> list(String query) {
    return refunding.auditor.get("/api/v1/payout-findings" + query).items().valueStream();
  }
}
