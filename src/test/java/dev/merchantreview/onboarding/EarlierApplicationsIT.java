package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.personaldata.SealedContents;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Applications that were kept column by column are the same where they are kept as data. */
class EarlierApplicationsIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final EarlierDatabase DATABASE =
      new EarlierDatabase(SERVICE, "earlier_applications", "43");
  private static final JsonColumns JSON = SERVICE.bean(JsonColumns.class);

  private static final Instant CREATED = Instant.parse("2026-11-02T01:02:03.000004Z");
  private static final Instant SUBMITTED = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant UPDATED = Instant.parse("2026-11-25T23:59:59.999999Z");
  private static final String OWNER = "m-earlier-application";
  private static final ApplicationContent CONTENT =
      JSON.value(
          SampleApplications.application("DOUYIN", OWNER, "ENTERPRISE", "青禾女装", List.of("服饰"))
              .toString(),
          ApplicationContent.class);

  private final StoreApplications applications =
      new StoreApplications(DATABASE.jdbc(), JSON, SERVICE.bean(SealedContents.class));

  private static String id(char last) {
    return "sa_earlier00000000" + last;
  }

  @Test
  void areReadAndKeptAsTheyWere() {
    ReviewClock clock =
        SERVICE
            .bean(ApplicationClocks.class)
            .of(new StoreApplication(new CaseId(id('z')), "merchant", CONTENT, CREATED));
    ReviewRound reviewed =
        new ReviewRound(
            2,
            SUBMITTED,
            "merchant",
            List.of(),
            null,
            List.of(new RuleResult("LICENCE", "v1", Map.of("n", 1), List.of(), List.of())),
            clock,
            3,
            null,
            "结论未被采用 · did not count",
            null);
    StoreApplication.Data plain = new StoreApplication.Data("merchant", CONTENT);
    insert('a', plain, "IN_REVIEW", true, reviewed, 4_711L);
    StoreApplication.Data whole = new StoreApplication.Data("merchant", CONTENT);
    whole.approvedRound = 2;
    whole.verification =
        new AccountVerification.Kept(
            VerificationMethod.RANDOM_TRANSFER, 1, 1, "T-1", "hash", SUBMITTED, 1, UPDATED);
    whole.contract = new ContractOffer("c-1", "https://sign.invalid/c-1", UPDATED);
    whole.depositRequiredFen = 400_000L;
    whole.reviewer = "auditor1";
    ReviewRound waiting =
        new ReviewRound(
            2,
            SUBMITTED,
            "merchant",
            List.of(new Problem("/storeName", "OTHER", "名称“不符”", Problem.Source.AUDITOR)),
            "说明",
            List.of(),
            null,
            0,
            new Waiting(SUBMITTED, UPDATED, SUBMITTED),
            null,
            null);
    insert('b', whole, "DEPOSIT_DUE", false, waiting, null);

    DATABASE.migrate();

    assertSame('a', plain, "IN_REVIEW", reviewed);
    assertSame('b', whole, "DEPOSIT_DUE", waiting);
    assertThat(applications.running())
        .singleElement()
        .satisfies(running -> assertThat(running.clock()).isEqualTo(clock));
    assertThat(applications.findByInstance(4_711L)).isPresent();
    assertThat(
            applications.list(
                CONTENT.platform(),
                null,
                null,
                new Page.Slice(List.of("m-earlier-*"), Optional.empty(), 10)))
        .extracting(application -> application.id().value())
        .containsExactly(id('b'), id('a'));
    assertThat(applications.openOne(CONTENT.platform(), OWNER, CONTENT.storeType()))
        .contains(id('a'));
    assertThat(applications.openWithLicence(CONTENT.subject().licenceNumber(), "another"))
        .containsExactly(id('a'));
    assertSealed('a');

    in(
        () -> {
          StoreApplication application = applications.lock(new CaseId(id('a'))).orElseThrow();
          assertThat(application.withdraw("不开了")).isTrue();
          applications.update(application, UPDATED);
          return application;
        });
    StoreApplication withdrawn = applications.find(new CaseId(id('a'))).orElseThrow();
    assertThat(withdrawn.state()).isEqualTo(StoreApplicationState.WITHDRAWN);
    assertThat(withdrawn.clock()).isNull();
    assertThat(withdrawn.reason()).isEqualTo("不开了");
    assertThat(withdrawn.content()).isEqualTo(CONTENT);
    assertThat(applications.openOne(CONTENT.platform(), OWNER, CONTENT.storeType())).isEmpty();
    assertSealed('a');
  }

  private void assertSame(char last, StoreApplication.Data data, String state, ReviewRound review) {
    StoreApplication application = applications.find(new CaseId(id(last))).orElseThrow();
    assertThat(application.data()).usingRecursiveComparison().isEqualTo(data);
    assertThat(application.review()).isEqualTo(review);
    assertThat(application.state().name()).isEqualTo(state);
    assertThat(application.lastTaskKey()).isEqualTo(77);
    assertThat(application.version()).isEqualTo(9);
    assertThat(application.updatedAt()).isEqualTo(UPDATED);
    assertThat(application.createdAt()).isEqualTo(CREATED);
  }

  private static void assertSealed(char last) {
    assertThat(
            DATABASE
                .jdbc()
                .sql("select store_application::text from store_application where id = :id")
                .param("id", id(last))
                .query(String.class)
                .single())
        .contains("v1:")
        .doesNotContain(CONTENT.subject().legalRepresentative().identityNumber())
        .doesNotContain(CONTENT.contact().phone());
  }

  /** As the version before kept it. */
  private static void insert(
      char last,
      StoreApplication.Data data,
      String state,
      boolean open,
      ReviewRound review,
      @Nullable Long instance) {
    ApplicationContent sealed =
        in(() -> SERVICE.bean(SealedContents.class).sealed(OWNER, id(last), CONTENT));
    DATABASE
        .jdbc()
        .sql(
            """
            insert into store_application (id, submitted_by, platform, merchant_id, store_type, open, licence_number,
                content, state, round, problems, checks, audit, audit_due_at, audit_provisional, audit_days_used,
                approved_round, waiting, verification, contract, deposit_required_fen, reviewer, reason, notice,
                process_instance_key, last_task_key, created_at, submitted_at, updated_at, version)
            values (:id, 'merchant', :platform, :owner, :type, :open, :licence, cast(:content as jsonb), :state, :round,
                cast(:problems as jsonb), cast(:checks as jsonb), cast(:clock as jsonb), null, false, :days, :approved,
                cast(:waiting as jsonb), cast(:verification as jsonb), cast(:contract as jsonb), :deposit, :reviewer,
                :reason, :notice, :instance, 77, cast(:created as timestamptz), cast(:submitted as timestamptz),
                cast(:updated as timestamptz), 9)
            """)
        .param("id", id(last))
        .param("platform", CONTENT.platform().name())
        .param("owner", OWNER)
        .param("type", CONTENT.storeType().name())
        .param("open", open)
        .param("licence", CONTENT.subject().licenceNumber())
        .param("content", JSON.text(sealed))
        .param("state", state)
        .param("round", review.number())
        .param("problems", JSON.text(review.problems()))
        .param("checks", JSON.text(review.checks()))
        .param("clock", JSON.text(review.clock()))
        .param("days", review.daysUsed())
        .param("approved", data.approvedRound)
        .param("waiting", JSON.text(review.waiting()))
        .param("verification", JSON.text(data.verification))
        .param("contract", JSON.text(data.contract))
        .param("deposit", data.depositRequiredFen)
        .param("reviewer", data.reviewer)
        .param("reason", review.reason())
        .param("notice", review.notice())
        .param("instance", instance)
        .param("created", CREATED.toString())
        .param("submitted", review.submittedAt().toString())
        .param("updated", UPDATED.toString())
        .update();
  }

  private static <T> T in(Supplier<T> work) {
    return SERVICE.bean(TransactionTemplate.class).execute(status -> work.get());
  }
}
