package dev.merchantreview.journey.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.MigrationPlanBuilderImpl.MappingInstruction;
import io.camunda.client.api.command.MigrationPlanImpl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The road of a PK's process: what it waits for, what re-opens it, and whom it tells when. */
@HasPlatformAlone("moves the time, and cancels instances")
class PkProcessIT {

  private final PkRoad road = new PkRoad();
  private final LiveSelling selling = road.selling;
  private final TestPlatform platform = road.platform;

  @AfterEach
  void returnToPresent() {
    platform.returnToPresent();
  }

  private static List<String> checked(String side, String... then) {
    List<String> elements =
        new ArrayList<>(List.of("Task_Check" + side + "Side", "Gateway_" + side + "SideMissing"));
    elements.addAll(List.of(then));
    return elements;
  }

  private static List<String> opened(String side) {
    return List.of("SubProcess_" + side + "Side", "Event_" + side + "SideOpened");
  }

  @SafeVarargs
  private static List<String> all(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  private static List<String> ready(String side) {
    return checked(side, "Event_" + side + "BothReady");
  }

  @Test
  void bothGetReadyAndTheLiveComes() {
    String us = road.us;
    String them = road.them;
    road.planned(LiveSelling.evening(2));
    String filing = road.declare(selling.product(road.mine));
    road.awaitAt("Task_Await" + us + "Products");
    road.confirm(selling.other);
    road.awaitAt("Task_Await" + them + "Other");
    road.approve(filing);
    road.awaitAt("Gateway_AwaitLive");
    assertThat(road.sideOf(us))
        .containsExactlyElementsOf(
            all(
                opened(us),
                checked(us, "Task_Await" + us + "Other"),
                checked(us, "Task_Await" + us + "Products"),
                ready(us)));
    assertThat(road.sideOf(them))
        .containsExactlyElementsOf(
            all(
                opened(them),
                checked(them, "Task_Await" + them + "Confirmation"),
                checked(them, "Task_Await" + them + "Other"),
                ready(them)));
    assertThat(road.actions()).containsOnlyOnce("PK_READY");

    platform.travelTo(road.liveAt().plusSeconds(1));
    road.awaitAction("PK_LIVE_BEGAN");
    assertThat(road.event("PK_LIVE_BEGAN").path("details").path("ready").asBoolean()).isTrue();
    platform.travelTo(road.liveAt().plus(Duration.ofHours(24)).plusSeconds(1));
    road.awaitAction("PK_OVER");
    road.awaitEnd();
    assertThat(road.between())
        .containsExactly(
            "Event_Planned",
            "Task_DateSession",
            "SubProcess_Session",
            "Event_SessionBegun",
            "Gateway_Begin",
            "Task_OpenSides",
            "Gateway_Sides",
            "Gateway_BothReady",
            "Gateway_AwaitLive",
            "Event_SessionEnded",
            "Gateway_Outcome",
            "Event_Held");
    JsonNode over = road.event("PK_OVER");
    assertThat(over.path("toState").asString()).isEqualTo("OVER");
    assertThat(over.path("details").path("ready").asBoolean()).isTrue();
    assertThat(selling.historyHolds(road.id())).isTrue();
  }

  @Test
  void aSideLeavesAndComesBack() {
    String us = road.us;
    String them = road.them;
    road.ready(LiveSelling.evening(20));
    road.leave(selling.other);
    road.awaitAt("Task_Await" + them + "Confirmation");
    road.awaitAt("Task_Await" + us + "Other");
    assertThat(road.event("PK_REOPENED").path("details").path("missing").toString())
        .contains(road.opponent, "PK_SIDE_LEFT")
        .doesNotContain(road.streamer);
    road.confirm(selling.other);
    road.awaitAt("Gateway_AwaitLive");
    assertThat(road.between())
        .endsWith(
            "Gateway_AwaitLive",
            "Event_SideLeft",
            "Task_OpenSides",
            "Gateway_Sides",
            "Gateway_BothReady",
            "Gateway_AwaitLive");
    assertThat(road.sideOf(us))
        .endsWith(
            all(opened(us), checked(us, "Task_Await" + us + "Other"), ready(us))
                .toArray(String[]::new));
    assertThat(road.actions())
        .containsSubsequence("PK_READY", "PK_SIDE_LEFT", "PK_REOPENED", "PK_CONFIRMED", "PK_READY");
  }

  @Test
  void theLiveMovesTwice() {
    String us = road.us;
    String them = road.them;
    road.ready(LiveSelling.evening(20));
    road.move(selling.owner, LiveSelling.evening(25));
    road.awaitAt("Task_Await" + them + "Confirmation");
    road.awaitAt("Task_Await" + us + "Other");
    road.move(selling.other, LiveSelling.evening(4));
    road.awaitAt("Task_Await" + us + "Confirmation");
    road.awaitAt("Task_Await" + them + "Confirmation");
    road.confirm(selling.owner);
    road.confirm(selling.other);
    road.awaitAt("Gateway_AwaitLive");
    assertThat(road.between())
        .containsSubsequence(
            "Gateway_AwaitLive",
            "Event_LiveMoved",
            "Task_DateSession",
            "Task_OpenSides",
            "Event_LiveMoved",
            "Task_DateSession",
            "Task_OpenSides",
            "Gateway_BothReady",
            "Gateway_AwaitLive");
    assertThat(Collections.frequency(road.between(), "Event_LiveMoved")).isEqualTo(2);
    // The clocks of the two times before are gone, and those of the last one run.
    platform.travelTo(road.liveAt().plusSeconds(1));
    road.awaitAction("PK_LIVE_BEGAN");
    assertThat(road.event("PK_LIVE_BEGAN").path("details").path("liveAt").asString())
        .isEqualTo(road.liveAt().toString());
    assertThat(road.actions()).containsOnlyOnce("PK_LIVE_BEGAN");
  }

  @Test
  void whatIsHungIsSwappedAndEdited() {
    String us = road.us;
    String them = road.them;
    road.planned(LiveSelling.evening(20));
    String product = selling.product(road.mine);
    String filing = road.declare(product);
    road.awaitAt("Task_Await" + us + "Products");
    road.confirm(selling.other);
    road.awaitAt("Task_Await" + them + "Other");
    road.approve(filing);
    road.awaitAt("Gateway_AwaitLive");

    String instead = selling.product(road.mine);
    road.act(selling.owner, "products/" + product + "/replacement", Map.of("productId", instead));
    road.awaitAt("Task_Await" + us + "Products");
    road.awaitAt("Task_Await" + them + "Other");
    String swapped =
        selling
            .auditor
            .get("/api/v1/filings?productId=" + instead)
            .items()
            .path(0)
            .path("id")
            .asString();
    road.approve(swapped);
    road.awaitAt("Gateway_AwaitLive");

    selling.retitle(instead, "换了标题的连衣裙");
    road.awaitAt("Task_Await" + us + "Products");
    assertThat(road.event("PK_REOPENED").path("details").path("missing").toString())
        .contains(instead, "PK_PRODUCT_PENDING");
    road.approve(swapped);
    road.awaitAt("Gateway_AwaitLive");
    assertThat(road.between())
        .filteredOn(element -> element.startsWith("Event_") || element.startsWith("Gateway_Aw"))
        .endsWith(
            "Gateway_AwaitLive",
            "Event_ProductsChanged",
            "Gateway_AwaitLive",
            "Event_ProductsChanged",
            "Gateway_AwaitLive");
    assertThat(road.sideOf(them))
        .endsWith(
            all(opened(them), checked(them, "Task_Await" + them + "Other"), ready(them))
                .toArray(String[]::new));
  }

  @Test
  void aThresholdIsLost() {
    String them = road.them;
    road.ready(LiveSelling.evening(20));
    // Figures that change nothing for the PK wake nobody.
    int told = messages();
    Map<String, Object> figures = SampleStreamers.figures(road.theirs, true);
    figures.put("followers", 123_456);
    selling.tell(road.opponent, figures);
    road.awaitJudged();
    assertThat(messages()).isEqualTo(told);
    figures.put("experienceRating", 3.5);
    selling.tell(road.opponent, figures);
    road.awaitAt("Task_Await" + them + "Threshold");
    assertThat(road.between().stream().filter("Event_ThresholdLost"::equals)).hasSize(1);
    road.tellFigures();
    road.awaitAt("Gateway_AwaitLive");
  }

  private int messages() {
    return platform
        .database()
        .sql("select count(*) from engine_outbox where case_id = :id")
        .param("id", road.id())
        .query(Integer.class)
        .single();
  }

  @Test
  void nobodyAnswers() {
    road.planned(LiveSelling.evening(20));
    platform.travelTo(road.fileBy().minusSeconds(5));
    road.awaitAction("PK_SIDE_REMINDED");
    JsonNode reminded = road.event("PK_SIDE_REMINDED").path("details");
    assertThat(reminded.path("workingDaysLeft").asInt()).isBetween(0, 2);
    platform.travelTo(road.fileBy().plusSeconds(1));
    road.awaitAction("PK_FILING_ENDED");
    assertThat(road.event("PK_FILING_ENDED").path("details").path("missing").toString())
        .contains("PK_NOT_CONFIRMED");
    platform.travelTo(road.liveAt().plusSeconds(1));
    road.awaitAction("PK_LIVE_BEGAN");
    assertThat(road.event("PK_LIVE_BEGAN").path("details").path("ready").asBoolean()).isFalse();
    platform.travelTo(road.liveAt().plus(Duration.ofHours(24)).plusSeconds(1));
    road.awaitAction("PK_OVER");
    road.awaitEnd();
    assertThat(road.clock())
        .containsExactly(
            "Event_ReminderDue",
            "Task_RemindSides",
            "Event_FilingEnds",
            "Task_TellFilingEnded",
            "Event_LiveBegins",
            "Task_TellLiveBegan",
            "Event_SessionOver",
            "Task_EndSession",
            "Event_SessionEnded");
    assertThat(road.between()).endsWith("Gateway_Outcome", "Event_NeverReady");
    assertThat(road.actions()).doesNotContain("PK_READY");
  }

  @Test
  void oneOfBeforeItsProcessGetsAnInstanceWhereItStands() {
    road.ready(LiveSelling.evening(20));
    long former = platform.instanceOf(road.id());
    platform.engineByHand().cancel(road.id());
    platform
        .database()
        .sql(
            "update pk_session set begun = false, process_instance_key = null, both_ready = false where id = :id")
        .param("id", road.id())
        .update();
    TestPlatform.await(
        "another instance",
        () -> platform.hasInstance(road.id()) && platform.instanceOf(road.id()) != former);
    road.awaitAt("Gateway_AwaitLive");
    assertThat(road.actions()).containsOnlyOnce("PK_READY");
  }

  @Test
  void aLostInstanceIsFoundAndBegunAnew() {
    road.planned(LiveSelling.evening(20));
    platform.engineByHand().cancel(road.id());
    new Applications().awaitFinding(road.id(), "INSTANCE_ENDED");
    assertThat(
            platform
                .api("operator")
                .post("/api/v1/cases/" + road.id() + "/resync", Map.of())
                .body()
                .path("repaired")
                .asBoolean())
        .isTrue();
    road.awaitAt("Task_Await" + road.them + "Confirmation");
    JsonNode process = road.read(platform.api("operator")).path("process");
    assertThat(process.path("processInstanceKey").asString())
        .isEqualTo(Long.toString(platform.instanceOf(road.id())));
    assertThat(process.path("url").asString())
        .endsWith("/operate/processes/" + platform.instanceOf(road.id()));
    assertThat(road.read(selling.owner).path("process").isNull()).isTrue();
    road.confirm(selling.other);
    road.awaitAt("Gateway_AwaitLive");
  }

  /** As /migration has it done: each element is the one of its id. */
  @Test
  void runningOnesMoveToANewerDiagramAndGoOnThere() throws IOException {
    Pattern nodes =
        Pattern.compile("<bpmn:(?:\\w*[eE]vent|\\w*[tT]ask|\\w*Gateway|subProcess) id=\"(\\w+)\"");
    CamundaClient client = platform.bean(CamundaClient.class);
    String present = Files.readString(Path.of("bpmn/pk-session.bpmn"));
    PkRoad waiting = new PkRoad();
    waiting.planned(LiveSelling.evening(20));
    road.ready(LiveSelling.evening(20));
    long newer =
        client
            .newDeployResourceCommand()
            .addResourceStringUtf8(present + "<!-- newer -->", "pk-session.bpmn")
            .requestTimeout(Duration.ofMinutes(1))
            .send()
            .join()
            .getProcesses()
            .getFirst()
            .getProcessDefinitionKey();
    List<MappingInstruction> mapped =
        nodes
            .matcher(present)
            .results()
            .map(found -> new MappingInstruction(found.group(1), found.group(1)))
            .toList();
    for (PkRoad one : List.of(road, waiting)) {
      client
          .newMigrateProcessInstanceCommand(platform.instanceOf(one.id()))
          .migrationPlan(new MigrationPlanImpl(newer, mapped))
          .send()
          .join();
    }
    waiting.confirm(selling.other);
    waiting.awaitAt("Gateway_AwaitLive");
    road.leave(selling.other);
    road.awaitAt("Task_Await" + road.them + "Confirmation");
    road.move(selling.owner, LiveSelling.evening(4));
    road.confirm(selling.other);
    road.awaitAt("Gateway_AwaitLive");
    assertThat(road.between()).contains("Event_SideLeft", "Event_LiveMoved");
  }
}
