package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.remittance.Remittances;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A remittance verifies the account of who was asked for it, and nobody else's; whatever comes in
 * stays on record.
 */
class RemittancesIT {

  private static final String STRANGER = "海南天涯贸易有限公司";

  private final ServiceAlone service = ServiceAlone.get();
  private final InState inState = new InState(service);
  private final ApiClient merchant = service.api("merchant");
  private final ApiClient operator = service.api("operator");
  private final Remittances remittances = service.bean(Remittances.class);

  /** A case that waits, and what it is asked to remit. */
  private record Waiting(String id, String company, String remark, long fen) {}

  private Waiting waiting() {
    String merchantId = Merchants.next();
    ObjectNode content =
        SampleApplications.withDocuments(
            SampleApplications.application(
                "WECHAT", merchantId, "ENTERPRISE", "打款小店" + merchantId, List.of("服饰内衣")),
            merchant);
    ApiClient.Answer submitted = merchant.post("/api/v1/store-applications", content);
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    inState.remitting(submitted.id());
    return asked(submitted.id());
  }

  private Waiting asked(String id) {
    JsonNode application = read(id);
    JsonNode asked = application.at("/accountVerification/remittance");
    return new Waiting(
        id,
        application.at("/subject/legalName").asString(),
        asked.path("remark").asString(),
        asked.path("amountFen").asLong());
  }

  private JsonNode read(String id) {
    return merchant.get("/api/v1/store-applications/" + id).body();
  }

  private String state(String id) {
    return read(id).path("state").asString();
  }

  private boolean isVerified(String id) {
    return read(id).at("/accountVerification/verified").asBoolean();
  }

  private Bank.Credit credit(String remark, long fen, String payer) {
    return credit(remark, fen, payer, Instant.now());
  }

  private Bank.Credit credit(String remark, long fen, String payer, Instant at) {
    // Not every bank says from which account.
    return new Bank.Credit("bk-" + UUID.randomUUID(), fen, remark, payer, "", at);
  }

  private static Bank.Credit from(String account, Bank.Credit credit) {
    return new Bank.Credit(
        credit.reference(),
        credit.amountFen(),
        credit.remark(),
        credit.payer(),
        account,
        credit.at());
  }

  /** Comes in; what is on record of it then. */
  private JsonNode received(Bank.Credit credit) {
    assertThat(remittances.received(credit)).isTrue();
    return onRecord(credit.reference());
  }

  private JsonNode onRecord(String reference) {
    return operator
        .get("/api/v1/remittances?limit=200")
        .items()
        .valueStream()
        .filter(one -> one.path("reference").asString().equals(reference))
        .findFirst()
        .orElseThrow();
  }

  private String outcome(Bank.Credit credit) {
    return received(credit).path("outcome").asString();
  }

  private List<JsonNode> events(String id, String action) {
    return merchant
        .get("/api/v1/cases/" + id + "/history?limit=200")
        .items()
        .valueStream()
        .filter(event -> event.path("action").asString().equals(action))
        .toList();
  }

  private long messages(String id) {
    return service
        .database()
        .sql(
            "select count(*) from engine_outbox where case_id = :id and variables::text like '%accountResult%'")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  @Test
  void areAskedForBesideTheScanWithAmountRemarkDeadlineAndAccount() {
    Waiting waiting = waiting();
    JsonNode verification = read(waiting.id()).path("accountVerification");
    assertThat(verification.path("methods").valueStream().map(JsonNode::asString))
        .containsExactly("LEGAL_REPRESENTATIVE", "REMITTANCE");
    assertThat(waiting.fen()).isEqualTo(31);
    assertThat(waiting.remark()).matches("[ACDEFGHJKMNPQRTUVWXY34679]{8}");
    assertThat(verification.at("/remittance/account/accountNumber").asString())
        .isEqualTo("00000000000000000001");
    assertThat(verification.path("dueAt").asString()).isNotEmpty();
    assertThat(
            read(waiting.id())
                .path("nextActions")
                .valueStream()
                .map(action -> action.path("action").asString()))
        .containsExactly("HAVE_REPRESENTATIVE_CONFIRM", "REMIT", "WITHDRAW");
  }

  @Test
  void verifyTheAccountOnceHoweverOftenTheBankTells() throws Exception {
    Waiting waiting = waiting();
    // Small letters, a blank, and full-width brackets: as banks write.
    Bank.Credit credit =
        credit(
            waiting.remark().toLowerCase(java.util.Locale.ROOT) + " ",
            waiting.fen(),
            " " + waiting.company());
    Callable<Boolean> read = () -> remittances.received(credit);
    try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
      int taken = 0;
      for (Future<Boolean> one : instances.invokeAll(List.of(read, read, read, read))) {
        taken += one.get() ? 1 : 0;
      }
      assertThat(taken).isOne();
    }
    assertThat(onRecord(credit.reference()).path("outcome").asString()).isEqualTo("VERIFIED");
    assertThat(onRecord(credit.reference()).path("caseId").asString()).isEqualTo(waiting.id());
    assertThat(read(waiting.id()).at("/accountVerification/verifiedBy").asString())
        .isEqualTo("REMITTANCE");
    assertThat(events(waiting.id(), "ACCOUNT_VERIFIED")).hasSize(1);
    assertThat(messages(waiting.id())).isOne();
    assertThat(outcome(credit(waiting.remark(), waiting.fen(), waiting.company())))
        .isEqualTo("REPEATED");
    assertThat(messages(waiting.id())).isOne();
  }

