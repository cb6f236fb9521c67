package dev.merchantreview.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The account for fees comes beside what was booked before, which stays as it was. */
class YearlyFeeLedgerIT {

  private static final String ACCOUNT = "dp_00000000fees0001";
  private static final String BOOK =
      """
      insert into ledger_posting (account_id, kind, subject, part, taken_from, given_to, amount_fen, case_id, actor_kind,
          actor_id, decision, posted_at)
      values (:account, :kind, :subject, 1, :from, :to, :fen, 'st_00000000fees0001', 'SYSTEM', 'merchant-review', '{}', now())
      """;

  private final ServiceAlone service = ServiceAlone.get();

  private static void account(JdbcClient jdbc) {
    jdbc.sql(
            "insert into deposit_account (id, holder_kind, holder_id, platform, owner_id, required_fen, operating, opened_at)"
                + " values (:id, 'STORE', 'st_00000000fees0001', 'DOUYIN', 'm-fees', 0, true, now())")
        .param("id", ACCOUNT)
        .update();
  }

  private static void book(
      JdbcClient jdbc, String kind, String subject, String from, String to, long fen) {
    jdbc.sql(BOOK)
        .param("account", ACCOUNT)
        .param("kind", kind)
        .param("subject", subject)
        .param("from", from)
        .param("to", to)
        .param("fen", fen)
        .update();
  }

  private static List<String> hashes(JdbcClient jdbc) {
    return jdbc.sql(
            "select seq || ' ' || hash || ' ' || previous_hash from ledger_posting order by seq")
        .query(String.class)
        .list();
  }

  @Test
  void leavesWhatWasBookedBeforeAndItsHashesAsTheyAre() throws Exception {
    EarlierDatabase database = new EarlierDatabase(service, "before_fees", "81");
    JdbcClient jdbc = database.jdbc();
    account(jdbc);
    jdbc.sql(
            "insert into deposit_payment (payment_id, reference, amount_fen, paid_at, payer, received_at)"
                + " values ('fees-1', 'st_00000000fees0001', 500, now(), '青禾', now())")
        .update();
    book(jdbc, "PAYMENT", "fees-1", "PLATFORM_CLEARING", "HELD", 500);
    book(jdbc, "PENALTY", "pn_fees", "HELD", "PENALTIES", 120);
    assertThatThrownBy(() -> book(jdbc, "FEE", "yf_early", "HELD", "FEES", 1))
        .isInstanceOf(DataIntegrityViolationException.class);
    List<String> before = hashes(jdbc);

    database.migrate();

    assertThat(hashes(jdbc)).isEqualTo(before);
    Ledger ledger = new Ledger(jdbc, service.bean(JsonMapper.class), service.bean(Clock.class));
    DepositAccount account = new DepositAccounts(jdbc).get(ACCOUNT);
    assertThat(account.balances()).isEqualTo(new Balances(380, 120, 0, 0, -500, 0));
    assertThat(ledger.verify(account).valid()).isTrue();

    // What an instance of before writes, and what only a new one does, are links of one chain.
    book(jdbc, "PENALTY", "pn_after", "HELD", "PENALTIES", 80);
    book(jdbc, "FEE", "yf_after", "HELD", "FEES", 100);
    DepositAccount after = new DepositAccounts(jdbc).get(ACCOUNT);
    assertThat(after.balances()).isEqualTo(new Balances(200, 200, 0, 0, -500, 100));
    assertThat(ledger.verify(after).valid()).isTrue();
    assertThat(hashes(jdbc)).startsWith(before.toArray(String[]::new)).hasSize(4);

    // The platform's, and no way to take more than there is.
    assertThatThrownBy(() -> book(jdbc, "FEE", "yf_more", "HELD", "FEES", 201))
        .hasMessageContaining("ledger_posting_held_not_below_zero");
    assertThatThrownBy(() -> book(jdbc, "BACK", "yf_back", "FEES", "HELD", 101))
        .hasMessageContaining("ledger_posting_fees_not_below_zero");

    // A balance that does not follow is found.
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(
          "update ledger_posting set fees_after = 0, held_after = 300 where subject = 'yf_after'");
    }
    Ledger.Verification broken = ledger.verify(new DepositAccounts(jdbc).get(ACCOUNT));
    assertThat(broken.valid()).isFalse();
    assertThat(broken.brokenAt()).isEqualTo(4);
  }

  /** A booking of an instance of before holds its account and its payment, and books. */
  @Test
  void isAddedWhileAnInstanceOfBeforeBooks() throws Exception {
    EarlierDatabase database = new EarlierDatabase(service, "fees_meanwhile", "81");
    account(database.jdbc());
    try (ExecutorService aside = Executors.newSingleThreadExecutor();
        Connection before = database.source().getConnection();
        Statement statement = before.createStatement()) {
      before.setAutoCommit(false);
      statement.execute("select id from deposit_account for update");
      statement.execute("update deposit_account set required_fen = required_fen");
      statement.execute(
          "insert into deposit_payment (payment_id, reference, amount_fen, paid_at, payer, received_at)"
              + " values ('meanwhile', 'st_00000000fees0001', 500, now(), '青禾', now())");
      Future<?> upgrade = aside.submit(() -> database.migrate());
      TestPlatform.await(
          "the upgrade to wait",
          () ->
              service
                      .database()
                      .sql(
                          "select count(*) from pg_stat_activity where datname = 'fees_meanwhile'"
                              + " and wait_event_type = 'Lock'")
                      .query(Long.class)
                      .single()
                  > 0);
      statement.execute(
          BOOK.replace(":account", "'" + ACCOUNT + "'")
              .replace(":kind", "'PAYMENT'")
              .replace(":subject", "'meanwhile'")
              .replace(":from", "'PLATFORM_CLEARING'")
              .replace(":to", "'HELD'")
              .replace(":fen", "500"));
      before.commit();
      upgrade.get(1, TimeUnit.MINUTES);
    }
    assertThat(new DepositAccounts(database.jdbc()).get(ACCOUNT).balances().heldFen())
        .isEqualTo(500);
    assertThat(
            database
                .jdbc()
                .sql("select count(*) from pg_constraint where not convalidated")
                .query(Long.class)
                .single())
        .isZero();
  }
}
