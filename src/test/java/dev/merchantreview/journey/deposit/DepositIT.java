package dev.merchantreview.journey.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.SharesPlatform;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a fine does to a deposit, and how it is read. */
@SharesPlatform
class DepositIT {

  private final Refunding refunding = new Refunding();

  @Test
  void demandsATopUpWhenAFineTakesTheDepositBelowItsRequirement() {
    Refunding.Holder store = refunding.store();
    assertThat(refunding.fine(store, 150_000).status()).isEqualTo(201);
    JsonNode deposit = refunding.deposit(store);
    assertThat(deposit.path("heldFen").asLong()).isEqualTo(250_000);
    assertThat(deposit.path("missingFen").asLong()).isEqualTo(150_000);
    assertThat(deposit.path("topUpDueAt").isString()).isTrue();
    // More than is held: the rest stays owed, and is taken from what comes in next.
    assertThat(refunding.fine(store, 300_000).status()).isEqualTo(201);
    assertThat(refunding.deposit(store).path("heldFen").asLong()).isZero();
    assertThat(refunding.deposit(store).path("unpaidPenaltiesFen").asLong()).isEqualTo(50_000);
    assertThat(refunding.pay(store.id(), 450_100).status()).isEqualTo(200);
    JsonNode whole = refunding.deposit(store);
    assertThat(whole.path("heldFen").asLong()).isEqualTo(400_100);
    assertThat(whole.path("surplusFen").asLong()).isEqualTo(100);
    assertThat(whole.path("unpaidPenaltiesFen").asLong()).isZero();
    assertThat(whole.path("topUpDueAt").isNull()).isTrue();
    assertThat(refunding.actions(store.id()))
        .contains("PENALTY_IMPOSED", "TOP_UP_DEMANDED", "DEPOSIT_PAYMENT_RECEIVED", "TOP_UP_PAID");
    assertThat(whole.path("entries").findValuesAsString("kind"))
        .containsExactly("PAYMENT", "PENALTY", "PENALTY", "PAYMENT", "PENALTY");
    JsonNode before =
        refunding
            .auditor
            .get(
                "/api/v1/deposits/"
                    + store.id()
                    + "?at="
                    + whole.path("entries").path(1).path("at").asString().replace("+", "%2B"))
            .body();
    assertThat(before.path("heldFen").asLong()).isEqualTo(250_000);
    String month = YearMonth.now(ZoneId.of("Asia/Shanghai")).toString();
    String statement =
        refunding
            .auditor
            .get("/api/v1/deposits/" + store.id() + "/statements/" + month + ".csv")
            .raw()
            .body();
    assertThat(statement).contains("Payment received", "4000.00", "-1500.00", "4001.00");
    ApiClient.Answer pdf =
        refunding.auditor.get("/api/v1/deposits/" + store.id() + "/statements/" + month + ".pdf");
    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.raw().body()).startsWith("%PDF-");
  }
}
