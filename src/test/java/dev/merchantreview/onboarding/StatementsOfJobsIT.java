package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.JobsDone;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.RecordedStatements;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.RoundTrips;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * A job of the road to a store goes to the database and back a few times; the end of each of its
 * transactions is one more.
 */
class StatementsOfJobsIT {

  private static final String APPLICATIONS = "/api/v1/store-applications";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AtomicLong JOBS = new AtomicLong(5_000_000);

  private static StandInGateway gateway;
  private static ServiceAlone service;
  private static ApiClient merchant;
  private static InState cases;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway().withTables();
    service =
        ServiceAlone.with(
            new Class<?>[] {RecordedStatements.class},
            gateway.address(),
            "--merchant-review.engine.form-settle=0s",
            "--merchant-review.case-index.first-look=1h",
            "--merchant-review.case-index.interval=1h");
    merchant = service.api("merchant");
    cases = new InState(service);
    service.awaitTables();
    // What is asked once in a service's life is not counted.
    String first = submitted("KUAISHOU");
    work("onboarding.apply-rules", first);
    work("onboarding.choose-phase", first);
    work("review.prepare", first);
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  private static String submitted(String platform) {
    ApiClient.Answer answer =
        merchant.post(
            APPLICATIONS,
            SampleApplications.withDocuments(
                SampleApplications.application(
                    platform, Merchants.next(), "ENTERPRISE", "青禾女装", List.of("服饰")),
                merchant));
    assertThat(answer.status()).as(() -> answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  private static String inState(String platform, Consumer<String> state) {
    String id = submitted(platform);
    state.accept(id);
    return id;
  }

  /** As the service works on a job of the engine's. */
  private static Map<String, Object> work(String jobType, String id) {
    ProcessWorker<?> worker =
        service.beans(ProcessWorker.class).stream()
            .map(one -> (ProcessWorker<?>) one)
            .filter(one -> one.jobType().equals(jobType))
            .findFirst()
            .orElseThrow();
    return work(worker, id);
  }

  private static <V extends Record> Map<String, Object> work(ProcessWorker<V> worker, String id) {
    V given = JSON.convertValue(Map.of("caseId", id, "round", 1), worker.variables());
    String element =
        worker.jobType().equals("review.prepare") ? "Task_PrepareAudit" : worker.jobType();
    EngineJob job =
        new EngineJob(
            JOBS.incrementAndGet(),
            9_000_000 + Math.floorMod(id.hashCode(), 1_000_000),
            "store-onboarding",
            element);
    return service.bean(JobsDone.class).of(worker, job, given);
  }

  /** How often a job goes to the database; prints what it asks there when that is too often. */
  private static void takes(int trips, String jobType, String id) {
    List<RecordedStatements.Executed> made =
        service.bean(RecordedStatements.class).during(() -> work(jobType, id));
    RoundTrips.assertAtMost(trips, made);
    assertThat(
            Stream.of("engine_job_done (", "update engine_job_done")
                .map(part -> made.stream().filter(one -> one.sql().contains(part)).count()))
        .as("a job is claimed once and answered once")
        .containsExactly(1L, 1L);
    assertThat(made)
        .filteredOn(one -> one.sql().contains("update engine_job_done"))
        .allMatch(RecordedStatements.Executed::sameTrip);
  }

  @Test
  void takesFewForTheMachineCheck() {
    takes(17, "onboarding.apply-rules", submitted("KUAISHOU"));
  }

  @Test
  void takesFewForTheNextPhase() {
    String id = submitted("KUAISHOU");
    work("onboarding.apply-rules", id);
    takes(7, "onboarding.choose-phase", id);
  }

  @Test
  void takesFewForTheDossier() {
    takes(10, "review.prepare", inState("KUAISHOU", cases::inReview));
  }

  @Test
  void takesFewForTheDeposit() {
    takes(11, "onboarding.ask-deposit", inState("DOUYIN", cases::signed));
  }

  @Test
  void takesFewForThePhaseAfterTheSignature() {
    takes(5, "onboarding.choose-phase", inState("DOUYIN", cases::signed));
  }
}
