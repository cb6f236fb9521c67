package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.SeveralServices;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Three services on one database and one engine, one of them killed again and again, do each thing
 * once, or what may be done twice so that it does no harm. They start at once, with days off that
 * the one before them did not know, and with forms it did not deploy.
 */
@HasPlatformAlone("has three services in the place of its own, and kills them")
@EnabledIfSystemProperty(
    named = "merchant-review.tests.load",
    matches = "full",
    disabledReason = "the starts of four services take longer than most tests together")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreeServicesIT {

  private static final int SERVICES = 3;
  private static final int KILLS = 20;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Applications applications = new Applications();
  private final Refunding refunding = new Refunding();
  private final LiveSelling selling = new LiveSelling();
  private final TestPlatform platform = applications.platform;

  private final RoadsUnderKills roads = new RoadsUnderKills();
  private final List<String> running = new ArrayList<>();
  private final List<String> filings = new ArrayList<>();
  private final Map<Map<String, Object>, Refunding.Holder> holders = new HashMap<>();
  private Map<String, Integer> formsBefore = Map.of();
  private Map<String, Integer> formsAfter = Map.of();

  @BeforeAll
  void letThreeServicesTakeEveryCaseToItsEnd(@TempDir Path config) throws Exception {
    long seed = Long.getLong("three-services.seed", System.nanoTime());
    System.out.println("ThreeServicesIT: -Dthree-services.seed=" + seed);
    List<ObjectNode> contents =
        Stream.concat(
                IntStream.range(0, 8)
                    .mapToObj(i -> applications.complete("KUAISHOU", "ENTERPRISE")),
                Stream.concat(
                    IntStream.range(0, 4).mapToObj(i -> applications.complete()),
                    IntStream.range(0, 4)
                        .mapToObj(i -> applications.complete("WECHAT", "ENTERPRISE"))))
            .toList();
    for (int i = 0; i < 3; i++) {
      ObjectNode content = applications.complete("KUAISHOU", "ENTERPRISE");
      listen(content);
      running.add(applications.submit(content));
      filings.add(selling.inReview());
    }
    contents.forEach(this::listen);
    List<Map<String, Object>> requests = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Refunding.Holder holder = refunding.endedProvider();
      Map<String, Object> request = refunding.request(holder, "0000");
      requests.add(request);
      holders.put(request, holder);
    }
    running.forEach(applications::task);
    filings.forEach(selling::task);
    declareOff(config, firstDueDay());
    formsBefore = formVersions();
    platform.stopService();
    forgetScoresOfToday();
    try (SeveralServices services =
        platform.severalServices(
            SERVICES,
            List.of(
                "--merchant-review.config-location=file:" + config + "/",
                "--merchant-review.desk.language=en",
                "--merchant-review.engine.job-timeout=5s",
                "--merchant-review.reconciliation.interval=2s",
                "--merchant-review.reconciliation.grace=30s",
                "--merchant-review.payouts.reconciliation.interval=1s",
                "--merchant-review.payouts.reconciliation.grace=30s",
                "--merchant-review.remittances.interval=1s",
                "--merchant-review.scores.from=00:00",
                "--merchant-review.scores.look=1s"))) {
      services.await();
      roads.walk(services, new Random(seed), KILLS, contents, requests, running, filings);
      services.await();
      awaitQuiet();
      formsAfter = formVersions();
    } finally {
      platform.startServiceAfterKill();
      platform.awaitDeployment();
    }
  }

  /** The first day a running review is due on: off, it moves all of them. */
  private LocalDate firstDueDay() {
    return Stream.concat(
            running.stream().map(id -> applications.read(id).path("auditDue").path("dueAt")),
            filings.stream().map(id -> selling.read(id).path("reviewDueAt")))
        .map(due -> OffsetDateTime.parse(due.asString()).minusSeconds(1))
        .map(due -> due.atZoneSameInstant(ZONE).toLocalDate())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private void listen(ObjectNode content) {
    applications.merchant.put(
        "/api/v1/webhook-endpoints/" + content.path("merchantId").asString(),
        Map.of("url", platform.sandboxUrl() + "/notifications"));
  }

  private static void declareOff(Path config, LocalDate day) throws IOException {
    for (String folder :
        List.of(
            "platforms",
            "categories",
            "figures",
            "scores",
            "programmes",
            "problems",
            "names",
            "calendar")) {
      Files.createDirectories(config.resolve(folder));
      try (Stream<Path> files = Files.list(Path.of("config", folder))) {
        for (Path file : files.toList()) {
          Files.copy(file, config.resolve(folder).resolve(file.getFileName()));
        }
      }
    }
    Files.writeString(
        config.resolve("calendar/cn-2099.yaml"),
        """
        year: 2099
        source: made up for a test
        days-off: [%s]
        worked-weekend-days: []
        """
            .formatted(day));
  }

  /** Results are never taken away but here: the triggers that see to it are left out. */
  private void forgetScoresOfToday() {
    platform
        .database()
        .sql(
            """
            set session_replication_role = replica;
            delete from score_result where run_id in (select id from score_run where day = '%1$s');
            delete from score_run where day = '%1$s'
            """
                .formatted(LocalDate.now(ZONE)))
        .update();
  }

  /** Nothing of these cases is still to be told to anybody, or found to be wrong. */
  private void awaitQuiet() {
    for (String open :
        List.of(
            "select count(*) from engine_outbox where sent_at is null and case_id in (:cases)",
            "select count(*) from notification where state = 'PENDING' and case_id in (:cases)",
            "select count(*) from reconciliation_finding where resolved_at is null and case_id in (:cases)")) {
      TestPlatform.await(open, () -> count(open) == 0);
    }
  }

  private long count(String query) {
    return platform.database().sql(query).param("cases", cases()).query(Long.class).single();
  }

  private List<String> cases() {
    return Stream.of(
            roads.opened().stream(),
            running.stream(),
            filings.stream(),
            roads.refunds().keySet().stream())
        .flatMap(ids -> ids)
        .toList();
  }

  private Map<String, Integer> formVersions() {
    return platform
        .database()
        .sql("select form_id, max(version) from engine_deployed_form group by form_id")
        .query((row, number) -> Map.entry(row.getString(1), row.getInt(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void doesEachStepOfEachCaseOnce() {
    assertThat(roads.opened()).hasSize(16);
    assertThat(roads.refunds()).hasSize(6);
    for (String id : cases()) {
      List<String> actions = applications.actions(id);
      if (roads.refunds().containsKey(id)) {
        assertThat(actions).as(id).containsOnlyOnce("PAYOUT_STARTED", "PAID");
      } else {
        assertThat(actions).as(id).isNotEmpty().doesNotHaveDuplicates();
      }
      assertThat(applications.historyHolds(id)).as(id).isTrue();
      TestPlatform.await(
          "the end of the process of " + id,
          () -> filings.contains(id) || platform.processState(id).equals("COMPLETED"));
    }
  }

  @Test
  void tellsTheEngineOfEachCaseOnce() {
    assertThat(
            count(
                "select count(*) from (select case_id, name, correlation_key, variables from engine_outbox"
                    + " where case_id in (:cases) group by 1, 2, 3, 4 having count(*) > 1) twice"))
        .isZero();
    assertThat(count("select count(*) from engine_outbox where refused and case_id in (:cases)"))
        .isZero();
  }

  @Test
  void tellsMerchantsEachChangeUnderOneNumber() {
    for (String id : roads.opened()) {
      List<JsonNode> received =
          platform.sandbox().get("/notifications?caseId=" + id).body().valueStream().toList();
      Set<String> bodies = new HashSet<>();
      Set<String> numbers = new HashSet<>();
      received.forEach(
          one -> {
            bodies.add(one.path("raw").asString());
            numbers.add(one.path("body").path("eventId").asString());
          });
      // What is sent twice is the same under the same number.
      assertThat(bodies).as(id).hasSameSizeAs(numbers);
      assertThat((long) numbers.size())
          .as(id)
          .isPositive()
          .isEqualTo(
              platform
                  .database()
                  .sql("select count(*) from notification where case_id = :id")
                  .param("id", id)
                  .query(Long.class)
                  .single());
    }
  }

  @Test
  void findsNothingWrong() {
    assertThat(
            platform
                .database()
                .sql(
                    "select case_id || ' ' || kind from reconciliation_finding where case_id in (:cases)")
                .param("cases", cases())
                .query(String.class)
                .list())
        .isEmpty();
  }

  @Test
  void booksEveryPaymentAndPaysEveryDepositBackOnce() {
    for (String id : roads.opened()) {
      JsonNode deposit = applications.read(id).path("deposit");
      assertThat(deposit.path("paidFen").asLong(0))
          .as(id)
          .isEqualTo(deposit.path("requiredFen").asLong(0));
    }
    roads
        .refunds()
        .forEach(
            (id, request) -> {
              assertThat(refunding.received(request)).as(id).hasSize(1);
              refunding.assertHolds(holders.get(request), id);
            });
    assertThat(roads.remitted()).hasSize(4);
    assertThat(
            platform
                .database()
                .sql("select count(*) from remittance_credit where case_id in (:cases)")
                .param("cases", roads.remitted())
                .query(Long.class)
                .single())
        .isEqualTo(4);
  }

  @Test
  void computesTheScoresOfADayOnce() {
    assertThat(
            platform
                .database()
                .sql("select score from score_run where day = :day and finished_at is not null")
                .param("day", LocalDate.now(ZONE))
                .query(String.class)
                .list())
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void countsRunningReviewsAnewOnce() {
    Stream.concat(running.stream(), filings.stream())
        .forEach(
            id ->
                assertThat(applications.auditor.actions(id))
                    .as(id)
                    .containsOnlyOnce("AUDIT_REDATED"));
  }

  @Test
  void makesOneVersionOfEveryForm() {
    assertThat(formsAfter).hasSameSizeAs(formsBefore).isNotEqualTo(formsBefore);
    formsAfter.forEach(
        (form, version) -> assertThat(version - formsBefore.get(form)).as(form).isBetween(0, 1));
  }
}
