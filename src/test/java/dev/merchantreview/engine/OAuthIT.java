package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.BearerCheck;
import dev.merchantreview.testing.GuardedDoor;
import dev.merchantreview.testing.Keycloak;
import dev.merchantreview.testing.LoggedLines;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The service with a real authorization server, before doors that look at every token as a cluster
 * does. It starts with a secret the server does not know.
 */
@ResourceLock(Resources.SYSTEM_OUT)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OAuthIT {

  private static final String CLIENT = "merchant-review";
  private static final String SECRET = "the-secret-of-the-service-0123456789";
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final List<String> AUDIENCES = List.of("zeebe-api", "tasklist-api", "operate-api");
  private static final Path SHARED_FILE =
      Path.of(System.getProperty("user.home"), ".camunda", "credentials");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final LoggedLines LOG = new LoggedLines();
  private static Keycloak keycloak;
  private static BearerCheck ofGateway;
  private static BearerCheck ofRest;
  private static BearerCheck ofTasklist;
  private static BearerCheck ofOperate;
  private static StandInGateway gateway;
  private static GuardedDoor rest;
  private static GuardedDoor tasklist;
  private static GuardedDoor operate;
  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    keycloak = new Keycloak("cluster");
    ofGateway = new BearerCheck(keycloak.keysUrl(), "zeebe-api");
    ofRest = new BearerCheck(keycloak.keysUrl(), "zeebe-api");
    ofTasklist = new BearerCheck(keycloak.keysUrl(), "tasklist-api");
    ofOperate = new BearerCheck(keycloak.keysUrl(), "operate-api");
    gateway = new StandInGateway(List.of(ofGateway));
    rest = new GuardedDoor(ofRest, "{\"items\":[],\"page\":{\"totalItems\":0}}");
    tasklist = new GuardedDoor(ofTasklist, "[]");
    operate = new GuardedDoor(ofOperate, "{\"items\":[]}");
    service =
        ServiceAlone.with(
            gateway.address(),
            "--merchant-review.engine.rest-address=" + rest.url(),
            "--merchant-review.engine.tasklist.url=" + tasklist.url(),
            "--merchant-review.engine.operate-api-url=" + operate.url(),
            "--merchant-review.engine.oauth.client-id=" + CLIENT,
            "--merchant-review.engine.oauth.client-secret=" + SECRET,
            "--merchant-review.engine.oauth.audience=zeebe-api",
            "--merchant-review.engine.oauth.authorization-server=" + keycloak.tokenUrl(),
            "--merchant-review.engine.form-settle=0s",
            "--merchant-review.engine.outside-backoff=200ms",
            "--merchant-review.engine.retry-backoff=50ms");
    keycloak.awaitStarted().addClient(CLIENT, "another-secret", SHORT, AUDIENCES);
  }

  @AfterAll
  static void stop() {
    service.close();
    Stream.of(rest, tasklist, operate).forEach(GuardedDoor::close);
    gateway.close();
    keycloak.close();
    LOG.close();
  }

  private static CaseId publish() {
    CaseId id = new CaseId("sa_" + "%016d".formatted(NUMBERS.incrementAndGet()));
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .bean(EngineOutbox.class)
                    .publish(id, "any", id.value(), Map.of("caseId", id.value())));
    return id;
  }

  private static boolean isPending(CaseId id) {
    return service.bean(EngineOutbox.class).isPending(id);
  }

  private static long arrivals(CaseId id) {
    return gateway.published.stream()
        .filter(message -> message.getCorrelationKey().equals(id.value()))
        .count();
  }

  private static void awaitSentOnce(List<CaseId> ids) {
    TestPlatform.await("all to be sent", () -> ids.stream().noneMatch(OAuthIT::isPending));
    assertThat(ids).allSatisfy(id -> assertThat(arrivals(id)).isEqualTo(1));
  }

  /** One call of each kind: over gRPC, over REST, and of the APIs of 8.7. */
  private static void callAll() {
    awaitSentOnce(List.of(publish()));
    service.bean(ClusterGroupDirectory.class).members("finance");
    WebAppSession session = service.bean(WebAppSession.class);
    assertThat(session.post("/v1/tasks/search", Map.of(), JsonNode[].class)).isPresent();
    assertThat(session.post("/v1/process-instances/search", Map.of(), JsonNode.class)).isPresent();
  }

  private static JsonNode health() {
    return service.api("operator").get("/actuator/health").body().path("components").path("engine");
  }

  private static Stream<BearerCheck> checks() {
    return Stream.of(ofGateway, ofRest, ofTasklist, ofOperate);
  }

  @Test
  @Order(1)
  void namesAWrongSecretAtTheStartAndGoesOnWhenItIsRight() {
    CaseId kept = publish();
    TestPlatform.await(
        "the refusal in the health",
        () -> health().path("details").path("token").asString("").contains("refuses"));
    assertThat(health().path("status").asString()).isEqualTo("DOWN");
    String told =
        "the authorization server refuses the client merchant-review, see"
            + " merchant-review.engine.oauth.client-id and merchant-review.engine.oauth.client-secret";
    assertThat(health().path("details").path("token").asString()).isEqualTo(told);
    // Not even once while a service of another class sets logging up anew.
    assertThat(LOG.lines().stream().filter(line -> line.contains(told)))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(isPending(kept)).isTrue();
    keycloak.setSecret(CLIENT, SECRET);
    awaitSentOnce(List.of(kept));
    TestPlatform.await("health", () -> health().path("status").asString().equals("UP"));
    assertThat(checks().flatMap(check -> check.refused.stream())).isEmpty();
  }

  @Test
  @Order(2)
  void renewsEveryTokenBeforeItsEnd() {
    Instant begun = Instant.now();
    TestPlatform.await(
        "three tokens of each kind to run out",
        () -> {
          callAll();
          return checks().allMatch(check -> ended(check, begun) >= 3);
        });
    assertThat(checks().flatMap(check -> check.refused.stream())).isEmpty();
  }

  private static long ended(BearerCheck check, Instant since) {
    return check.taken.stream()
        .distinct()
        .map(BearerCheck.Token::end)
        .filter(end -> end.isAfter(since) && end.isBefore(Instant.now()))
        .count();
  }

  @Test
  @Order(3)
  void goesOnWithWhatWasKeptWhenTheServerIsBack() {
    keycloak.unplug();
    TestPlatform.await(
        "the last token's end",
        () ->
            health().path("details").path("token").asString("").contains("does not answer")
                // It is missed before its end already, when it cannot be renewed.
                && ofGateway.taken.getLast().end().isBefore(Instant.now()));
    List<CaseId> kept = IntStream.range(0, 20).mapToObj(i -> publish()).toList();
    assertThat(kept).allSatisfy(id -> assertThat(isPending(id)).isTrue());
    keycloak.plugIn();
    awaitSentOnce(kept);
    callAll();
    TestPlatform.await("health", () -> health().path("status").asString().equals("UP"));
    assertThat(checks().flatMap(check -> check.refused.stream())).isEmpty();
  }

  @Test
  @Order(4)
  void fetchesNewTokensWhenTheServersKeysWereChanged() {
    keycloak.setLife(CLIENT, LONG);
    TestPlatform.await(
        "long tokens everywhere",
        () -> {
          callAll();
          return checks()
              .allMatch(
                  check ->
                      check.taken.getLast().end().isAfter(Instant.now().plus(LONG.dividedBy(2))));
        });
    List<String> before = checks().map(check -> check.taken.getLast().value()).toList();
    keycloak.rotateKeys();
    checks().forEach(BearerCheck::forgetKeys);
    List<CaseId> sent = IntStream.range(0, 50).mapToObj(i -> publish()).toList();
    callAll();
    awaitSentOnce(sent);
    // REST has the token that gRPC was given anew.
    assertThat(Stream.of(ofGateway, ofTasklist, ofOperate))
        .allSatisfy(check -> assertThat(check.refused).isNotEmpty());
    assertThat(checks().map(check -> check.taken.getLast().value()))
        .doesNotContainAnyElementsOf(before);
    assertThat(service.api("operator").get("/api/v1/findings").items()).isEmpty();
  }

  @Test
  @Order(5)
  void sharesNoTokenWithAnotherServiceOfTheMachine() throws IOException {
    boolean wasThere = Files.exists(SHARED_FILE);
    callAll();
    String ours = ofTasklist.taken.getLast().value();
    String others =
        new ClusterTokens(service.bean(EngineProperties.class)).tasklist().orElseThrow().current();
    assertThat(others).isNotEqualTo(ours);
    callAll();
    assertThat(ofTasklist.taken.getLast().value()).isEqualTo(ours);
    assertThat(Files.exists(SHARED_FILE)).isEqualTo(wasThere);
  }

  @Test
  @Order(6)
  void namesTheAudienceWhenTheClusterTakesNoTokenOfIt() {
    ofGateway.expect("orchestration-api");
    service.bean(ProcessDeployment.class).again();
    TestPlatform.await(
        "the refusal in the health",
        () ->
            health()
                .path("details")
                .path("deployment")
                .asString("")
                .startsWith(
                    "The cluster does not take the token, see merchant-review.engine.oauth.audience"));
    assertThat(health().path("status").asString()).isEqualTo("DOWN");
    CaseId kept = publish();
    assertThat(isPending(kept)).isTrue();
    ofGateway.expect("zeebe-api");
    awaitSentOnce(List.of(kept));
    TestPlatform.await("health", () -> health().path("status").asString().equals("UP"));
  }

  @Test
  @Order(7)
  void showsNeitherSecretNorToken() {
    List<String> secrets =
        Stream.concat(
                Stream.of(SECRET),
                checks().flatMap(check -> check.taken.stream()).map(BearerCheck.Token::value))
            .distinct()
            .toList();
    String shown =
        String.join("\n", LOG.lines())
            + service.bean(EngineProperties.class)
            + Stream.of("/actuator/health", "/actuator/info", "/actuator/prometheus")
                .map(path -> service.api("admin").get(path).raw().body())
                .toList();
    assertThat(LOG.lines()).isNotEmpty();
    assertThat(secrets).hasSizeGreaterThan(10).noneMatch(shown::contains);
  }
}
