package dev.merchantreview.engine;

import static dev.merchantreview.testing.unified.ReviewOnRecord.DEFINITION;
import static dev.merchantreview.testing.unified.ReviewOnRecord.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.TestPlatform;
import dev.merchantreview.testing.unified.ApiLine;
import dev.merchantreview.testing.unified.Kind;
import dev.merchantreview.testing.unified.Recorded;
import dev.merchantreview.testing.unified.RecordedProbes;
import dev.merchantreview.testing.unified.ReviewOnRecord;
import dev.merchantreview.testing.unified.StandInCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** User tasks that the records of 8.8 and later show after the engine has them. */
class LateRecordsIT {

  private static final Instant DUE = Instant.parse("2026-12-01T10:00:00Z");
  private static StandInGateway gateway;
  private static StandInCluster unified;
  private static ServiceAlone service;
  private static TaskDirectory tasks;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    gateway.version = "8.8.9";
    unified = ReviewOnRecord.on(ApiLine.V8_8);
    service =
        ServiceAlone.with(
            gateway.address(),
            "--merchant-review.engine.rest-address=" + unified.url(),
            "--merchant-review.engine.form-settle=0s",
            "--merchant-review.engine.request-timeout=5s");
    tasks = service.bean(TaskDirectory.class);
    TestPlatform.await("the deployment", service.bean(ProcessDeployment.class)::isReady);
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
    unified.close();
  }

  @AfterEach
  void catchUp() {
    unified.release(Kind.USER_TASK);
  }

  /** An instance that has come to its only user task, and to the step that asks. */
  private static void reviewed(long instance, String elementState) {
    unified.put(
        new Recorded.Instance(instance, DEFINITION.key(), "ACTIVE", false, NOON, null),
        new Recorded.Element(
            instance + 1, instance, "check", "Check", "USER_TASK", elementState, null, NOON, null),
        new Recorded.Element(
            instance + 3,
            instance,
            "redate",
            "Redate",
            "SERVICE_TASK",
            "ACTIVE",
            null,
            NOON,
            null));
  }

  private static Recorded.UserTask task(long instance, String state) {
    return new Recorded.UserTask(
        instance + 2,
        instance,
        instance + 1,
        "check",
        "Check",
        state,
        "wang",
        List.of(),
        50,
        NOON,
        state.equals("COMPLETED") ? NOON.plusHours(1) : null,
        null,
        null,
        Map.of());
  }

  private static void changeDates(long instance) {
    tasks.changeDates(instance, List.of("check"), DUE, DUE.minusSeconds(3_600));
  }

  private static void assertNotYet(long instance) {
    assertThatThrownBy(() -> changeDates(instance)).isInstanceOf(NotYetException.class);
  }

  private static List<StandInCluster.Request> changes(long instance) {
    return unified.requests().stream()
        .filter(one -> one.method().equals("PATCH"))
        .filter(one -> one.path().equals("/v2/user-tasks/" + (instance + 2)))
        .toList();
  }

  @Test
  void findsWhoCompletedATaskAsSoonAsTheRecordsShowIt() {
    long instance = 9_100;
    reviewed(instance, "COMPLETED");
    unified.hold(Kind.USER_TASK).put(task(instance, "COMPLETED"));
    assertThat(tasks.completedAfter(instance, "check", 0)).isEmpty();
    unified.release(Kind.USER_TASK);
    assertThat(tasks.completedAfter(instance, "check", 0))
        .contains(new TaskDirectory.CompletedTask(instance + 2, Optional.of("wang")));
  }

  @Test
  void changesTheDatesOfATaskThatTheRecordsDoNotShowYetOnceTheyDo() {
    long instance = 9_200;
    reviewed(instance, "ACTIVE");
    unified.hold(Kind.USER_TASK).put(task(instance, "CREATED"));
    assertNotYet(instance);
    RecordedProbes.show(gateway, unified);
    // That the records are as far as the question does not hide a task whose element is open.
    assertNotYet(instance);
    assertNotYet(instance);
    assertThat(changes(instance)).isEmpty();
    unified.release(Kind.USER_TASK);
    changeDates(instance);
    assertThat(changes(instance))
        .singleElement()
        .satisfies(one -> assertThat(one.body()).contains("2026-12-01T10:00"));
  }

  @Test
  void leavesTheDatesOfATaskThatIsNotThereOnceTheRecordsShowSomethingLater() {
    long instance = 9_300;
    reviewed(instance, "COMPLETED");
    int before = gateway.probes.size();
    assertNotYet(instance);
    assertThat(gateway.probes).hasSize(before + 1);
    assertNotYet(instance);
    assertThat(gateway.probes).hasSize(before + 1);
    RecordedProbes.show(gateway, unified);
    // It is seen that the records have come so far, and only what they are asked then counts.
    assertNotYet(instance);
    changeDates(instance);
    assertThat(changes(instance)).isEmpty();
    assertThat(gateway.probes).hasSize(before + 1);
    // What was given before a question says nothing of it.
    long other = 9_400;
    reviewed(other, "COMPLETED");
    assertNotYet(other);
    assertThat(gateway.probes).hasSize(before + 2);
  }
}