  @Test
  void ofSomebodyElseVerifyNothingAndCountForNothing() {
    Waiting waiting = waiting();
    Waiting other = waiting();
    Bank.Credit strangers =
        from("6222020000001234", credit(waiting.remark(), waiting.fen(), STRANGER));
    JsonNode kept = received(strangers);
    assertThat(kept.path("outcome").asString()).isEqualTo("WRONG_PAYER");
    assertThat(kept.path("payer").asString()).isEqualTo("海*********");
    assertThat(kept.path("payerAccount").asString()).endsWith("1234").startsWith("****");
    assertThat(outcome(credit(waiting.remark(), waiting.fen(), other.company())))
        .isEqualTo("WRONG_PAYER");
    assertThat(outcome(credit(waiting.remark(), waiting.fen(), ""))).isEqualTo("WRONG_PAYER");
    assertThat(isVerified(waiting.id())).isFalse();
    assertThat(isVerified(other.id())).isFalse();
    assertThat(read(waiting.id()).at("/accountVerification/attemptsLeft").asInt()).isEqualTo(3);
    // The merchant learns that money came in, and not whose it was.
    assertThat(events(waiting.id(), "REMITTANCE_NOT_TAKEN"))
        .hasSize(3)
        .allSatisfy(
            event ->
                assertThat(event.toString())
                    .contains("WRONG_PAYER")
                    .doesNotContain("天涯", other.company(), "1234\""));
    assertThat(
            service
                .database()
                .sql("select payer || payer_account from remittance_credit where reference = :r")
                .param("r", strangers.reference())
                .query(String.class)
                .single())
        .doesNotContain("天涯", "6222");
  }

  @Test
  void withAWrongAmountCountAsWrongAnswersAndAtLastRejectTheApplication() {
    Waiting waiting = waiting();
    for (int left = 2; left >= 0; left--) {
      assertThat(outcome(credit(waiting.remark(), waiting.fen() + 1, waiting.company())))
          .isEqualTo("WRONG_AMOUNT");
      assertThat(read(waiting.id()).at("/accountVerification/attemptsLeft").asInt())
          .isEqualTo(left);
    }
    assertThat(messages(waiting.id())).isOne();
    // Used up: even the right one comes too late for this remark.
    assertThat(outcome(credit(waiting.remark(), waiting.fen(), waiting.company())))
        .isEqualTo("REPLACED");
    inState.remittingAgain(waiting.id());
    Waiting again = asked(waiting.id());
    assertThat(again.remark()).isNotEqualTo(waiting.remark());
    assertThat(outcome(credit(waiting.remark(), waiting.fen(), waiting.company())))
        .isEqualTo("REPLACED");
    assertThat(isVerified(waiting.id())).isFalse();
    assertThat(outcome(credit(again.remark(), again.fen(), again.company()))).isEqualTo("VERIFIED");
  }

  @Test
  void withAWrongRemarkAreToldToWhomPayerAndAmountPointAlone() {
    Waiting waiting = waiting();
    JsonNode recognised = received(credit("账户验证", waiting.fen(), waiting.company()));
    assertThat(recognised.path("outcome").asString()).isEqualTo("WRONG_REMARK");
    assertThat(recognised.path("caseId").asString()).isEqualTo(waiting.id());
    assertThat(events(waiting.id(), "REMITTANCE_NOT_TAKEN")).hasSize(1);
    JsonNode unknown = received(credit("账户验证", waiting.fen(), STRANGER));
    assertThat(unknown.path("outcome").asString()).isEqualTo("UNKNOWN");
    assertThat(unknown.path("caseId").isNull()).isTrue();
    assertThat(isVerified(waiting.id())).isFalse();
    assertThat(read(waiting.id()).at("/accountVerification/attemptsLeft").asInt()).isEqualTo(3);
  }

