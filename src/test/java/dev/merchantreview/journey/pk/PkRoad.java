package dev.merchantreview.journey.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.TestPlatform;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A PK of two sides of one's own, and the road its process takes. */
final class PkRoad {

  final LiveSelling selling = new LiveSelling();
  final TestPlatform platform = selling.platform;
  final String mine = LiveSelling.ownMerchant();
  final String theirs = LiveSelling.otherMerchant();
  final String streamer = selling.streamer(mine);
  final String opponent = selling.streamer(theirs);
  private final TasklistClient operate = platform.tasklist("demo");

  /** What the diagram calls our side, and theirs. */
  final String us = streamer.compareTo(opponent) < 0 ? "First" : "Second";

  final String them = us.equals("First") ? "Second" : "First";
  private String id = "";
  private String live = "";

  PkRoad() {
    awaitJudged();
  }

  void awaitJudged() {
    selling.awaitJudged(streamer, opponent);
  }

  /** Plans it; our side has agreed. */
  PkRoad planned(String liveAt) {
    live = liveAt;
    ApiClient.Answer planned =
        selling.owner.post(
            "/api/v1/pk-sessions",
            Map.of(
                "platform",
                "KUAISHOU",
                "streamerId",
                streamer,
                "counterpartId",
                opponent,
                "liveAt",
                live));
    assertThat(planned.status()).as(planned.body().toString()).isEqualTo(201);
    id = planned.id();
    awaitAt("Task_Await" + us + "Other");
    awaitAt("Task_Await" + them + "Confirmation");
    return this;
  }

  /** The same, and both sides are ready, without products. */
  PkRoad ready(String liveAt) {
    planned(liveAt);
    confirm(selling.other);
    awaitAt("Gateway_AwaitLive");
    return this;
  }

  String id() {
    return id;
  }

  void confirm(ApiClient side) {
    act(side, "confirmation", Map.of());
  }

  void leave(ApiClient side) {
    act(side, "departure", Map.of());
  }

  void move(ApiClient side, String to) {
    act(side, "live-time", Map.of("liveAt", to));
    live = to;
  }

  void act(ApiClient side, String what, Map<String, Object> body) {
    ApiClient.Answer answer = side.post("/api/v1/pk-sessions/" + id + "/" + what, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
  }

  /** Declares a product of ours for it, and gives the filing. */
  String declare(String product) {
    return selling.file(
        Map.of(
            "scenario",
            "PK",
            "productIds",
            List.of(product),
            "streamerId",
            opponent,
            "liveAt",
            live));
  }

  void approve(String filing) {
    selling.submit(filing);
    selling.approve(filing);
    selling.awaitState(filing, "APPROVED");
  }

  /** Both sides' figures as of the present, whenever that is. */
  void tellFigures() {
    selling.tell(streamer, SampleStreamers.figures(mine, true));
    selling.tell(opponent, SampleStreamers.figures(theirs, true));
    awaitJudged();
  }

  JsonNode read(ApiClient side) {
    ApiClient.Answer answer = side.get("/api/v1/pk-sessions/" + id);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  Instant fileBy() {
    return OffsetDateTime.parse(read(selling.auditor).path("fileBy").asString()).toInstant();
  }

  Instant liveAt() {
    return OffsetDateTime.parse(live).toInstant();
  }

  void awaitAt(String element) {
    try {
      TestPlatform.await(
          id + " at " + element,
          () -> platform.hasInstance(id) && operate.isAt(platform.instanceOf(id), element));
    } catch (RuntimeException late) {
      throw new AssertionError(
          late.getMessage() + "; " + operate.whereItStands(platform.instanceOf(id)), late);
    }
  }

  void awaitAction(String action) {
    TestPlatform.await(action + " of " + id, () -> actions().contains(action));
  }

  List<String> actions() {
    return selling.actions(id);
  }

  /** The newest event of a kind. */
  JsonNode event(String action) {
    return selling
        .auditor
        .get("/api/v1/cases/" + id + "/history?limit=200")
        .items()
        .valueStream()
        .filter(event -> event.path("action").asString().equals(action))
        .reduce((one, next) -> next)
        .orElseThrow();
  }

  /** The elements passed, those of one side. */
  List<String> sideOf(String side) {
    return path(element -> element.contains(side));
  }

  /** The elements passed outside both sides, the clock's aside. */
  List<String> between() {
    return path(
        element ->
            !element.matches(
                ".*(First|Second).*|pk-session|.*(Reminder|Remind|FilingEnd|LiveBeg|SessionOver|EndSession).*"));
  }

  /** The elements the clock passed. */
  List<String> clock() {
    return path(
        element ->
            element.matches(
                ".*(Reminder|Remind|FilingEnd|LiveBeg|SessionOver|EndSession|SessionEnded).*"));
  }

  List<String> path(Predicate<String> wanted) {
    return platform.passed(id).stream().filter(wanted).toList();
  }

  void awaitEnd() {
    platform.awaitEnd(id);
  }
}
