package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.caseindex.RightIndex;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.engine.JobsDone;
import dev.merchantreview.history.History;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Thousands of refunds, while the bank fails every third time, before or after it paid, and the
 * service dies at any point of any job: each is paid once, and bank and ledger agree to the fen. At
 * the steps and the real database and bank, with jobs given out again as the engine does, because
 * only so often enough.
 */
class RefundRacesIT {

  private static final int REFUNDS = Tries.of(5_000);
  private static final int LANES = 8;
  private static final int FAULT_PERCENT = 30;
  private static final int DEATH_PERCENT = 10;
  private static final int WRONG_ACCOUNT_EVERY = 25;
  private static final ActorRef OWNER = new ActorRef(ActorRef.Kind.MERCHANT, "merchant");

  // Its bank fails, which is nobody else's business.
  private final ServiceAlone service = ServiceAlone.with();
  private final AtomicLong jobs = new AtomicLong(8_000_000_000L);
  private final AtomicLong tasks = new AtomicLong(1);
  private final AtomicInteger deaths = new AtomicInteger();
  private final AtomicInteger bankFaults = new AtomicInteger();

  /** The service died. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void paysEachOnceWhateverFails() throws Exception {
    List<CaseId> refunds = new CopyOnWriteArrayList<>();
    List<CaseId> holders = holders();
    Instant begun = Instant.now();
    try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      service.sandbox().post("/bank/faults", Map.of("percent", FAULT_PERCENT));
      List<Future<?>> all = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int first = lane;
        all.add(
            lanes.submit(
                () -> {
                  for (int i = first; i < REFUNDS; i += LANES) {
                    refunds.add(refund(holders.get(i), i));
                  }
                  return null;
                }));
      }
      for (Future<?> lane : all) {
        lane.get();
      }
      double seconds = Duration.between(begun, Instant.now()).toMillis() / 1_000.0;
      service.sandbox().post("/bank/faults", Map.of("percent", 0));
      compare(refunds);
      RightIndex.checkOf(service, refunds);
      System.out.printf(
          Locale.ROOT,
          "%d refunds in %.1f s (%.0f/s): the service died %d times, the bank failed %d times%n",
          REFUNDS,
          seconds,
          REFUNDS / seconds,
          deaths.get(),
          bankFaults.get());
      // A race nobody ran proves nothing.
      assertThat(deaths.get()).isGreaterThan(REFUNDS / 2);
      assertThat(bankFaults.get()).isGreaterThan(REFUNDS / 2);
    } finally {
      service.close();
    }
  }

  private void compare(List<CaseId> refunds) {
    JdbcClient database = service.database();
    Map<String, Long> bank = new HashMap<>();
    for (Bank.StatementLine line : service.bean(Bank.class).statement(Instant.EPOCH)) {
      assertThat(bank.put(line.number(), line.amountFen())).as(line.number()).isNull();
    }
    Map<String, Long> booked = new HashMap<>();
    database
        .sql(
            "select subject, amount_fen from ledger_posting where kind = 'PAYOUT_SETTLED'"
                + " and subject in (select number from payout)")
        .query((row, number) -> booked.put(row.getString(1), row.getLong(2)))
        .list();
    Map<String, Long> paidByBank = new HashMap<>(bank);
    paidByBank.keySet().removeIf(number -> !number.startsWith("po_"));
    assertThat(booked).isEqualTo(paidByBank);
    Set<String> paid =
        new HashSet<>(
            database
                .sql(
                    "select r.id from deposit_refund r join payout p on p.refund_id = r.id and p.status = 'SETTLED'"
                        + " join deposit_account a on a.holder_id = r.holder_id"
                        + " join lateral (select * from ledger_posting l where l.account_id = a.id order by seq desc"
                        + " limit 1) l on true"
                        + " where r.state = 'PAID' and l.held_after = 0 and l.in_payout_after = 0"
                        + " and l.paid_out_after = p.amount_fen and (r.data ->> 'paidFen')::bigint = p.amount_fen"
                        + " and l.paid_out_after + l.penalties_after = -l.clearing_after")
                .query(String.class)
                .list());
    assertThat(refunds).hasSize(REFUNDS).doesNotHaveDuplicates();
    assertThat(refunds).allMatch(id -> paid.contains(id.value()));
    assertThat(
            database
                .sql("select count(*) from payout where status = 'ORDERED'")
                .query(Long.class)
                .single())
        .isZero();
    Deposits deposits = service.bean(Deposits.class);
    Refunds read = service.bean(Refunds.class);
    for (CaseId id : refunds.subList(0, 200)) {
      DepositAccount account =
          deposits
              .find(read.get(id).request().holderId().value(), DepositPurpose.STORE)
              .orElseThrow();
      assertThat(deposits.verify(account).valid()).isTrue();
      assertThat(service.bean(History.class).verify(id).valid()).isTrue();
    }
  }

  /**
   * Providers that ended, each with a deposit: rows as the service keeps them, because they are not
   * what is tried here.
   */
  private List<CaseId> holders() {
    JdbcClient database = service.bean(JdbcClient.class);
    database
        .sql(
            "insert into service_provider (id, platform, owner_id, kind, legal_name, licence_number, state, admitted_by,"
                + " admitted_at, ended_at, ended_note, version) select 'sp_race' || lpad(i::text, 12, '0'), 'KUAISHOU',"
                + " 'm-1q' || i, 'LOCAL', '千帆' || i || '服务有限公司', '91330106MA0000000X', 'ENDED', 'admin', now(),"
                + " now(), '合作到期', 1 from generate_series(0, :last) i")
        .param("last", REFUNDS - 1)
        .update();
    database
        .sql(
            "insert into deposit_account (id, holder_kind, holder_id, platform, owner_id, required_fen, operating,"
                + " opened_at) select 'dp_race' || lpad(i::text, 12, '0'), 'SERVICE_PROVIDER',"
                + " 'sp_race' || lpad(i::text, 12, '0'), 'KUAISHOU', 'm-1q' || i, 0, false, now()"
                + " from generate_series(0, :last) i")
        .param("last", REFUNDS - 1)
        .update();
    database
        .sql(
            "insert into ledger_posting (account_id, kind, subject, part, taken_from, given_to, amount_fen, case_id,"
                + " actor_kind, actor_id, decision, posted_at) select 'dp_race' || lpad(i::text, 12, '0'), 'PAYMENT',"
                + " 'race-' || i, 1, 'PLATFORM_CLEARING', 'HELD', 1000 + floor(random() * 10000000)::bigint,"
                + " 'sp_race' || lpad(i::text, 12, '0'), 'PAYMENT_PROVIDER', 'payment-provider', '{}', now()"
                + " from generate_series(0, :last) i")
        .param("last", REFUNDS - 1)
        .update();
    return IntStream.range(0, REFUNDS)
        .mapToObj(i -> new CaseId("sp_race%012d".formatted(i)))
        .toList();
  }