  @Test
  void afterTheScanAreSuperfluous() {
    Waiting waiting = waiting();
    assertThat(service.sandbox().post("/confirmations", Map.of("reference", waiting.id())).status())
        .isEqualTo(202);
    assertThat(outcome(credit(waiting.remark(), waiting.fen(), waiting.company())))
        .isEqualTo("SUPERFLUOUS");
    assertThat(read(waiting.id()).at("/accountVerification/verifiedBy").asString())
        .isEqualTo("LEGAL_REPRESENTATIVE");
    assertThat(messages(waiting.id())).isOne();
    assertThat(service.sandbox().post("/confirmations", Map.of("reference", waiting.id())).status())
        .isEqualTo(409);
  }

  @Test
  void countByTheBanksTimeAndNeverAfterTheApplicationEnded() {
    Waiting late = waiting();
    Instant after = Instant.now().plus(Duration.ofDays(4));
    assertThat(outcome(credit(late.remark(), late.fen(), late.company(), after)))
        .isEqualTo("TOO_LATE");
    assertThat(isVerified(late.id())).isFalse();
    in(late, application -> assertThat(application.expire()).isTrue());
    assertThat(outcome(credit(late.remark(), late.fen(), late.company()))).isEqualTo("TOO_LATE");
    assertThat(state(late.id())).isEqualTo("EXPIRED");
    Waiting withdrawn = waiting();
    assertThat(
            merchant
                .post(
                    "/api/v1/store-applications/" + withdrawn.id() + "/withdrawal",
                    Map.of("reason", "改名"))
                .status())
        .isEqualTo(202);
    JsonNode kept = received(credit(withdrawn.remark(), withdrawn.fen(), withdrawn.company()));
    assertThat(kept.path("outcome").asString()).isEqualTo("APPLICATION_ENDED");
    assertThat(kept.path("message").asString()).isNotEmpty();
    assertThat(events(withdrawn.id(), "REMITTANCE_NOT_TAKEN")).hasSize(1);
    assertThat(state(withdrawn.id())).isEqualTo("WITHDRAWN");
  }

  @Test
  void areReadFromTheBankAndSeenByThePlatformAlone() {
    Waiting waiting = waiting();
    String reference =
        service
            .sandbox()
            .post(
                "/bank/remittances",
                Map.of(
                    "remark", waiting.remark(),
                    "amountFen", waiting.fen(),
                    "payer", waiting.company(),
                    "payerAccount", settlementAccount(waiting)))
            .body()
            .path("reference")
            .asString();
    TestPlatform.await("the remittance of " + waiting.id(), () -> isVerified(waiting.id()));
    JsonNode credit = onRecord(reference);
    String back = "/api/v1/remittances/" + credit.path("id").asString() + "/return";
    assertThat(merchant.get("/api/v1/remittances").status()).isEqualTo(403);
    assertThat(merchant.post(back, Map.of("note", "x")).status()).isEqualTo(403);
    assertThat(service.api("auditor").get("/api/v1/remittances").status()).isEqualTo(200);
    assertThat(service.api("auditor").post(back, Map.of("note", "x")).status()).isEqualTo(403);
    assertThat(operator.post(back, Map.of("note", " ")).status()).isEqualTo(422);
    assertThat(operator.get("/api/v1/remittances?outcome=PAID").status()).isEqualTo(422);
    ApiClient.Answer returned = operator.post(back, Map.of("note", "已按原路退回"));
    assertThat(returned.status()).as(returned.body().toString()).isEqualTo(200);
    assertThat(returned.body().path("state").asString()).isEqualTo("RETURNED");
    assertThat(returned.body().path("returnedBy").asString()).isEqualTo("operator");
    assertThat(service.api("admin").post(back, Map.of("note", "再退")).status()).isEqualTo(409);
    assertThat(operator.post("/api/v1/remittances/rc_0/return", Map.of("note", "没有")).status())
        .isEqualTo(404);
    assertThat(events(waiting.id(), "REMITTANCE_RETURNED")).hasSize(1);
  }

  private String settlementAccount(Waiting waiting) {
    return read(waiting.id()).at("/settlementAccount/accountNumber").asString();
  }

  /** [W-shop] it is the account that is to be verified, and not the company. */
  @Test
  void fromAnotherAccountOfTheCompanyVerifyNothing() {
    Waiting waiting = waiting();
    Bank.Credit credit = credit(waiting.remark(), waiting.fen(), waiting.company());
    JsonNode kept = received(from("6222020000001234", credit));
    assertThat(kept.path("outcome").asString()).isEqualTo("OTHER_ACCOUNT");
    assertThat(kept.path("message").asString()).isNotEmpty();
    assertThat(isVerified(waiting.id())).isFalse();
    assertThat(read(waiting.id()).at("/accountVerification/attemptsLeft").asInt()).isEqualTo(3);
    assertThat(events(waiting.id(), "REMITTANCE_NOT_TAKEN")).hasSize(1);
    String asBanksWrite = settlementAccount(waiting).replaceAll("(.{4})", "$1 ");
    assertThat(
            received(from(asBanksWrite, credit(waiting.remark(), waiting.fen(), waiting.company())))
                .path("outcome")
                .asString())
        .isEqualTo("VERIFIED");
  }

