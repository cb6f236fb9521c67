package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What the service makes of an engine whose answers are lost, late or a refusal. */
class LostAnswersIT {

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static StandInGateway gateway;
  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    service =
        ServiceAlone.with(
            gateway.address(),
            "--merchant-review.engine.form-settle=0s",
            "--merchant-review.engine.request-timeout=2s",
            "--merchant-review.engine.retry-backoff=50ms",
            "--merchant-review.reconciliation.interval=200ms");
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  @AfterEach
  void takeEverything() {
    gateway.refuses = message -> Optional.empty();
    gateway.loses = message -> Optional.empty();
    gateway.hangs = message -> false;
    gateway.refusesJob = job -> Optional.empty();
  }

  private static CaseId newCase() {
    return new CaseId("sa_" + "%016d".formatted(NUMBERS.incrementAndGet()));
  }

  private static void publish(CaseId id, String name) {
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .bean(EngineOutbox.class)
                    .publish(id, name, id.value(), Map.of("caseId", id.value())));
  }

  private static boolean isPending(CaseId id) {
    return service.bean(EngineOutbox.class).isPending(id);
  }

  private static List<PublishMessageRequest> tries(CaseId id) {
    return gateway.published.stream()
        .filter(message -> message.getCorrelationKey().equals(id.value()))
        .toList();
  }

  private static Optional<JsonNode> finding(CaseId id) {
    return service.api("operator").finding(id.value());
  }

  /** The engine has the message, the service does not know; the second try tells it. */
  @Test
  void takesAMessageForSentThatTheEngineHasAlready() {
    CaseId lost = newCase();
    gateway.loses =
        message ->
            message.getCorrelationKey().equals(lost.value())
                ? Optional.of(Status.UNAVAILABLE)
                : Optional.empty();
    publish(lost, "first");
    publish(lost, "second");
    TestPlatform.await("both to be sent", () -> !isPending(lost));
    assertThat(tries(lost).stream().map(PublishMessageRequest::getName))
        .containsExactly("first", "first", "second", "second");
    assertThat(finding(lost)).isEmpty();
  }

  /** More refused messages than are sent at once, and hung ones: the others go on. */
  @Test
  void sendsEverybodyElsesMessagesPastThoseThatAreNotTaken() {
    List<CaseId> bad = IntStream.range(0, 40).mapToObj(i -> newCase()).toList();
    List<CaseId> hung = IntStream.range(0, 5).mapToObj(i -> newCase()).toList();
    List<String> badKeys = bad.stream().map(CaseId::value).toList();
    List<String> hungKeys = hung.stream().map(CaseId::value).toList();
    gateway.refuses =
        message ->
            badKeys.contains(message.getCorrelationKey())
                ? Optional.of(Status.INTERNAL)
                : Optional.empty();
    gateway.hangs = message -> hungKeys.contains(message.getCorrelationKey());
    bad.forEach(id -> publish(id, "bad"));
    hung.forEach(id -> publish(id, "hung"));
    List<CaseId> good = IntStream.range(0, 200).mapToObj(i -> newCase()).toList();
    good.forEach(id -> publish(id, "good"));
    TestPlatform.await(
        "the good ones to be sent", () -> good.stream().noneMatch(id -> isPending(id)));
    assertThat(good).allSatisfy(id -> assertThat(tries(id)).hasSize(1));
    assertThat(bad).allSatisfy(id -> assertThat(isPending(id)).isTrue());
    TestPlatform.await("a finding of a bad one", () -> finding(bad.getFirst()).isPresent());
    TestPlatform.await(
        "a finding of a hung one while the engine takes others",
        () -> {
          publish(newCase(), "good");
          return finding(hung.getFirst()).isPresent();
        });
    takeEverything();
    bad.forEach(LostAnswersIT::resync);
    hung.forEach(LostAnswersIT::resync);
    TestPlatform.await(
        "the bad ones to be sent", () -> bad.stream().noneMatch(id -> isPending(id)));
    TestPlatform.await("no finding", () -> bad.stream().noneMatch(id -> finding(id).isPresent()));
  }

  /** The case is no store application of this service: only its message is. */
  private static void resync(CaseId id) {
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(status -> service.bean(EngineOutbox.class).tryAgain(id));
  }

  @Test
  void namesAMessageTheEngineRefusesForGoodUntilItIsSent() {
    CaseId refused = newCase();
    gateway.refuses =
        message ->
            message.getCorrelationKey().equals(refused.value())
                ? Optional.of(Status.INVALID_ARGUMENT.withDescription("no such thing"))
                : Optional.empty();
    publish(refused, "store-application-submitted");
    TestPlatform.await("a finding", () -> finding(refused).isPresent());
    JsonNode finding = finding(refused).orElseThrow();
    assertThat(finding.path("kind").asString()).isEqualTo("MESSAGE_NOT_TAKEN");
    assertThat(finding.path("detail").asString())
        .contains("store-application-submitted", "refused", "no such thing");
    assertThat(service.bean(EngineOutbox.class).countStuck()).isPositive();
    takeEverything();
    resync(refused);
    TestPlatform.await("the end of the finding", () -> finding(refused).isEmpty());
    assertThat(isPending(refused)).isFalse();
  }

  /** The longer a message fails, the less it asks of the engine. */
  @Test
  void waitsLongerEachTime() {
    CaseId failing = newCase();
    gateway.refuses =
        message ->
            message.getCorrelationKey().equals(failing.value())
                ? Optional.of(Status.INTERNAL)
                : Optional.empty();
    publish(failing, "failing");
    TestPlatform.await("six tries", () -> tries(failing).size() >= 6);
    TestPlatform.await(
        "a wait of more than a second",
        () ->
            service
                .database()
                .sql(
                    "select next_attempt_at > now() + interval '1 second' from engine_outbox"
                        + " where case_id = :id and failures >= 6")
                .param("id", failing.value())
                .query(Boolean.class)
                .optional()
                .orElse(false));
  }

  /** An outage is nobody's fault: no message of it is anybody's finding, and none waits long. */
  @Test
  void holdsAnOutageAgainstNoMessage() {
    gateway.refuses = message -> Optional.of(Status.UNAVAILABLE);
    List<CaseId> all = IntStream.range(0, 30).mapToObj(i -> newCase()).toList();
    all.forEach(id -> publish(id, "kept"));
    // One after the other before long, to find out whether it is back.
    TestPlatform.await(
        "a dozen tries", () -> all.stream().mapToInt(id -> tries(id).size()).sum() >= 12);
    assertThat(all).allSatisfy(id -> assertThat(finding(id)).isEmpty());
    takeEverything();
    TestPlatform.await("all to be sent", () -> all.stream().noneMatch(id -> isPending(id)));
  }

  /**
   * An engine that is busy, or pauses its processing for a backup ({@code INTERNAL}), is told
   * again, as long as the job may take; a refusal is not repeated.
   */
  @ParameterizedTest
  @EnumSource(names = {"RESOURCE_EXHAUSTED", "INTERNAL"})
  void tellsAnEngineThatTakesNothingAgainHowAJobWent(Status.Code failing)
      throws InterruptedException {
    long answered = NUMBERS.incrementAndGet();
    long gone = NUMBERS.incrementAndGet();
    JobAnswers answers = service.bean(JobAnswers.class);
    CamundaClient client = service.bean(CamundaClient.class);
    AtomicInteger busy = new AtomicInteger(3);
    gateway.refusesJob =
        job ->
            job.getJobKey() == gone
                ? Optional.of(Status.NOT_FOUND)
                : busy.getAndDecrement() > 0 ? Optional.of(failing.toStatus()) : Optional.empty();
    AtomicReference<Throwable> lost = new AtomicReference<>();
    CountDownLatch refused = new CountDownLatch(1);
    answers.send(() -> client.newCompleteCommand(answered).send(), lost::set);
    TestPlatform.await("four tries", () -> jobTries(answered) == 4 || lost.get() != null);
    assertThat(lost).hasNullValue();
    answers.send(() -> client.newCompleteCommand(gone).send(), failure -> refused.countDown());
    refused.await();
    assertThat(jobTries(gone)).isEqualTo(1);
  }

  private static long jobTries(long key) {
    return gateway.completed.stream().filter(job -> job.getJobKey() == key).count();
  }
}
