package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.PreviousRelease;
import dev.merchantreview.testing.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The release before and the present one on one database and one engine, as during an upgrade
 * instance by instance: the old one is there first, the new one comes, both work, the old one goes.
 */
@HasPlatformAlone("has the service work on another database, with the release before beside it")
class RollingUpgradeIT {

  private static final String APPLICATIONS = "/api/v1/store-applications";
  private static final long DEPOSIT_FEN = 400_000;

  /** A job only the present release's diagram asks for. */
  private static final String NEWER_JOB = "onboarding.apply-rules";

  private static final int EACH = 3;

  private final TestPlatform platform = TestPlatform.get();
  private final TasklistClient auditor = platform.tasklist("auditor1");
  private PreviousRelease before;
  private Instance old;
  private Instance present;
  private JdbcClient database;

  /** One running service, with what it has done by its own count. */
  private record Instance(ApiClient merchant, ApiClient auditor, ApiClient admin) {

    String state(String id) {
      return merchant.get(APPLICATIONS + "/" + id).state();
    }

    double count(String metric) {
      String metrics = admin.get("/actuator/prometheus").raw().body();
      double sum = 0;
      Matcher line = Pattern.compile("(?m)^" + metric + "(?:\\{.*})? (\\S+)$").matcher(metrics);
      while (line.find()) {
        sum += Double.parseDouble(line.group(1));
      }
      return sum;
    }

    List<Double> work() {
      return Stream.of(
              "merchantreview_jobs_total",
              "merchantreview_outbox_sent_total",
              "merchantreview_notifications_total")
          .map(this::count)
          .toList();
    }

    JsonNode engine() {
      return admin.get("/actuator/health").body().path("components").path("engine");
    }
  }

  @BeforeEach
  void startTheReleaseBefore() {
    platform.stopService();
    before = platform.previousRelease();
    before.start();
    old = new Instance(before.api("merchant"), before.api("auditor"), before.api("admin"));
    present =
        new Instance(platform.api("merchant"), platform.api("auditor"), platform.api("admin"));
    database = platform.database(before.database());
  }

  @AfterEach
  void leaveThePresentReleaseAlone() {
    before.stop();
    platform.stopService();
    platform.startService();
  }

  @Test
  void leadsEveryCaseToItsEndWhicheverReleaseTookItUp() {
    List<String> begun = submit(old, 3);
    begun.forEach(this::awaitTask);

    platform.startService(before.besideIt());
    platform.awaitDeployment();
    assertThat(begun).allSatisfy(id -> assertThat(present.state(id)).isEqualTo("IN_REVIEW"));

    List<String> cases = new ArrayList<>(begun);
    cases.addAll(bothWork());
    withdrawEachOthers(cases);
    restartTheOldOne(cases);

    // What the old one has accepted and not done when it is stopped is the new one's.
    cases.addAll(submit(old, EACH));
    before.stop();
    cases.addAll(submit(present, 1));
    cases.forEach(this::open);

    cases.forEach(this::holds);
    assertToldOnce();
    TestPlatform.await("no open finding", () -> findings() == 0);
  }

  private List<String> bothWork() {
    List<Double> ofOld = old.work();
    List<String> cases = new ArrayList<>(submit(old, EACH));
    cases.addAll(submit(present, EACH));
    cases.forEach(this::awaitTask);
    for (String id : cases) {
      assertThat(old.state(id)).as("what the old one shows of " + id).isEqualTo("IN_REVIEW");
      assertThat(jobs(id)).as("jobs of " + id).contains(NEWER_JOB);
    }
    TestPlatform.await("both having told merchants", () -> told(cases) == 0);
    assertThat(present.work()).as("jobs, messages and calls of the new one").doesNotContain(0.0);
    List<Double> since = old.work();
    for (int i = 0; i < since.size(); i++) {
      assertThat(since.get(i)).as("the old one's work, " + i).isGreaterThan(ofOld.get(i));
    }
    return cases;
  }