  @Test
  void showOfWhatIsWrittenOnThemTheRemarkThatWasNamedAlone() {
    Waiting waiting = waiting();
    Bank.Credit named =
        credit(waiting.remark().toLowerCase(java.util.Locale.ROOT), waiting.fen(), STRANGER);
    assertThat(received(named).path("remark").asString()).isEqualTo(waiting.remark());
    Bank.Credit other = credit("还王小明的借款", 77, STRANGER);
    assertThat(received(other).path("remark").asString()).isEqualTo("还******");
    assertThat(
            service
                .database()
                .sql("select remittance_credit::text from remittance_credit where reference = :r")
                .param("r", other.reference())
                .query(String.class)
                .single())
        .doesNotContain("王小明");
  }

  /** What was paid in time counts, although the service learns of it only after the deadline. */
  @Test
  void areLookedForOnceMoreBeforeTheApplicationExpires() {
    Waiting waiting = waiting();
    ReviewSteps steps = service.bean(ReviewSteps.class);
    StoreApplicationReview review = service.bean(StoreApplicationReview.class);
    Asked asked =
        new Asked(
            new CaseId(waiting.id()), 9_700_000 + waiting.id().hashCode() % 1000, "Task_Tried");
    TransactionTemplate transaction =
        new TransactionTemplate(service.bean(PlatformTransactionManager.class));
    // Nobody reads from the bank meanwhile.
    service
        .bean(OneInstance.class)
        .inTurn(
            SharedJob.REMITTANCES,
            () -> {
              Instant due = Instant.now();
              in(
                  waiting,
                  application ->
                      application.verifyAccount(
                          java.util.Objects.requireNonNull(application.verification()),
                          new dev.merchantreview.review.Waiting(due, due, due)));
              assertThatThrownBy(
                      () -> transaction.execute(status -> steps.expire(review, asked, 0)))
                  .isInstanceOf(NotYetException.class)
                  .hasMessageContaining("may be on its way");
            });
    assertThat(state(waiting.id())).isEqualTo("VERIFYING_ACCOUNT");
    TestPlatform.await(
        "the end of " + waiting.id(),
        () -> {
          try {
            transaction.execute(status -> steps.expire(review, asked, 0));
            return true;
          } catch (NotYetException notYet) {
            return false;
          }
        });
    assertThat(state(waiting.id())).isEqualTo("EXPIRED");
  }

  /** What it knows of the verification is all that it writes, and it writes that whole. */
  private void keptByAnInstanceOfTheReleaseBefore(String id, String method) {
    service
        .database()
        .sql(
            """
            update store_application set data = data || jsonb_build_object(
                'verification', (select jsonb_object_agg(key, data -> 'verification' -> key) from unnest(array[
                    'transfer', 'transferOfRound', 'number', 'amountHash', 'begunAt', 'wrongAnswers', 'verifiedAt']) key)
                    || jsonb_build_object('method', %s),
                'content', (data -> 'content') - 'promotion')
             where id = :id
            """
                .formatted(method))
        .param("id", id)
        .update();
  }

  @Test
  void goOnBeingWaitedForWhenAnInstanceOfTheReleaseBeforeKeptTheCase() {
    for (String method : List.of("data -> 'verification' -> 'method'", "null::text")) {
      Waiting waiting = waiting();
      keptByAnInstanceOfTheReleaseBefore(waiting.id(), method);
      assertThat(state(waiting.id())).isEqualTo("VERIFYING_ACCOUNT");
      assertThat(
              read(waiting.id())
                  .at("/accountVerification/methods")
                  .valueStream()
                  .map(JsonNode::asString))
          .containsExactly("LEGAL_REPRESENTATIVE", "REMITTANCE");
      assertThat(asked(waiting.id())).isEqualTo(waiting);
      assertThat(outcome(credit(waiting.remark(), waiting.fen(), waiting.company())))
          .isEqualTo("VERIFIED");
      assertThat(read(waiting.id()).at("/accountVerification/verifiedBy").asString())
          .isEqualTo("REMITTANCE");
    }
  }

  private void in(Waiting waiting, java.util.function.Consumer<StoreApplication> change) {
    StoreApplications applications = service.bean(StoreApplications.class);
    new TransactionTemplate(service.bean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              StoreApplication application =
                  applications.lock(new CaseId(waiting.id())).orElseThrow();
              change.accept(application);
              applications.update(application, Instant.now());
            });
  }
}
