package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.personaldata.SealedContents;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Refunds that were kept column by column are the same where they are kept as data. */
class EarlierRefundsIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final EarlierDatabase DATABASE =
      new EarlierDatabase(SERVICE, "earlier_refunds", "43");
  private static final JsonColumns JSON = SERVICE.bean(JsonColumns.class);

  private static final Instant CREATED = Instant.parse("2026-11-02T01:02:03.000004Z");
  private static final Instant SUBMITTED = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant UPDATED = Instant.parse("2026-11-25T23:59:59.999999Z");
  private static final String OWNER = "m-earlier-refund";
  private static final RefundContent CONTENT =
      new RefundContent(
          new PayoutAccount(
              "杭州青禾服饰有限公司", "招商银行杭州分行", "571900000010606", PayoutAccount.Kind.COMPANY),
          List.of(new DocumentReference(DocumentKind.REFUND_REQUEST, "dc_0123456789abcdef", null)));
  private static final Approval FINANCE = new Approval("finance1", SUBMITTED, 2, 400_000);
  private static final Problem PROBLEM =
      new Problem("/account/holder", "NAME_MISMATCH", "名称“不符”", Problem.Source.AUDITOR);

  private final DepositRefunds refunds =
      new DepositRefunds(DATABASE.jdbc(), JSON, SERVICE.bean(SealedContents.class));

  /** What there is of a refund, each in a place of its own. */
  private static DepositRefund.Data data(String id) {
    DepositRefund.Data data =
        new DepositRefund.Data(
            new DepositRefund.Request(
                new CaseId(id),
                Holder.Kind.STORE,
                new CaseId(id.replace("rf_", "st_")),
                Platform.KUAISHOU,
                OWNER,
                "merchant",
                CREATED),
            null,
            CONTENT);
    data.assessment = new Assessment(400_000, true, Map.of("threshold", 300_000));
    data.finance = FINANCE;
    return data;
  }

  private static ReviewClock clock() {
    return SERVICE
        .bean(RefundClocks.class)
        .of(new DepositRefund(data(id('z')).request, List.of(DepositPurpose.STORE), CONTENT));
  }

  private static String id(char last) {
    return "rf_earlier00000000" + last;
  }

  @Test
  void areReadAndKeptAsTheyWere() {
    ReviewClock clock = clock();
    Waiting waiting = new Waiting(SUBMITTED, UPDATED, null);
    ReviewRound plain =
        new ReviewRound(
            2, SUBMITTED, "merchant", List.of(), null, List.of(), null, 0, null, null, null);

    DepositRefund.Data fresh = data(id('a'));
    fresh.assessment = null;
    fresh.finance = null;
    insert(fresh, "SUBMITTED", true, plain, null, 1);
    DepositRefund.Data second = data(id('b'));
    ReviewRound reviewed =
        new ReviewRound(
            2,
            SUBMITTED,
            "merchant",
            List.of(),
            null,
            List.of(new RuleResult("HOLDER_CLOSED", "v1", Map.of(), List.of(), List.of())),
            clock,
            3,
            null,
            "结论未被采用 · did not count",
            null);
    insert(second, "SECOND_REVIEW", true, reviewed, 4_711L, 9);
    DepositRefund.Data fixing = data(id('c'));
    fixing.finance = null;
    ReviewRound back =
        new ReviewRound(
            2,
            SUBMITTED,
            "merchant",
            List.of(PROBLEM),
            "请补正",
            List.of(),
            null,
            5,
            waiting,
            null,
            null);
    insert(fixing, "FIX_REQUIRED", true, back, 4_712L, 12);
    DepositRefund.Data paid = data(id('d'));
    paid.second = new Approval("finance2", UPDATED, 2, 400_000);
    paid.payoutNumber = "P-20261125-1";
    paid.paidFen = 400_000L;
    paid.paidAt = UPDATED;
    insert(paid, "PAID", false, plain, 4_713L, 20);

    DATABASE.migrate();

    assertSame(fresh, "SUBMITTED", plain, null, 1);
    assertSame(second, "SECOND_REVIEW", reviewed, 4_711L, 9);
    assertSame(fixing, "FIX_REQUIRED", back, 4_712L, 12);
    assertSame(paid, "PAID", plain, 4_713L, 20);
    assertThat(refunds.running())
        .singleElement()
        .satisfies(
            running -> {
              assertThat(running.caseId()).isEqualTo(new CaseId(id('b')));
              assertThat(running.clock()).isEqualTo(clock);
            });
    assertThat(
            refunds.list(
                Platform.KUAISHOU,
                null,
                null,
                new Page.Slice(List.of("m-earlier-*"), Optional.empty(), 10)))
        .extracting(refund -> refund.id().value())
        .containsExactly(id('d'), id('c'), id('b'), id('a'));
    assertThat(refunds.open(Set.of(id('c').replace("rf_", "st_"))))
        .isEqualTo(Map.of(id('c'), List.of(DepositPurpose.STORE)));
    assertThat(refunds.ownerOf(new CaseId(id('d')))).contains(OWNER);
    assertThat(text(id('d'))).contains("v1:").doesNotContain("571900000010606", "青禾");

    // Taken back: kept in the new form, and what is no more is no more.
    in(
        () -> {
          DepositRefund refund = refunds.lock(new CaseId(id('b'))).orElseThrow();
          assertThat(refund.withdraw("不退了")).isTrue();
          refunds.update(refund, UPDATED);
          return refund;
        });
    DepositRefund withdrawn = refunds.find(new CaseId(id('b'))).orElseThrow();
    assertThat(withdrawn.state()).isEqualTo(RefundState.WITHDRAWN);
    assertThat(withdrawn.finance()).isNull();
    assertThat(withdrawn.clock()).isNull();
    assertThat(withdrawn.content()).isEqualTo(CONTENT);
    assertThat(withdrawn.version()).isEqualTo(10);
    assertThat(refunds.open(Set.of(id('b').replace("rf_", "st_")))).isEmpty();
    assertThat(text(id('b'))).contains("v1:").doesNotContain("571900000010606", "青禾");
  }

  private static String text(String id) {
    return DATABASE
        .jdbc()
        .sql("select deposit_refund::text from deposit_refund where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  private void assertSame(
      DepositRefund.Data data,
      String state,
      ReviewRound review,
      @Nullable Long instance,
      long version) {
    DepositRefund refund = refunds.find(data.request.id()).orElseThrow();
    assertThat(refund.data()).usingRecursiveComparison().isEqualTo(data);
    assertThat(refund.review()).isEqualTo(review);
    assertThat(refund.state().name()).isEqualTo(state);
    assertThat(refund.version()).isEqualTo(version);
    assertThat(refund.lastTaskKey()).isEqualTo(77);
    assertThat(refund.updatedAt()).isEqualTo(UPDATED);
    assertThat(refund.createdAt()).isEqualTo(CREATED);
    if (instance != null) {
      assertThat(refunds.findByInstance(instance)).isPresent();
    }
  }

  /** As the version before kept it. */
  private static void insert(
      DepositRefund.Data data,
      String state,
      boolean open,
      ReviewRound review,
      @Nullable Long instance,
      long version) {
    DepositRefund.Request request = data.request;
    RefundContent sealed =
        in(
            () ->
                SERVICE
                    .bean(SealedContents.class)
                    .sealed(OWNER, request.id().value(), data.content()));
    DATABASE
        .jdbc()
        .sql(
            """
            insert into deposit_refund (id, holder_kind, holder_id, platform, owner_id, submitted_by, created_at, state,
                open, round, content, submitted_at, problems, reason, checks, clock, days_used, waiting, assessment,
                finance_approval, second_approval, payout_number, paid_fen, paid_at, notice, process_instance_key,
                last_task_key, updated_at, version)
            values (:id, :kind, :holder, 'KUAISHOU', :owner, 'merchant', cast(:created as timestamptz), :state,
                :open, :round, cast(:content as jsonb), cast(:submitted as timestamptz), cast(:problems as jsonb),
                :reason, cast(:checks as jsonb), cast(:clock as jsonb), :days, cast(:waiting as jsonb),
                cast(:assessment as jsonb), cast(:finance as jsonb), cast(:second as jsonb), :number, :paid,
                cast(:paidAt as timestamptz), :notice, :instance, 77, cast(:updated as timestamptz), :version)
            """)
        .param("id", request.id().value())
        .param("kind", request.holderKind().name())
        .param("holder", request.holderId().value())
        .param("owner", OWNER)
        .param("created", CREATED.toString())
        .param("state", state)
        .param("open", open)
        .param("round", review.number())
        .param("content", JSON.text(sealed))
        .param("submitted", review.submittedAt().toString())
        .param("problems", JSON.text(review.problems()))
        .param("reason", review.reason())
        .param("checks", JSON.text(review.checks()))
        .param("clock", JSON.text(review.clock()))
        .param("days", review.daysUsed())
        .param("waiting", JSON.text(review.waiting()))
        .param("assessment", JSON.text(data.assessment))
        .param("finance", JSON.text(data.finance))
        .param("second", JSON.text(data.second))
        .param("number", data.payoutNumber)
        .param("paid", data.paidFen)
        .param("paidAt", data.paidAt == null ? null : data.paidAt.toString())
        .param("notice", review.notice())
        .param("instance", instance)
        .param("updated", UPDATED.toString())
        .param("version", version)
        .update();
  }

  private static <T> T in(Supplier<T> work) {
    return SERVICE.bean(TransactionTemplate.class).execute(status -> work.get());
  }
}