  private CaseId refund(CaseId holder, int number) {
    boolean wrong = number % WRONG_ACCOUNT_EVERY == 0;
    CaseId id =
        ((Refunds.RefundRequestResult.Accepted)
                service
                    .bean(Refunds.class)
                    .submit(
                        service.bean(Holders.class).find(holder).orElseThrow(),
                        null,
                        content(number, wrong ? "0404" : "0000"),
                        OWNER))
            .refund()
            .id();
    long instance = jobs.incrementAndGet();
    if (wrong) {
      assertThat(road(id, instance)).isEqualTo(Handled.SENT_BACK);
      service.bean(Refunds.class).resubmit(id, content(number, "0000"), OWNER, ExpectedVersion.ANY);
    }
    assertThat(road(id, instance)).isEqualTo(PayoutSteps.PAID);
    return id;
  }

  private static RefundContent content(int number, String ending) {
    return new RefundContent(
        new PayoutAccount(
            "千帆" + number + "服务有限公司",
            "招商银行杭州分行",
            "6226" + (10_000_000 + number) + ending,
            PayoutAccount.Kind.COMPANY),
        List.of());
  }

  /** The jobs of one round, one after the other, as the process gives them out. */
  private String road(CaseId id, long instance) {
    RefundCheckStep steps = service.bean(RefundCheckStep.class);
    TestReviews reviews = new TestReviews(service);
    PayoutSteps payouts = service.bean(PayoutSteps.class);
    Asked asked = new Asked(id, instance, "Task_Test");
    BlockerChecks.OutsideFacts outside = outside(id);
    job("refund.check-refund", () -> () -> steps.check(asked, outside).variables());
    job(
        "refund.record-finance-review",
        () -> {
          Review review = approval("finance1");
          return () -> reviews.record(asked, 0, "Task_ReviewFinance", review).variables();
        });
    job(
        "refund.record-second-review",
        () -> {
          Review review = approval("finance2");
          return () -> reviews.record(asked, 0, "Task_ReviewSecond", review).variables();
        });
    job("refund.begin-payout", () -> () -> payouts.begin(asked, outside).handled().variables());
    for (; ; ) {
      Object outcome =
          job(
                  "refund.order-payout",
                  () -> {
                    Bank.Order order = payouts.order(id).orElseThrow();
                    Bank.Transfer said = service.bean(Bank.class).transfer(order);
                    dieNowAndThen();
                    return () -> payouts.answered(asked, order.number(), said).variables();
                  })
              .get("outcome");
      if (!PayoutSteps.PENDING.equals(outcome)) {
        return String.valueOf(outcome);
      }
    }
  }

  /** Does a job as the service does; dead or told to come again, it is given out again. */
  private Map<String, Object> job(String type, Supplier<Supplier<Map<String, Object>>> prepare) {
    JobsDone done = service.bean(JobsDone.class);
    long key = jobs.incrementAndGet();
    for (; ; ) {
      try {
        Map<String, Object> result =
            done.result(key)
                .orElseGet(
                    () -> {
                      Supplier<Map<String, Object>> work = prepare.get();
                      return done.once(
                          type,
                          key,
                          1,
                          () -> {
                            Map<String, Object> variables = work.get();
                            dieNowAndThen();
                            return variables;
                          });
                    });
        dieNowAndThen();
        return result;
      } catch (Killed died) {
        deaths.incrementAndGet();
      } catch (OutsideUnavailableException away) {
        bankFaults.incrementAndGet();
      }
    }
  }

  private static void dieNowAndThen() {
    if (ThreadLocalRandom.current().nextInt(100) < DEATH_PERCENT) {
      throw new Killed();
    }
  }

  private Review approval(String by) {
    return new Review(tasks.incrementAndGet(), Optional.of(by), Verdict.APPROVED, List.of(), null);
  }

  /** What the tables and the other systems would say; neither is what is tried here. */
  private BlockerChecks.OutsideFacts outside(CaseId id) {
    CaseId holder = service.bean(Refunds.class).get(id).request().holderId();
    long held =
        service
            .bean(Deposits.class)
            .find(holder.value(), DepositPurpose.STORE)
            .orElseThrow()
            .balances()
            .heldFen();
    return new BlockerChecks.OutsideFacts(
        new MerchantStanding.Facts(List.of(), 0, 0, 0, Instant.EPOCH),
        new DocumentRule.Requirement(List.of(), Map.of("decision", "test", "version", 1)),
        new RefundRule.SecondReview(true, Map.of()),
        held,
        held);
  }
}
