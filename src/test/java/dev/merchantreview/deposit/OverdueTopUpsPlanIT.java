package dev.merchantreview.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.CopiedTables;
import dev.merchantreview.testing.QueryPlan;
import dev.merchantreview.testing.ServiceAlone;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is overdue is found by indexes among all deposits: whoever watches asks again and again. */
class OverdueTopUpsPlanIT {

  // 20,000 deposits are some 500.
  private static final long MOST_PAGES = 30;

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void readsNoOtherDeposits() throws SQLException {
    try (CopiedTables tables = new CopiedTables(service, "overdue", "deposit_account")) {
      tables
          .jdbc()
          .sql(
              """
              insert into overdue.deposit_account (id, holder_kind, application_id, platform, owner_id, required_fen,
                     operating, top_up_due_at, opened_at, purpose)
              select 'da_' || n, 'STORE', 'sa_' || n, 'KUAISHOU', 'm-' || n, 1, n % 2 = 0,
                     case when n % 10000 < 2 then now() - interval '1 day' end, now(), 'STORE'
                from generate_series(1, 20000) n
              """)
          .update();
      tables.jdbc().sql("vacuum analyze overdue.deposit_account").update();
      QueryPlan plan =
          QueryPlan.of(
              tables
                  .jdbc()
                  .sql("explain (analyze, buffers, timing off) " + DepositAccounts.OVERDUE_TOP_UPS)
                  .param("now", Timestamp.from(Instant.now())));
      assertThat(plan.text()).doesNotContain("Seq Scan on deposit_account");
      assertThat(plan.pages()).as(plan.text()).isLessThan(MOST_PAGES);
    }
  }
}
