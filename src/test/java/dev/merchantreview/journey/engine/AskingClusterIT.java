package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.testing.AskingEngine;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import dev.merchantreview.testing.unified.ApiLine;
import dev.merchantreview.testing.unified.Fault;
import dev.merchantreview.testing.unified.Operation;
import dev.merchantreview.testing.unified.StandInCluster;
import io.camunda.client.CamundaClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Camunda 8.8 and later ask before a user task completes: what would not count is denied with the
 * reason, and who completes is told by the engine. Runs on the 8.8 in-memory engine, with the real
 * service and the real database.
 */
@SharesPlatform(PlatformKind.ASKING_ENGINE)
class AskingClusterIT {

  // Two questions that are not answered: the client itself asks once more.
  private static final int REFUSALS = 4;

  private final TestPlatform platform = TestPlatform.get();

  @Test
  void deniesWhatWouldNotCountAndKnowsWhoReviewed() {
    try (StandInCluster cluster = cluster();
        AskingEngine engine = platform.startAskingEngine()) {
      start(cluster);
      platform.awaitDeployment();
      Applications applications = new Applications();
      String id = applications.submit(applications.complete());
      platform.awaitState(id, "IN_REVIEW");
      long task = openTask(engine, "Task_AuditStore");

      // Whoever's verdict would not count does not even get the task.
      assertNotGiven(engine, task, "merchant", "Nobody reviews a case they submitted");
      assertNotGiven(engine, task, "finance1", "finance1: Not in the group store-auditors");
      assertNotGiven(engine, task, "ceo-nobody", "Not in the group");
      assertDenied(engine, task, "{\"verdict\": \"APPROVED\"}", "Nobody is on record");
      give(engine, task, "auditor1");
      assertDenied(engine, task, "{}", "Choose a verdict");
      assertDenied(
          engine,
          task,
          "{\"verdict\": \"SENT_BACK\", \"problems\": []}",
          "needs at least one problem");
      assertDenied(
          engine,
          task,
          "{\"verdict\": \"REJECTED\", \"reason\": \"x\"}",
          "Rejecting needs a reason");
      assertDenied(
          engine,
          task,
          "{\"verdict\": \"APPROVED\", \"problems\": [{\"field\": \"/storeName\", \"code\": \"OTHER\"}]}",
          "Approving leaves no problem");
      assertThat(applications.actions(id)).doesNotContain("VERDICT_DENIED");
      // Who had the task and is in the group no more gives no verdict that counts.
      cluster.group("store-auditors", List.of("auditor2"));
      TestPlatform.await(
          "the group without auditor1",
          () -> {
            long denied = denials(engine).size();
            engine.complete(task, "{}");
            TestPlatform.await("a denial", () -> denials(engine).size() > denied);
            return denials(engine).getLast().denial().contains("Not in the group");
          });
      assertDenied(
          engine, task, "{\"verdict\": \"APPROVED\"}", "auditor1: Not in the group store-auditors");
      // What a person may not judge is on record; what was not filled in is not.
      assertThat(applications.actions(id))
          .endsWith("AUDIT_OPENED", "VERDICT_DENIED", "VERDICT_DENIED");

      give(engine, task, "auditor2");
      engine.complete(task, "{\"verdict\": \"APPROVED\", \"caseId\": \"sa_0000000000000000\"}");
      platform.awaitState(id, "SIGNING");
      assertThat(
              applications
                  .auditor
                  .get("/api/v1/cases/" + id + "/history?limit=200")
                  .items()
                  .valueStream()
                  .filter(event -> event.path("action").asString().equals("APPROVED"))
                  .map(event -> event.path("actor").path("id").asString()))
          .containsExactly("auditor2");
      assertThat(applications.actions(id)).doesNotContain("VERDICT_RETURNED");
      // The groups were read after all that was refused at first.
      assertThat(cluster.requests("/v2/groups/")).isGreaterThan(REFUSALS);

      LiveSelling selling = new LiveSelling();
      String filing = selling.inReview();
      long review = openTask(engine, "Task_ReviewFiling");
      assertNotGiven(engine, review, "merchant", "Nobody reviews a case they submitted");
      give(engine, review, "auditor1");
      assertDenied(
          engine,
          review,
          "{\"verdict\": \"REJECTED\", \"problems\": []}",
          "Rejecting needs at least one problem");
      give(engine, review, "auditor2");
      engine.complete(review, "{\"verdict\": \"APPROVED\"}");
      platform.awaitState(filing, "APPROVED");

      Refunding refunding = new Refunding();
      String refund = refunding.inReview();
      long finance = openTask(engine, "Task_ReviewFinance");
      assertNotGiven(engine, finance, "merchant", "Nobody reviews a case they submitted");
      give(engine, finance, "finance1");
      engine.complete(finance, "{\"verdict\": \"APPROVED\"}");
      platform.awaitState(refund, "SECOND_REVIEW");
      long second = openTask(engine, "Task_ReviewSecond");
      assertNotGiven(engine, second, "auditor2", "Not in the group finance");
      assertNotGiven(engine, second, "finance1", "The second review is another person's");
      give(engine, second, "finance2");
      engine.complete(second, "{\"verdict\": \"APPROVED\"}");
      platform.awaitState(refund, "PAID");

      String refused = refusedAndChanged(engine, cluster, refunding);
      assertNothingIsMissing(cluster, id, filing, refund, refused);
      // Neither a path of the former API below /v1/ nor a login of the former web applications.
      assertThat(cluster.requests())
          .extracting(StandInCluster.Request::path)
          .allMatch(path -> path.startsWith("/v2/"));
    } finally {
      platform.stopService();
    }
  }

