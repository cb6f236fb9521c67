package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.merchantreview.engine.ClusterRecords.State;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.shared.DeskLanguage;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.StandInRecords;
import dev.merchantreview.testing.TaggedFiles;
import dev.merchantreview.testing.TestPlatform;
import dev.merchantreview.testing.unified.ApiLine;
import dev.merchantreview.testing.unified.Recorded;
import dev.merchantreview.testing.unified.RecordedProbes;
import dev.merchantreview.testing.unified.ReviewOnRecord;
import dev.merchantreview.testing.unified.StandInCluster;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Resource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The service on every line of Camunda, and while the cluster is upgraded under it. */
class ClusterLinesIT {

  private static final long INSTANCE = ReviewOnRecord.INSTANCE.key();
  private static final String DIAGRAM =
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
        <bpmn:process id="store-onboarding" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process>
      </bpmn:definitions>
      """;
  private static final Duration UNBELIEVED = Duration.ofSeconds(4);
  private static StandInGateway gateway;
  private static StandInRecords former;
  private static StandInCluster unified;
  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    former = new StandInRecords(gateway);
    former.states.put(INSTANCE, "CANCELED");
    unified = ReviewOnRecord.on(ApiLine.V8_8);
    service =
        ServiceAlone.with(
            gateway.address(),
            former.address(),
            "--merchant-review.engine.rest-address=" + unified.url(),
            "--merchant-review.engine.form-settle=0s",
            "--merchant-review.engine.version-check=1s",
            "--merchant-review.engine.unbelieved-after-upgrade=" + UNBELIEVED.toSeconds() + "s",
            "--merchant-review.engine.request-timeout=5s",
            "--merchant-review.reconciliation.interval=200ms");
  }

  @AfterAll
  static void stop() {
    service.close();
    former.close();
    gateway.close();
    unified.close();
  }

  private static void become(String version) {
    gateway.version = version;
    TestPlatform.await(
        "the service to see " + version,
        () -> service.bean(ConnectedCluster.class).lastSeen().equals(ClusterVersion.read(version)));
  }

  private static Optional<State> state() {
    return service.bean(RecordsChoice.class).now().instance(INSTANCE).map(one -> one.state());
  }

  /** Long before it is looked at again by itself. */
  @Test
  void looksAgainAsSoonAsTheFormerApiIsNotThere() {
    StandInGateway upgraded = new StandInGateway();
    upgraded.version = "8.7.4";
    // Where the web applications were is no login any more, and nothing else of theirs.
    ServiceAlone other =
        ServiceAlone.with(
            upgraded.address(),
            "--merchant-review.engine.rest-address=" + unified.url(),
            "--merchant-review.engine.tasklist.url=" + unified.url(),
            "--merchant-review.engine.version-check=1h",
            "--merchant-review.engine.form-settle=0s");
    try {
      RecordsChoice records = other.bean(RecordsChoice.class);
      TestPlatform.await(
          "the line before the upgrade",
          () -> catchThrowable(records::now) == null && upgraded.deployments.size() > 0);
      assertThat(records.now()).isInstanceOf(WebApplicationRecords.class);
      upgraded.version = "8.9.1";
      TestPlatform.await(
          "the records of the new line",
          () ->
              catchThrowable(() -> records.now().instance(INSTANCE)) == null
                  && records.now() instanceof UnifiedRecords);
    } finally {
      other.close();
      upgraded.close();
    }
  }

  /** What the documents tell who runs it to watch. */
  @Test
  void showsTheFiguresThatTheDocumentsName() throws IOException {
    become("8.8.0");
    for (String document : List.of("camunda-versions", "failures")) {
      for (String language : List.of(".md", ".zh-CN.md")) {
        Matcher named =
            Pattern.compile("`(merchantreview_[a-z_]+)`")
                .matcher(Files.readString(Path.of("docs", document + language)));
        while (named.find()) {
          assertThat(metric(named.group(1))).as(document + ": " + named.group(1)).isNotEmpty();
        }
      }
    }
  }

  private static String metric(String name) {
    return service
        .api("admin")
        .get("/actuator/prometheus")
        .raw()
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.6.0", "8.6.38", "8.7.30"})
  void readsTheRecordsOfFormerLinesThroughTheirWebApplications(String version) {
    become(version);
    long before = unified.requests().size();
    assertThat(state()).contains(State.TERMINATED);
    assertThat(unified.requests()).hasSize((int) before);
    assertThat(info()).containsEntry("camunda", version).containsEntry("records", "V1");
    assertThat(metric("merchantreview_engine_records{api=\"V1\"")).endsWith(" 1.0");
    assertThat(metric("merchantreview_engine_records{api=\"V2\"")).endsWith(" 0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.0", "8.8.21", "8.9.0", "8.10.0-alpha3", "8.10.2"})
  void makesNoCallOfTheFormerApiFromLine8_8On(String version) {
    become(version);
    long swept = unified.requests("/v2/process-instances/search");
    long asked = former.requests.get();
    assertThat(state()).contains(State.ACTIVE);
    TestPlatform.await(
        "two sweeps over all processes",
        () -> unified.requests("/v2/process-instances/search") > swept + 12);
    assertThat(former.requests.get()).isEqualTo(asked);
    assertThat(unified.requests("/v1/")).isZero();
    assertThat(info()).containsEntry("camunda", version.replaceAll("-.*", ""));
    assertThat(info()).containsEntry("records", "V2");
    assertThat(metric("merchantreview_engine_records{api=\"V2\"")).endsWith(" 1.0");
  }

  /** While a cluster is upgraded, its parts are of different lines. */
  @Test
  void goesByTheOldestPartOfACluster() {
    become("8.7.5");
    gateway.version = "8.8.0";
    gateway.brokers = List.of("8.8.0", "8.7.6", "8.8.0");
    TestPlatform.await(
        "the oldest broker's version",
        () -> service.bean(ConnectedCluster.class).lastSeen().equals(ClusterVersion.read("8.7.6")));
    assertThat(state()).contains(State.TERMINATED);
    gateway.brokers = List.of("8.8.0", "8.8.0", "8.8.0");
    TestPlatform.await("the upgrade's end", () -> state().equals(Optional.of(State.ACTIVE)));
    gateway.brokers = List.of("");
  }

  /** A gateway that has just begun knows of no broker: its own version says nothing. */
  @Test
  void takesNoGatewayThatHasJustBegunForTheCluster() {
    become("8.7.8");
    ConnectedCluster cluster = service.bean(ConnectedCluster.class);
    gateway.version = "8.8.1";
    gateway.brokers = List.of();
    TestPlatform.await(
        "nothing to be known of it now",
        () -> catchThrowable(cluster::version) instanceof OutsideUnavailableException);
    assertThat(cluster.lastSeen()).isEqualTo(ClusterVersion.read("8.7.8"));
    gateway.brokers = List.of("8.7.8");
    TestPlatform.await(
        "the brokers' version",
        () ->
            catchThrowable(cluster::version) == null
                && ClusterVersion.read("8.7.8").equals(Optional.of(cluster.version())));
    gateway.brokers = List.of("");
  }

  /** What was recorded before is moved by an upgrade, which takes its time. */
  @Test
  void believesNothingToBeMissingWhileAnUpgradeMayMoveTheRecords() {
    become("8.7.9");
    RecordsLag lag = service.bean(RecordsLag.class);
    TestPlatform.await(
        "what is missing to be believed",
        () -> lag.of("before", () -> false) == RecordsLag.Presence.ABSENT);
    become("8.8.2");
    long upgraded = System.nanoTime();
    TestPlatform.await(
        "what is missing to be believed again",
        () -> {
          RecordedProbes.show(gateway, unified);
          return lag.of("after", () -> false) == RecordsLag.Presence.ABSENT;
        });
    assertThat(Duration.ofNanos(System.nanoTime() - upgraded)).isGreaterThan(UNBELIEVED);
  }

  /** Where the records of 8.8 go on after a page is told in another way than before. */
  @Test
  void goesOnAfterAPageOfInstancesThatAreToBeMoved() {
    become("8.8.4");
    long newest = gateway.newestKey("store-onboarding");
    unified.put(
        new Recorded.Definition(77, "store-onboarding", 1, "Former", DIAGRAM),
        new Recorded.Definition(newest, "store-onboarding", 2, "Newest", DIAGRAM));
    List<Long> all = List.of(INSTANCE + 501, INSTANCE + 502, INSTANCE + 503);
    all.forEach(
        key ->
            unified.put(
                new Recorded.Instance(key, 77, "ACTIVE", false, ReviewOnRecord.NOON, null)));
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      ApiClient.Answer page =
          service
              .api("operator")
              .get(
                  "/api/v1/cases/migration?processId=store-onboarding&limit=1"
                      + (cursor.isEmpty()
                          ? ""
                          : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
      assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
      page.items().forEach(item -> seen.add(item.path("processInstanceKey").asString()));
      cursor = page.body().path("next").asString("");
    } while (!cursor.isEmpty() && seen.size() < 10);
    assertThat(seen).containsExactlyElementsOf(all.stream().map(String::valueOf).toList());
  }

  /** Nobody asked before it was completed: its line did not ask yet. */
  @Test
  void knowsWhoCompletedATaskBeforeTheClusterWasUpgraded() {
    become("8.8.3");
    OffsetDateTime noon = ReviewOnRecord.NOON;
    unified.put(
        new Recorded.UserTask(
            9_001,
            INSTANCE,
            31,
            "audit",
            "Audit",
            "COMPLETED",
            "wang",
            List.of(),
            50,
            noon,
            noon.plusHours(1),
            null,
            null,
            Map.of()));
    TaskDirectory tasks = service.bean(TaskDirectory.class);
    assertThat(tasks.completedAfter(INSTANCE, "audit", 0))
        .contains(new TaskDirectory.CompletedTask(9_001, Optional.of("wang")));
    assertThat(tasks.completedAfter(INSTANCE, "audit", 9_001)).isEmpty();
  }

  @Test
  void changesTheDatesAndThePlaceOfAnOpenTask() {
    become("8.9.0");
    TaskDirectory tasks = service.bean(TaskDirectory.class);
    Instant due = Instant.parse("2026-12-01T10:00:00Z");
    tasks.changeDates(INSTANCE, List.of("check"), due, due.minusSeconds(3_600));
    tasks.changePriority(INSTANCE, List.of("check"), 90);
    assertThat(unified.requests().stream().filter(one -> one.method().equals("PATCH")))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(one -> one.path().equals("/v2/user-tasks/41"))
        .anyMatch(one -> one.body().contains("2026-12-01T10:00"))
        .anyMatch(one -> one.body().contains("90"));
  }

  @Test
  void saysWhatDoesNotWorkWithAClusterThatIsTooOldAndWaitsForItsUpgrade() {
    StandInGateway old = new StandInGateway();
    old.version = "8.5.9";
    ServiceAlone other =
        ServiceAlone.with(
            old.address(),
            "--merchant-review.engine.form-settle=0s",
            "--merchant-review.engine.version-check=1s");
    try {
      TestPlatform.await(
          "the refusal",
          () ->
              other
                  .api("admin")
                  .get("/actuator/health")
                  .raw()
                  .body()
                  .contains("Camunda 8.5.9 is older than 8.6"));
      assertThat(old.deployments).isEmpty();
      old.version = "8.6.0";
      TestPlatform.await("the deployment", () -> !old.deployments.isEmpty());
    } finally {
      other.close();
      old.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ApiLine.class,
      names = {"V8_10"})
  void goesOnWithAClusterThatIsNewerThanWhatIsKnownAndSaysSo(ApiLine newest) {
    become("8.11.0");
    assertThat(state()).contains(State.ACTIVE);
    assertThat(info().get("warning"))
        .contains("8.11.0 is newer than " + newest.version().replaceAll("\\.\\d+$", ""));
  }

  /** On every line alike; the engine takes the same bytes for the same version. */
  @Test
  void deploysEveryFileWithItsVersionTagAndUnchangedWithTheSame() throws IOException {
    TestPlatform.await("the deployment", () -> service.bean(ProcessDeployment.class).isReady());
    DeployResourceRequest first = gateway.deployments.getFirst();
    Map<String, String> tags = new HashMap<>();
    for (Resource resource : first.getResourcesList()) {
      String text = resource.getContent().toStringUtf8();
      byte[] file = inTheRepository(resource.getName());
      String tag = Sha256.hex(file).substring(0, 12);
      assertThat(text).containsOnlyOnce(tag);
      assertThat(TaggedFiles.withoutTag(text).getBytes(StandardCharsets.UTF_8)).isEqualTo(file);
      tags.put(resource.getName(), tag);
    }
    assertThat(tags).hasSize(35).isEqualTo(read(engine().path("models")));

    long key = gateway.newestKey("store-onboarding");
    int before = gateway.deployments.size();
    TestPlatform.await(
        "another deployment",
        () -> {
          service.bean(ProcessDeployment.class).again();
          return gateway.deployments.size() > before;
        });
    assertThat(gateway.deployments.getLast().getResourcesList())
        .isEqualTo(first.getResourcesList());
    assertThat(gateway.newestKey("store-onboarding")).isEqualTo(key);
  }

  private static byte[] inTheRepository(String name) throws IOException {
    String folder =
        name.endsWith(".bpmn") ? "bpmn" : name.endsWith(".dmn") ? "bpmn/rules" : "bpmn/forms";
    byte[] file = Files.readAllBytes(Path.of(folder, name));
    // A form is deployed in the desk's language.
    return name.endsWith(".form") ? new FormWords(DeskLanguage.ZH).of(file) : file;
  }

  private static Map<String, String> info() {
    return read(engine());
  }

  private static JsonNode engine() {
    return service.api("admin").get("/actuator/info").body().path("engine");
  }

  private static Map<String, String> read(JsonNode object) {
    Map<String, String> read = new HashMap<>();
    object.properties().stream()
        .filter(one -> one.getValue().isString())
        .forEach(one -> read.put(one.getKey(), one.getValue().asString()));
    return read;
  }
}