  /** Each withdraws an application the other one took. */
  private void withdrawEachOthers(List<String> cases) {
    String byNew = submit(old, 1).getFirst();
    String byOld = submit(present, 1).getFirst();
    List.of(byNew, byOld).forEach(this::awaitTask);
    withdraw(present, byNew);
    withdraw(old, byOld);
    for (String id : List.of(byNew, byOld)) {
      TestPlatform.await("the withdrawal of " + id, () -> !hasTask(id));
      assertThat(old.state(id)).isEqualTo("WITHDRAWN");
      assertThat(present.state(id)).isEqualTo("WITHDRAWN");
      holds(id);
    }
    assertThat(cases).doesNotContain(byNew, byOld);
  }

  /** It comes up beside the newer tables, and leaves the newer diagrams the newest. */
  private void restartTheOldOne(List<String> cases) {
    String newest = newestModel();
    before.stop();
    before.start();
    TestPlatform.await(
        "the old one knowing the engine",
        () -> old.engine().path("status").asString().equals("UP"));
    assertThat(old.engine().at("/details/supersededBy").asString()).isEqualTo(newest);
    assertThat(newestModel()).isEqualTo(newest);
    List<String> later = submit(old, 2);
    later.forEach(this::awaitTask);
    assertThat(later).allSatisfy(id -> assertThat(jobs(id)).contains(NEWER_JOB));
    cases.addAll(later);
  }

  private String newestModel() {
    return database
        .sql("select hash from engine_model order by number desc limit 1")
        .query(String.class)
        .single();
  }

  private List<String> submit(Instance to, int number) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String merchantId = Applications.newMerchant();
      listen(to, merchantId);
      ApiClient.Answer answer =
          to.merchant.post(
              APPLICATIONS,
              SampleApplications.withDocuments(
                  SampleApplications.application(
                      "KUAISHOU", merchantId, "ENTERPRISE", "青禾女装", List.of("服饰")),
                  to.merchant));
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
      ids.add(answer.id());
    }
    return ids;
  }

  private void listen(Instance to, String merchantId) {
    assertThat(
            to.merchant
                .put(
                    "/api/v1/webhook-endpoints/" + merchantId,
                    Map.of("url", platform.sandboxUrl() + "/notifications"))
                .status())
        .isBetween(200, 201);
  }

  private void withdraw(Instance by, String id) {
    assertThat(
            by.merchant
                .post(APPLICATIONS + "/" + id + "/withdrawal", Map.of("reason", "暂不开店"))
                .status())
        .isEqualTo(202);
  }

  private boolean hasTask(String id) {
    return auditor.openTask(id).isPresent();
  }

  private String awaitTask(String id) {
    return platform.awaitTask(auditor, id);
  }

  /** An auditor approves it and its merchant pays, whatever it takes. */
  private void open(String id) {
    auditor.complete(awaitTask(id), Map.of("verdict", "APPROVED"));
    awaitState(id, "DEPOSIT_DUE");
    platform.sandbox().post("/payments", Map.of("reference", id, "amountFen", DEPOSIT_FEN));
    awaitState(id, "ACTIVE");
  }

  private void awaitState(String id, String state) {
    TestPlatform.await(id + " becoming " + state, () -> present.state(id).equals(state));
  }

  private void holds(String id) {
    assertThat(present.auditor.historyHolds(id)).as("the history of " + id).isTrue();
  }

  private List<String> jobs(String id) {
    return database
        .sql(
            "select j.job_type from engine_job_done j join store_application a"
                + " on a.process_instance_key = j.process_instance_key where a.id = :id")
        .param("id", id)
        .query(String.class)
        .list();
  }

  /** How many calls to merchants of these cases are still to be made. */
  private long told(List<String> cases) {
    return database
        .sql("select count(*) from notification where case_id in (:cases) and state = 'PENDING'")
        .param("cases", cases)
        .query(Long.class)
        .single();
  }

  /** Every merchant was called once for each event, whichever release did it. */
  private void assertToldOnce() {
    TestPlatform.await(
        "every call made",
        () ->
            database
                    .sql("select count(*) from notification where state <> 'DELIVERED'")
                    .query(Long.class)
                    .single()
                == 0);
    assertThat(
            database
                .sql("select case_id || ' ' || attempts from notification where attempts <> 1")
                .query(String.class)
                .list())
        .isEmpty();
  }

  private long findings() {
    return database
        .sql("select count(*) from reconciliation_finding where resolved_at is null")
        .query(Long.class)
        .single();
  }
}
