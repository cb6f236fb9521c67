package dev.merchantreview.onboarding.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.onboarding.InState;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A deposit is demanded by what is in force on that day, whatever the process brings from a day
 * before; where nothing is, a person is led to the case and no job fails.
 */
class DepositOfItsDayIT {

  private static final AtomicInteger NEXT = new AtomicInteger(93_000);
  private static final String CLOTHING = "    deposit: 服饰\n";

  @TempDir private static Path config;

  private static StandInGateway gateway;
  private static ServiceAlone service;
  private static InState cases;

  @BeforeAll
  static void start() {
    for (String folder :
        List.of(
            "platforms",
            "categories",
            "figures",
            "scores",
            "programmes",
            "problems",
            "names",
            "calendar",
            "notices")) {
      copy(folder);
    }
    gateway = new StandInGateway();
    service = ServiceAlone.with(arguments());
    cases = new InState(service);
    service.awaitTables();
  }

  @BeforeEach
  void answerByTheTables() {
    gateway.withTables();
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  /**
   * The process brings what was true on the day before: since, a category has another class, one is
   * gone, and one is closed to the store type.
   */
  @Test
  void isThatOfTheTreeOfToday() {
    String reclassified = signed("服饰");
    String gone = signed("食品");
    String closed = signed("厨具");
    changeTree(
        tree ->
            tree.replaceFirst(CLOTHING, "    deposit: 母婴\n")
                .replaceFirst("(?s)  - name: 食品\n.*?(?=  - name)", "")
                .replaceFirst("(- name: 厨具\n(?:.*\n)*?    open-to: ).*", "$1[PERSONAL]"));
    demand(reclassified, 4_000);
    assertThat(read(reclassified).path("state").asString()).isEqualTo("DEPOSIT_DUE");
    assertThat(read(reclassified).path("deposit").path("requiredFen").asLong())
        .isEqualTo(1_000_000);
    assertThat(findings(reclassified)).isEmpty();
    isUndecided(gone, "CATEGORY_UNKNOWN", "“食品”已不在平台的类目树中");
    isUndecided(closed, "CATEGORY_CLOSED", "“厨具”已不对该店铺类型开放");
    // They come back: the same jobs go on by themselves.
    changeTree(tree -> file("categories/douyin.yaml"));
    for (String id : List.of(gone, closed)) {
      demand(id, 4_000);
      assertThat(read(id).path("state").asString()).isEqualTo("DEPOSIT_DUE");
      assertThat(findings(id)).isEmpty();
    }
  }

  /** A moved instance, a former diagram, a changed variable: none of it is read. */
  @ParameterizedTest
  @CsvSource(
      value = {"0", "4000", "1000000", "null"},
      nullValues = "null")
  void isNotWhatTheProcessBrings(@Nullable Integer yuan) {
    String id = signed("服饰");
    demand(id, yuan);
    assertThat(read(id).path("deposit").path("requiredFen").asLong()).isEqualTo(400_000);
  }

  /** Of an edition, say: its text is somebody's. */
  @ParameterizedTest
  @CsvSource({
    "null, NO_ROW, 没有适用的行",
    "-500, NO_AMOUNT, 不是金额",
    "1000.505, NO_AMOUNT, 不是金额",
    "'\"viertausend\"', NO_AMOUNT, 不是金额",
  })
  void isNoneWhereTheTableHasNone(String answer, String code, String words) {
    String id = signed("服饰");
    gateway.decides = asked -> StandInGateway.answered(answer);
    isUndecided(id, code, words);
    ApiClient.Answer needed =
        service
            .api("merchant")
            .get(
                "/api/v1/store-applications/requirements?platform=DOUYIN&storeType=ENTERPRISE"
                    + "&category=%E6%9C%8D%E9%A5%B0");
    assertThat(needed.status()).isEqualTo(200);
    assertThat(needed.body().path("depositFen").isNull()).isTrue();
    gateway.decides = asked -> StandInGateway.answered("1000.50");
    demand(id, null);
    assertThat(read(id).path("deposit").path("requiredFen").asLong()).isEqualTo(100_050);
    assertThat(findings(id)).isEmpty();
  }

  /** What lies behind the signature is not asked before it. */
  @Test
  void isNobodysBusinessBeforeTheSignature() {
    String id = application("服饰");
    cases.signing(id);
    gateway.decides = asked -> StandInGateway.answered("null");
    demand(id, null);
    assertThat(read(id).path("state").asString()).isEqualTo("SIGNING");
    assertThat(findings(id)).isEmpty();
    assertThat(actions(id)).contains("STEP_WITHOUT_GROUND").doesNotContain("DEPOSIT_UNDECIDED");
  }

  private static void isUndecided(String id, String code, String words) {
    for (int tries = 0; tries < 2; tries++) {
      assertThatThrownBy(() -> demand(id, 4_000)).isInstanceOf(NotYetException.class);
    }
    assertThat(read(id).path("state").asString()).isEqualTo("SIGNING");
    assertThat(actions(id)).containsOnlyOnce("DEPOSIT_UNDECIDED");
    assertThat(findings(id)).singleElement().asString().contains(words);
    assertThat(
            service
                .database()
                .sql(
                    "select details::jsonb -> 'reasons' ->> 0 from history_event"
                        + " where case_id = :id and action = 'DEPOSIT_UNDECIDED'")
                .param("id", id)
                .query(String.class)
                .single())
        .isEqualTo(code);
  }

  /** As the service works on a job of the engine's. */
  private static void demand(String id, @Nullable Integer depositYuan) {
    work(service.bean(AskDepositWorker.class), id, depositYuan);
  }

  private static <V extends Record> void work(
      ProcessWorker<V> worker, String id, @Nullable Integer depositYuan) {
    ObjectVariables variables = new ObjectVariables(id, depositYuan);
    V given =
        JsonMapper.builder()
            .build()
            .readerFor(worker.variables())
            .readValue(JsonMapper.builder().build().writeValueAsString(variables));
    Supplier<Map<String, Object>> step =
        worker.prepare(
            new EngineJob(7_000, instance(id), "store-onboarding", "Task_DemandDeposit"), given);
    new TransactionTemplate(service.bean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> step.get());
  }

  /** What the process has besides. */
  private record ObjectVariables(String caseId, @Nullable Integer depositYuan) {}

  private static long instance(String id) {
    return 9_000_000 + Math.floorMod(id.hashCode(), 1_000_000);
  }

  private static String signed(String category) {
    String id = application(category);
    cases.signed(id);
    return id;
  }

  private static String application(String category) {
    String merchant = "m-1" + NEXT.getAndIncrement();
    ApiClient api = service.api("merchant");
    return api.post(
            "/api/v1/store-applications",
            SampleApplications.withDocuments(
                SampleApplications.enterprise(merchant, "青禾" + merchant, List.of(category)), api))
        .id();
  }

  private static JsonNode read(String id) {
    return service.api("merchant").get("/api/v1/store-applications/" + id).body();
  }

  private static List<String> actions(String id) {
    return strings("select action from history_event where case_id = :id order by seq", id);
  }

  private static List<String> findings(String id) {
    return strings(
        "select detail from reconciliation_finding where case_id = :id"
            + " and kind = 'DEPOSIT_UNDECIDED' and resolved_at is null",
        id);
  }

  private static List<String> strings(String sql, String id) {
    return service.database().sql(sql).param("id", id).query(String.class).list();
  }

  private static void changeTree(UnaryOperator<String> change) {
    Path tree = config.resolve("categories/douyin.yaml");
    try {
      String before = Files.readString(tree);
      String after = change.apply(before);
      assertThat(after).isNotEqualTo(before);
      Files.writeString(tree, after);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    service.restart(arguments());
    service.awaitTables();
  }

  private static String[] arguments() {
    return new String[] {
      gateway.address(),
      "--merchant-review.config-location=" + config.toUri(),
      "--merchant-review.engine.form-settle=0s",
      "--merchant-review.engine.retry-backoff=50ms"
    };
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of("config").resolve(name));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static void copy(String folder) {
    try (Stream<Path> files = Files.list(Path.of("config", folder))) {
      Files.createDirectories(config.resolve(folder));
      for (Path file : files.toList()) {
        Files.copy(file, config.resolve(folder).resolve(file.getFileName()));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
