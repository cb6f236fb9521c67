package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.engine.ClusterRecords.Active;
import dev.merchantreview.engine.ClusterRecords.State;
import dev.merchantreview.engine.ClusterRecords.TaskState;
import dev.merchantreview.engine.ClusterRecords.UserTask;
import dev.merchantreview.journey.Applications;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Everything that is asked of a cluster's records, asked of the real Operate and Tasklist 8.6. */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
class RealRecordsIT {

  private static final String PROCESS = "store-onboarding";
  private static final String TASK = "Task_AuditStore";

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

  private ClusterRecords records() {
    return platform.bean(RecordsChoice.class).now();
  }

  /** Operate shows what happened a while before or after Tasklist does; each reads by itself. */
  private long inReview(String id) {
    applications.task(id);
    long instance = platform.instanceOf(id);
    TestPlatform.await(
        "the review of " + id + " in Operate",
        () ->
            records().elements(instance).stream()
                .anyMatch(one -> one.state() == State.ACTIVE && one.elementId().equals(TASK)));
    return instance;
  }

  @Test
  void tellsAllThatIsAskedOfACluster() {
    assertThat(records()).isInstanceOf(WebApplicationRecords.class);
    String id = applications.submit(applications.complete());
    long instance = inReview(id);

    ClusterRecords.Instance found = records().instance(instance).orElseThrow();
    assertThat(found.processId()).isEqualTo(PROCESS);
    assertThat(found.state()).isEqualTo(State.ACTIVE);
    assertThat(found.incident()).isFalse();
    assertThat(records().versions(PROCESS))
        .contains(new ClusterRecords.Definition(found.definitionKey(), found.version()));
    assertThat(records().bpmn(found.definitionKey()).orElseThrow()).contains(TASK);
    assertThat(records().bpmn(1)).isEmpty();
    assertThat(records().instancesWith("caseId", id)).containsExactly(instance);
    assertThat(records().variables(instance))
        .extracting(ClusterRecords.Variable::name)
        .contains("caseId");
    List<UserTask> open = records().tasks(instance, TASK);
    assertThat(open).extracting(UserTask::state).containsExactly(TaskState.OPEN);
    assertThat(records().elements(instance))
        .filteredOn(one -> one.state() == State.ACTIVE)
        .extracting(ClusterRecords.ElementInstance::elementId)
        .contains(TASK);
    assertThat(records().incidents(instance)).isEmpty();
    tellsItsWay(id, instance, found);

    applications.approve(id);
    UserTask completed =
        new UserTask(open.getFirst().key(), null, TaskState.COMPLETED, Optional.of("auditor1"));
    assertThat(records().tasks(instance, TASK)).containsExactly(completed);
    assertThat(records().variables(completed, Set.of("verdict", "rejectionCode")))
        .contains(new ClusterRecords.Variable("verdict", "\"APPROVED\""))
        .extracting(ClusterRecords.Variable::name)
        .isSubsetOf("verdict", "rejectionCode");
    applications.verifyAccount(id);
    applications.sign(id);
    platform.awaitState(id, "DEPOSIT_DUE");
    TestPlatform.await(
        "the decision about the deposit",
        () ->
            records().decisions(instance).stream()
                .anyMatch(one -> one.decisionId().equals("store-deposit") && one.evaluated()));
    TestPlatform.await(
        "the end of the audit",
        () ->
            records().elements(instance).stream()
                .anyMatch(
                    one ->
                        one.elementId().equals(TASK)
                            && one.state() == State.COMPLETED
                            && one.endedAt() != null));
    assertThat(records().sequenceFlows(instance)).isNotEmpty().doesNotHaveDuplicates();
    platform.engineByHand().cancel(id);
    TestPlatform.await(
        "the end in the records",
        () ->
            records()
                .instance(instance)
                .filter(one -> one.state() == State.TERMINATED)
                .isPresent());
  }

  /** As the page of a case shows it: within the time somebody waits for a page. */
  private void tellsItsWay(String id, long instance, ClusterRecords.Instance found) {
    ProcessPaths paths = platform.bean(ProcessPaths.class);
    // Asked once already: nobody waits for a login.
    TestPlatform.await(
        "the way", () -> paths.of(new CaseId(id), instance, Set.of(TASK)).isPresent());
    ProcessPaths.Path path =
        paths.of(new CaseId(id), instance, Set.of(TASK)).orElseThrow().getFirst();
    assertThat(path.instance()).isEqualTo(instance);
    assertThat(path.definitionKey()).isEqualTo(found.definitionKey());
    assertThat(path.steps())
        .filteredOn(step -> step.active() > 0)
        .extracting(ProcessPaths.Step::elementId)
        .contains(TASK)
        .doesNotContain(PROCESS);
    assertThat(path.openTasks()).hasSize(1);
    assertThat(path.flows()).isNotEmpty();
    assertThat(paths.drawing(PROCESS, path.definitionKey()).orElseThrow().origin())
        .isEqualTo(ProcessPaths.Origin.DEPLOYED);
  }

  @Test
  void readsTheActiveInstancesPageByPage() {
    List<String> ids =
        List.of(
            applications.submit(applications.complete()),
            applications.submit(applications.complete()),
            applications.submit(applications.complete()));
    List<Long> instances = ids.stream().map(this::inReview).toList();
    ClusterRecords.Part<ClusterRecords.Instance> part =
        records().active(Active.of(PROCESS), 1, null);
    List<Long> seen = new ArrayList<>();
    while (true) {
      part.items().forEach(one -> seen.add(one.key()));
      if (part.next() == null) {
        break;
      }
      part = records().active(Active.of(PROCESS), 1, part.next());
    }
    assertThat(seen).isSorted().doesNotHaveDuplicates();
    assertThat(seen).containsAll(instances);
    assertThatThrownBy(() -> records().active(Active.of(PROCESS), 1, "none"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** What is not there is believed to be missing when the records have shown what came later. */
  @Test
  void measuresHowFarTheRecordsAreBehind() {
    RecordsLag lag = platform.bean(RecordsLag.class);
    assertThat(lag.of("a test's", () -> false)).isEqualTo(RecordsLag.Presence.UNKNOWN);
    TestPlatform.await(
        "the records to show what was given to the engine",
        () -> lag.of("a test's", () -> false) == RecordsLag.Presence.ABSENT);
    assertThat(lag.measured()).isPositive();
    assertThat(lag.of("another's", () -> true)).isEqualTo(RecordsLag.Presence.PRESENT);
  }

  /** The engine itself knows, before its records do. */
  @Test
  void asksTheEngineWhetherAnInstanceRuns() {
    EngineInspection inspection = platform.bean(EngineInspection.class);
    String id = applications.submit(applications.complete());
    long instance = inReview(id);
    assertThat(inspection.runs(instance)).isTrue();
    assertThat(inspection.runs(instance + 1_000_000)).isFalse();
    assertThat(inspection.runs(1)).isFalse();
    platform.engineByHand().cancel(id);
    assertThat(inspection.runs(instance)).isFalse();
  }
}
