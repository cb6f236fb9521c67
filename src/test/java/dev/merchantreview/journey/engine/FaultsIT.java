package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import dev.merchantreview.testing.Tries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong in real life loses nothing and does nothing twice. */
@HasPlatformAlone("stops the engine and the service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

  private static final int KILLS = Tries.of(20);
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(3);
  private static final List<String> ENDINGS =
      List.of("0000", "0202", "0503", "0409", "0000", "0408", "0000", "0202");

  private final Applications applications = new Applications();
  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = applications.platform;
  private String opened;
  private Refund refunded;
  private List<Refund> refunds;

  private record Refund(String id, Refunding.Holder holder, Map<String, Object> request) {}

  /**
   * The service is killed right after it opened a store, right after it had the bank pay a deposit
   * back, and at moments nobody chose while it does so for others; it is started again once, since
   * each start costs as much as all that is looked at afterwards.
   */
  @BeforeAll
  void killTheServiceAgainAndAgain() {
    opened = applications.submit(applications.complete());
    refunded = submit("0000");
    refunds = ENDINGS.stream().map(this::submit).toList();
    applications.approveUpToDeposit(opened);
    List<Refund> all = Stream.concat(Stream.of(refunded), refunds.stream()).toList();
    all.forEach(refund -> refunding.approve("finance1", refund.id()));
    all.forEach(refund -> platform.awaitState(refund.id(), "SECOND_REVIEW"));
    all.forEach(refund -> platform.awaitTask(platform.tasklist("finance2"), refund.id()));
    platform.stopService();
    try {
      platform
          .killedService()
          .betweenCommitAndCompletion(
              "onboarding.open-store", () -> applications.pay(opened, 400_000));
      platform
          .killedService()
          .betweenCommitAndCompletion(
              "refund.order-payout", () -> refunding.approve("finance2", refunded.id()));
      platform.sandbox().post("/bank/faults", Map.of("percent", 30));
      refunds.forEach(refund -> refunding.approve("finance2", refund.id()));
      platform.killedService().atRandom(KILLS, LONGEST_LIFE);
    } finally {
      platform.sandbox().post("/bank/faults", Map.of("percent", 0));
      platform.startServiceAfterKill();
    }
  }

  private Refund submit(String ending) {
    Refunding.Holder holder = refunding.endedProvider();
    Map<String, Object> request = refunding.request(holder, ending);
    return new Refund(refunding.submit(request).id(), holder, request);
  }

  @Test
  void makesOneCaseOfTheSamePostSentFiftyTimesAtOnce() throws Exception {
    ObjectNode application = applications.complete();
    String key = UUID.randomUUID().toString();
    List<ApiClient.Answer> answers =
        atOnce(
            50, () -> applications.merchant.post("/api/v1/store-applications", application, key));
    assertThat(answers).extracting(ApiClient.Answer::status).containsOnly(201, 409);
    List<ApiClient.Answer> created =
        answers.stream().filter(answer -> answer.status() == 201).toList();
    assertThat(created)
        .isNotEmpty()
        .extracting(ApiClient.Answer::id)
        .containsOnly(created.getFirst().id());
    assertThat(
            created.stream()
                .filter(
                    answer -> answer.raw().headers().firstValue("Idempotency-Replayed").isEmpty()))
        .hasSize(1);
    assertThat(casesOf(application)).isEqualTo(1);
    ApiClient.Answer again =
        applications.merchant.post("/api/v1/store-applications", application, key);
    assertThat(again.raw().headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(again.body()).isEqualTo(created.getFirst().body());
    application.put("storeName", "另一家店");
    assertThat(applications.merchant.post("/api/v1/store-applications", application, key).status())
        .isEqualTo(422);
  }

  @Test
  void opensOneApplicationForOneStoreHoweverManyAreSubmittedAtOnce() throws Exception {
    ObjectNode application = applications.complete();
    List<ApiClient.Answer> answers =
        atOnce(20, () -> applications.merchant.post("/api/v1/store-applications", application));
    assertThat(answers).extracting(ApiClient.Answer::status).containsOnly(201, 409);
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(casesOf(application)).isEqualTo(1);
  }

  @Test
  void booksAPaymentOnceHoweverOftenItIsTold() throws Exception {
    String id = applications.submit(applications.complete());
    applications.approveUpToDeposit(id);
    Map<String, Object> payment =
        Map.of(
            "reference",
            id,
            "amountFen",
            400_000,
            "paymentId",
            "pay-" + UUID.randomUUID(),
            "paidAt",
            "2026-03-02T09:00:00+08:00");
    List<ApiClient.Answer> answers =
        atOnce(20, () -> platform.sandbox().post("/payments", payment));
    assertThat(answers).extracting(ApiClient.Answer::status).containsOnly(200);
    assertThat(answers)
        .filteredOn(answer -> !answer.body().path("duplicate").asBoolean())
        .hasSize(1);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.read(id).path("deposit").path("paidFen").asLong()).isEqualTo(400_000);
    assertThat(applications.actions(id)).filteredOn("DEPOSIT_PAYMENT_RECEIVED"::equals).hasSize(1);
  }

  @Test
  void acceptsTwentyApplicationsWithoutTheEngineAndStartsEachOnceWhenItIsBack() {
    List<ObjectNode> contents =
        IntStream.range(0, 20)
            .mapToObj(i -> applications.complete("KUAISHOU", "ENTERPRISE"))
            .toList();
    platform.stopCamunda();
    List<String> ids = new ArrayList<>();
    try {
      contents.forEach(content -> ids.add(applications.handIn(content)));
      assertThat(ids).hasSize(20).doesNotHaveDuplicates();
      ids.forEach(
          id -> assertThat(applications.read(id).path("state").asString()).isEqualTo("SUBMITTED"));
    } finally {
      platform.startCamunda();
    }
    ids.forEach(id -> platform.awaitState(id, "IN_REVIEW"));
    for (String id : ids) {
      assertThat(applications.actions(id))
          .containsExactly("SUBMITTED", "MACHINE_CHECKED", "AUDIT_OPENED");
      assertThat(applications.historyHolds(id)).isTrue();
    }
    assertThat(
            platform
                .database()
                .sql("select count(*) from engine_outbox where sent_at is null")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void losesAndDoublesNothingWhenKilledBetweenCommitAndJobCompletion() {
    // The engine knew nothing of the work that was done, and asked for it again.
    platform.awaitEnd(opened);
    assertThat(applications.read(opened).path("state").asString()).isEqualTo("ACTIVE");
    assertThat(applications.actions(opened)).filteredOn("ACTIVATED"::equals).hasSize(1);
    assertThat(
            platform
                .database()
                .sql("select count(*) from store where application_id = :id")
                .param("id", opened)
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThat(applications.historyHolds(opened)).isTrue();
  }

  /** The bank had paid and the ledger said so: neither is done a second time. */
  @Test
  void paysADepositBackOnceWhenKilledBetweenCommitAndJobCompletion() {
    platform.awaitEnd(refunded.id());
    assertThat(refunding.read(refunded.id()).path("payouts")).hasSize(1);
    assertPaidOnce(refunded);
  }

  /** Not at a moment that was thought of, but at any, and the bank failed besides. */
  @Test
  void paysEachDepositBackOnceWhereverTheServiceIsKilled() {
    refunds.forEach(this::assertPaidOnce);
  }

  private void assertPaidOnce(Refund refund) {
    platform.awaitState(refund.id(), "PAID");
    assertThat(refunding.received(refund.request())).hasSize(1);
    assertThat(refunding.actions(refund.id())).filteredOn("PAYOUT_STARTED"::equals).hasSize(1);
    assertThat(refunding.actions(refund.id())).filteredOn("PAID"::equals).hasSize(1);
    refunding.assertHolds(refund.holder(), refund.id());
  }

  /**
   * The deposit came, and the engine lost the message together with the instance: what the merchant
   * has done is on record, and is not waited for again.
   */
  @Test
  void doesNotWaitAgainForWhatTheMerchantHasDone() {
    String id = applications.submit(applications.complete("KUAISHOU", "ENTERPRISE"));
    applications.approve(id);
    platform.awaitState(id, "DEPOSIT_DUE");
    platform.awaitElement(id, "Task_AwaitDeposit");
    platform.engineByHand().cancel(id);
    platform.unplugEngine();
    assertThat(applications.pay(id, 400_000).status()).isEqualTo(200);
    platform.loseUnsentMessages(id);
    platform.plugEngineIn();
    applications.awaitFinding(id, "INSTANCE_ENDED");
    platform.api("operator").post("/api/v1/cases/" + id + "/resync", Map.of());
    platform.awaitState(id, "ACTIVE");
  }

  private long casesOf(ObjectNode application) {
    return platform
        .database()
        .sql("select count(*) from store_application where merchant_id = :merchant")
        .param("merchant", application.path("merchantId").asString())
        .query(Long.class)
        .single();
  }

  private static List<ApiClient.Answer> atOnce(int times, Callable<ApiClient.Answer> call)
      throws Exception {
    try (ExecutorService many = Executors.newFixedThreadPool(times)) {
      List<Future<ApiClient.Answer>> futures = many.invokeAll(Collections.nCopies(times, call));
      List<ApiClient.Answer> answers = new ArrayList<>();
      for (Future<ApiClient.Answer> future : futures) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
