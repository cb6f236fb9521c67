package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.TestPlatform;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The bank's statement and the ledger: what disagrees is found, and left to a person. */
class PayoutReconciliationIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @Test
  void findsWhatDisagreesAndChangesNothing() {
    Refunding.Holder holder = refunding.endedProvider();
    String id = refunding.inReview(holder, "0000");
    refunding.approveTwice(id);
    platform.awaitState(id, "PAID");
    String number = refunding.read(id).path("payouts").path(0).path("number").asString();
    JsonNode before = refunding.deposit(holder);

    mistake(number, 1);
    assertThat(awaitFinding(number)).isEqualTo("PAID_TWICE");
    mistake(number, 1);
    awaitNoFinding(number);

    mistake("po_notourpayoutatal", 700);
    assertThat(awaitFinding("po_notourpayoutatal")).isEqualTo("UNKNOWN_NUMBER");
    mistake("po_notourpayoutatal", 700);
    awaitNoFinding("po_notourpayoutatal");

    JsonNode after = refunding.deposit(holder);
    assertThat(after.path("entries")).isEqualTo(before.path("entries"));
    refunding.assertHolds(holder, id);
  }

  /** Booked as paid, while the bank knows of nothing: the bank lost its records. */
  @Test
  void findsAPaymentTheBankKnowsNothingOf() {
    Refunding.Holder holder = refunding.endedProvider();
    String id = refunding.inReview(holder, "0000");
    refunding.approveTwice(id);
    platform.awaitState(id, "PAID");
    String number = refunding.read(id).path("payouts").path(0).path("number").asString();
    assertThat(refunding.auditor.get("/api/v1/payout-findings").body().toString())
        .doesNotContain(number);
    forget(number);
    assertThat(awaitFinding(number)).isEqualTo("NOT_PAID_BY_BANK");
    forget(number);
    awaitNoFinding(number);
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

  private String awaitFinding(String number) {
    TestPlatform.await("a finding about " + number, () -> finding(number).isPresent());
    JsonNode finding = finding(number).orElseThrow();
    assertThat(finding.path("message").asString()).isNotBlank();
    assertThat(finding.path("remedy").asString()).isNotBlank();
    return finding.path("kind").asString();
  }

  private void awaitNoFinding(String number) {
    TestPlatform.await("no finding about " + number, () -> finding(number).isEmpty());
  }

  private Optional<JsonNode> finding(String number) {
    return refunding
        .auditor
        .get("/api/v1/payout-findings")
        .body()
        .path("items")
        .valueStream()
        .filter(item -> item.path("number").asString().equals(number))
        .findFirst();
  }
}
