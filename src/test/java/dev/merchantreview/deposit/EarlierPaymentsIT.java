package dev.merchantreview.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Payments that came before there was a ledger are booked in it once, as they came. */
class EarlierPaymentsIT {

  private static final String APPLICATION = "sa_0000000000000031";

  private final ServiceAlone service = ServiceAlone.get();
  private final EarlierDatabase database = new EarlierDatabase(service, "earlier_payments", "27");

  @Test
  void areBookedOnTheDepositOfTheirApplication() {
    database
        .jdbc()
        .sql(
            """
            insert into store_application (id, submitted_by, platform, merchant_id, store_type, open, content, state,
                round, problems, last_task_key, created_at, submitted_at, updated_at, version)
            values (:id, 'merchant', 'DOUYIN', 'm-earlier-payment', 'ENTERPRISE', true, '{}', 'DEPOSIT_DUE',
                1, '[]', 0, now(), now(), now(), 1)
            """)
        .param("id", APPLICATION)
        .update();
    pay("later", 2_000, "2026-11-03T00:00:00Z");
    pay("earlier", 1_000, "2026-11-02T00:00:00Z");

    database.migrate();

    DepositAccount account =
        new DepositAccounts(database.jdbc()).find(APPLICATION, DepositPurpose.STORE).orElseThrow();
    Ledger ledger =
        new Ledger(database.jdbc(), service.bean(JsonMapper.class), service.bean(Clock.class));
    assertThat(account.balances().heldFen()).isEqualTo(3_000);
    assertThat(account.holder().ownerId()).isEqualTo("m-earlier-payment");
    assertThat(ledger.of(account.id()))
        .extracting(LedgerPosting::subject)
        .containsExactly("earlier", "later");
    assertThat(ledger.verify(account).valid()).isTrue();
  }

  private void pay(String id, long amountFen, String receivedAt) {
    database
        .jdbc()
        .sql(
            "insert into deposit_payment (payment_id, reference, amount_fen, paid_at, payer, received_at)"
                + " values (:id, :reference, :amount, now(), '青禾', cast(:at as timestamptz))")
        .param("id", id)
        .param("reference", APPLICATION)
        .param("amount", amountFen)
        .param("at", receivedAt)
        .update();
  }
}