  private void start(StandInCluster cluster) {
    platform.startService(
        "--merchant-review.reviewers.source=CLUSTER",
        "--merchant-review.reviewers.refresh=1s",
        // What a stopped service had been given comes back soon.
        "--merchant-review.engine.job-timeout=5s",
        "--merchant-review.engine.rest-address=" + cluster.url(),
        "--merchant-review.engine.tasklist.url=" + cluster.url());
  }

  /**
   * The engine asked and the completion was allowed; before the verdict is recorded somebody makes
   * an approval of it in the process, and only then the job is handed out that counts.
   */
  private String refusedAndChanged(
      AskingEngine engine, StandInCluster cluster, Refunding refunding) {
    String id = refunding.inReview();
    long instance = platform.instanceOf(id);
    TestPlatform.await("the review of " + id, () -> review(engine, instance).findAny().isPresent());
    long task = review(engine, instance).findFirst().orElseThrow().taskKey();
    give(engine, task, "finance1");
    try (Connection held = platform.superuser().getConnection();
        Statement statement = held.createStatement()) {
      held.setAutoCommit(false);
      // No job is done while it is held: not the one that records the verdict.
      statement.execute("lock table engine_job_done in access exclusive mode");
      engine.complete(
          task,
          "{\"verdict\": \"REJECTED\", \"rejectionCode\": \"NOT_ENTITLED\","
              + " \"rejectionReason\": \"不予退还\"}");
      TestPlatform.await(
          "the completed task",
          () ->
              engine.events().stream()
                  .anyMatch(event -> event.taskKey() == task && event.event().equals("COMPLETED")));
      platform
          .bean(CamundaClient.class)
          .newSetVariablesCommand(engine.subprocess(instance, "SubProcess_Handling"))
          .variables(Map.of("verdict", "APPROVED", "problems", List.of(), "reason", "别人写的话"))
          .local(true)
          .send()
          .join();
      platform.stopService();
      held.rollback();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    start(cluster);
    platform.awaitState(id, "REJECTED");
    assertThat(refunding.auditor.get("/api/v1/cases/" + id + "/history").body().toString())
        .contains("不予退还", "finance1")
        .doesNotContain("别人写的话");
    return id;
  }

  private static Stream<AskingEngine.TaskEvent> review(AskingEngine engine, long instance) {
    return created(engine, "Task_ReviewFinance")
        .filter(event -> event.processInstanceKey() == instance);
  }

  /**
   * The REST API beside the engine, which has none: it knows the groups, which it does not say at
   * first, and shows nothing of what the engine does.
   */
  private static StandInCluster cluster() {
    return new StandInCluster(ApiLine.V8_8)
        .group("store-auditors", List.of("auditor1", "auditor2"))
        .group("product-reviewers", List.of("auditor1", "auditor2"))
        .group("finance", List.of("finance1", "finance2"))
        .next(Operation.SEARCH_USERS_OF_GROUP, REFUSALS, Fault.resourceExhausted());
  }

  /**
   * The records never show the instance: its case is compared nevertheless, and as the engine says
   * that it runs, nothing is missing.
   */
  private void assertNothingIsMissing(StandInCluster cluster, String id, String... others) {
    String instance = "\"" + platform.instanceOf(id) + "\"";
    TestPlatform.await(
        "a comparison of " + id, () -> asked(cluster, instance).findAny().isPresent());
    // What the first comparison came to is kept before the second begins.
    long compared = asked(cluster, instance).count();
    TestPlatform.await("the next comparison", () -> asked(cluster, instance).count() > compared);
    assertThat(
            platform
                .api("operator")
                .get("/api/v1/findings")
                .items()
                .valueStream()
                .filter(finding -> finding.path("kind").asString().equals("INSTANCE_MISSING"))
                .map(finding -> finding.path("caseId").asString()))
        .doesNotContain(id)
        .doesNotContain(others);
  }

  private static Stream<StandInCluster.Request> asked(StandInCluster cluster, String instance) {
    return cluster.requests().stream()
        .filter(one -> one.path().equals("/v2/process-instances/search"))
        .filter(one -> one.body().contains(instance));
  }

  private static long openTask(AskingEngine engine, String elementId) {
    TestPlatform.await(
        elementId + " in the 8.8 engine", () -> created(engine, elementId).findAny().isPresent());
    return created(engine, elementId).findFirst().orElseThrow().taskKey();
  }

  private static Stream<AskingEngine.TaskEvent> created(AskingEngine engine, String elementId) {
    return engine.events().stream()
        .filter(event -> event.event().equals("CREATED") && event.elementId().equals(elementId));
  }

  private static void give(AskingEngine engine, long task, String person) {
    long before = engine.count("ASSIGNED");
    engine.assign(task, person);
    TestPlatform.await(person + " having the task", () -> engine.count("ASSIGNED") > before);
  }

  private static void assertNotGiven(AskingEngine engine, long task, String person, String words) {
    long before = engine.count("ASSIGNMENT_DENIED");
    engine.assign(task, person);
    TestPlatform.await(
        "a denial because: " + words, () -> engine.count("ASSIGNMENT_DENIED") > before);
    assertThat(
            engine.events().stream()
                .filter(event -> event.event().equals("ASSIGNMENT_DENIED"))
                .reduce((first, last) -> last)
                .orElseThrow()
                .denial())
        .contains(words);
  }

  private static void assertDenied(AskingEngine engine, long task, String json, String words) {
    long before = denials(engine).size();
    engine.complete(task, json);
    TestPlatform.await("a denial because: " + words, () -> denials(engine).size() > before);
    assertThat(denials(engine).getLast().denial()).contains(words);
  }

  private static List<AskingEngine.TaskEvent> denials(AskingEngine engine) {
    return engine.events().stream()
        .filter(event -> event.event().equals("COMPLETION_DENIED"))
        .toList();
  }
}
