package dev.merchantreview.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.CasePaths.CasePath;
import dev.merchantreview.cases.CasePaths.Source;
import dev.merchantreview.cases.CasePaths.Step;
import dev.merchantreview.cases.CasePaths.Way;
import dev.merchantreview.engine.ProcessPaths;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.StandInRecords;
import dev.merchantreview.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** The way of a case: as the records answer, and when they are slow or away. */
class CasePathsIT {

  private static final String PROCESS = "store-onboarding";
  private static final String AUDIT = "Task_AuditStore";
  private static final long FIRST = StandInGateway.FIRST_PARTITION + 5;
  private static final long SECOND = StandInGateway.FIRST_PARTITION + 6;
  private static final Instant NOON = Instant.parse("2026-10-01T04:00:00Z");
  private static StandInGateway gateway;
  private static StandInRecords records;
  private static ServiceAlone service;
  private static CaseId id;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    records = new StandInRecords(gateway);
    service = records.service("--merchant-review.engine.version-check=1s");
    ApiClient api = service.api("merchant");
    id =
        new CaseId(
            api.post(
                    "/api/v1/store-applications",
                    SampleApplications.withDocuments(
                        SampleApplications.enterprise("m-1401", "青禾旗舰店", List.of("家居")), api))
                .id());
    TestPlatform.await("the deployment", () -> gateway.has(PROCESS));
    TestPlatform.await(
        "the deployment's keys",
        () ->
            service.bean(ProcessPaths.class).drawing(PROCESS, newest()).orElseThrow().origin()
                == ProcessPaths.Origin.DEPLOYED);
    records.versions.put(newest(), new StandInRecords.Version(PROCESS, 7, "<none/>"));
    instance(FIRST, "COMPLETED");
    instance(SECOND, "ACTIVE");
    records.passed.put(
        FIRST,
        List.of(
            new StandInRecords.Passed(AUDIT, NOON, NOON.plusSeconds(60)),
            new StandInRecords.Passed(AUDIT, NOON.plusSeconds(90), NOON.plusSeconds(120))));
    records.flows.put(FIRST, List.of("Flow_One", "Flow_Two"));
    records.at.put(SECOND, List.of(AUDIT));
    records.tasks.put(AUDIT, 4_711L);
    records.incidents.put(SECOND, Map.of(AUDIT, "no answer"));
  }

  private static long newest() {
    return gateway.newestKey(PROCESS);
  }

  private static void instance(long key, String state) {
    records.states.put(key, state);
    records.runsBy.put(key, newest());
    records.startedAs.put(key, id.value());
  }

  @AfterAll
  static void stop() {
    service.close();
    records.close();
    gateway.close();
  }

  @AfterEach
  void answerAgain() {
    records.beforeAnswer = () -> {};
  }

  private static CasePath path() {
    return service.bean(CasePaths.class).of(id, Set.of(AUDIT)).orElseThrow();
  }

  /** The first answers of all, on a machine with other work, may take longer than a page waits. */
  private static CasePath recorded() {
    AtomicReference<CasePath> found = new AtomicReference<>();
    TestPlatform.await(
        "an answer of the records in time",
        () -> {
          found.set(path());
          return found.get().source() == Source.RECORDS;
        });
    return found.get();
  }

  @Test
  void tellsTheWayOfEveryInstanceByTheRecords() {
    CasePath path = recorded();
    assertThat(path.source()).isEqualTo(Source.RECORDS);
    assertThat(path.processId()).isEqualTo(PROCESS);
    assertThat(path.instances()).extracting(Way::instance).containsExactly(FIRST, SECOND);
    Way first = path.instances().getFirst();
    assertThat(first.version()).isEqualTo(7);
    assertThat(first.state()).isEqualTo(ProcessPaths.State.COMPLETED);
    assertThat(first.flows()).containsExactly("Flow_One", "Flow_Two");
    assertThat(first.incidents()).isEmpty();
    assertThat(first.steps())
        .containsExactly(
            new Step(AUDIT, 2, Duration.ofSeconds(90), NOON, NOON.plusSeconds(120), false, false));
    Way second = path.instances().getLast();
    assertThat(second.steps())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.active()).isTrue();
              assertThat(step.incident()).isTrue();
              assertThat(step.lastAt()).isNull();
            });
    assertThat(first.openTasks()).isEmpty();
    assertThat(second.openTasks()).containsExactly(4_711L);
    assertThat(second.incidents()).containsExactly(new ProcessPaths.Incident(AUDIT, "no answer"));
  }

  @Test
  void readsTheWaysOfTheNewestInstancesOnly() {
    for (int i = 0; i < ProcessPaths.DETAILED; i++) {
      instance(FIRST + 100 + i, "COMPLETED");
    }
    try {
      List<Way> ways = recorded().instances();
      assertThat(ways).hasSize(ProcessPaths.DETAILED + 2);
      assertThat(ways).extracting(Way::detailed).filteredOn(one -> !one).hasSize(2);
      assertThat(ways.getFirst().steps()).isEmpty();
      assertThat(ways.getFirst().version()).isEqualTo(7);
    } finally {
      for (int i = 0; i < ProcessPaths.DETAILED; i++) {
        records.states.remove(FIRST + 100 + i);
        records.startedAs.remove(FIRST + 100 + i);
      }
    }
  }

  @Test
  void goesByTheHistoryWhenTheRecordsAreSlowAndNobodyWaitsLong() throws InterruptedException {
    noted(AUDIT);
    noted(AUDIT);
    CountDownLatch over = new CountDownLatch(1);
    records.beforeAnswer =
        () -> {
          try {
            over.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        };
    try {
      long begun = System.nanoTime();
      CasePath path = path();
      // The records never answer meanwhile; a machine that is busy takes a while itself.
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isLessThan(ProcessPaths.PATIENCE.plusSeconds(10));
      assertThat(path.source()).isEqualTo(Source.HISTORY);
      Way way = path.instances().getFirst();
      assertThat(way.steps())
          .singleElement()
          .satisfies(
              step -> {
                assertThat(step.elementId()).isEqualTo(AUDIT);
                assertThat(step.entered()).isEqualTo(2);
                assertThat(step.lasted()).isNull();
              });
      // However many ask meanwhile, the questions under way are few.
      for (int i = 0; i < 20; i++) {
        Thread.startVirtualThread(CasePathsIT::path);
      }
      TestPlatform.await("all questions to be under way", () -> records.requests.get() > 0);
    } finally {
      over.countDown();
    }
    records.beforeAnswer = () -> {};
    recorded();
  }

  @Test
  void goesByTheHistoryWhereTheRecordsAreAway() {
    CasePath path = ServiceAlonePath.of(service, id);
    assertThat(path.source()).isEqualTo(Source.HISTORY);
    assertThat(path.processId()).isEqualTo(PROCESS);
  }

  /** Beside the service, another that reaches no engine and no records. */
  private static final class ServiceAlonePath {
    static CasePath of(ServiceAlone service, CaseId id) {
      ServiceAlone away = service.beside();
      try {
        return away.bean(CasePaths.class).of(id, Set.of()).orElseThrow();
      } finally {
        away.close();
      }
    }
  }

  private static void noted(String elementId) {
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .bean(History.class)
                    .append(
                        new CaseEvent(
                            id,
                            ActorRef.SYSTEM,
                            "MACHINE_CHECKED",
                            null,
                            null,
                            elementId,
                            Map.of())));
  }

  @Test
  void drawsTheVeryDiagramThatWasDeployedElseTheRecordsElseOurOwn() {
    ProcessPaths paths = service.bean(ProcessPaths.class);
    assertThat(paths.drawing(PROCESS, newest()).orElseThrow().bpmn()).contains(AUDIT);
    records.versions.put(
        77L, new StandInRecords.Version(PROCESS, 1, "<d><process id=\"" + PROCESS + "\"/></d>"));
    assertThat(paths.drawing(PROCESS, 77L).orElseThrow())
        .isEqualTo(
            new ProcessPaths.Drawing(
                "<d><process id=\"" + PROCESS + "\"/></d>", ProcessPaths.Origin.RECORDS));
    records.versions.put(78L, new StandInRecords.Version(PROCESS, 1, "<html>log in</html>"));
    assertThat(paths.drawing(PROCESS, 78L).orElseThrow().origin())
        .isEqualTo(ProcessPaths.Origin.OWN);
    assertThat(paths.drawing(PROCESS, null).orElseThrow().origin())
        .isEqualTo(ProcessPaths.Origin.OWN);
    assertThat(paths.drawing("none", null)).isEmpty();
  }
}
