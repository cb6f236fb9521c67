package dev.merchantreview.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was right when the service started last stops no later start only because time passed. */
class LaterStartsIT {

  private static final String PATH = "/api/v1/rule-notices/";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  @TempDir private static Path folder;
  private static String config;
  private static ServiceAlone service;

  /** A category and a deposit class that only an edition has rows for, whose notice ends. */
  @BeforeAll
  static void start() throws IOException {
    OwnConfig.copy(folder);
    Path tree = folder.resolve("categories/douyin.yaml");
    Files.writeString(
        tree,
        Files.readString(tree)
            .replace("[服饰, 珠宝文玩, 母婴, 其他]", "[服饰, 珠宝文玩, 母婴, 服试, 其他]")
            .replaceFirst(
                "(english: Jewellery[^\\n]*\\n)",
                "$1    open-to: [INDIVIDUAL_BUSINESS, ENTERPRISE, IMPORT]\n"));
    String business = "<text>\"INDIVIDUAL_BUSINESS\"</text>";
    String jewellery = "\"Rule_Douyin_Individual_Jewellery_in1\">" + business;
    String clothing = "\"Rule_Douyin_Individual_Clothing_in2\"><text>list contains(?, \"服饰\")";
    String released = Files.readString(Path.of("bpmn/rules/store-deposit.dmn"));
    assertThat(released).contains(jewellery, clothing);
    Files.writeString(
        folder.resolve("notices/store-deposit@9801.dmn"),
        released
            .replace(
                jewellery, jewellery.replace("BUSINESS\"</text>", "BUSINESS\",\"IMPORT\"</text>"))
            .replace(clothing, clothing + " or list contains(?, \"服试\")"));
    Files.writeString(
        folder.resolve("notices/jewellery-imported.yaml"),
        """
        platforms: [DOUYIN]
        title:
          zh: 进口店珠宝
          en: Jewellery of import stores
        published-on: %s
        effective-from: %s
        ends-on: %s
        source: D-rules 9
        tables: [{table: store-deposit, edition: 9801}]
        categories: []
        programmes: []
        transition:
          kind: NOTHING
        """
            .formatted(TODAY.minusDays(3), TODAY.minusDays(2), TODAY.plusDays(1)));
    config = "--merchant-review.config-location=file:" + folder + "/";
    service = ServiceAlone.with(config);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void returnToPresent() {
    service.returnToPresent();
  }

  private static JsonNode told(String what) {
    return service
        .api("admin")
        .get("/actuator/health")
        .body()
        .at("/components/ruleBook/details")
        .path(what);
  }

  private static double unanswered() {
    return service
        .bean(MeterRegistry.class)
        .get("merchantreview.rules.trees.unanswered")
        .gauge()
        .value();
  }

  @Test
  void goOnAfterTheNoticeEndedWhoseEditionATreeNeeds() {
    String question = "store-deposit: DOUYIN IMPORT 珠宝文玩 (珠宝文玩)";
    service.bean(RuleBookCheck.class).lookOnANewDay();
    assertThat(told(question).isMissingNode()).isTrue();
    service.travelTo(Instant.now().plus(Duration.ofDays(3)));
    // While it runs it is told on the new day,
    service.bean(RuleBookCheck.class).lookOnANewDay();
    assertThat(told(question).asString())
        .contains("jewellery-imported brought until", "edition 9801");
    assertThat(unanswered()).isEqualTo(2);
    // and the next start tells it, too.
    service.restart(config);
    assertThat(told(question).asString())
        .contains(
            "jewellery-imported brought until " + TODAY.plusDays(1), "close it to the store type");
    assertThat(unanswered()).isEqualTo(2);
    service.returnToPresent();
    service.bean(RuleBookCheck.class).lookOnANewDay();
    assertThat(told(question).isMissingNode()).isTrue();
    assertThat(unanswered()).isZero();
  }

  @Test
  void goOnWithAnEditionThatCannotBeReadUnlessItCountsAndNobodyWasTold() {
    LocalDate first = TODAY.plusDays(9);
    service
        .database()
        .sql(
            "insert into decision_edition (table_id, edition, content, sha256, loaded_by, loaded_at)"
                + " values ('lucky-draw', 9802, '<definitions>', repeat('b', 64), 'ADMIN:admin', now())")
        .update();
    ApiClient.Answer answer =
        service
            .api("admin")
            .put(PATH + "of-before-9802", Notices.bringing("lucky-draw", 9_802, first, null));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    service.restart(config);
    assertThat(told("lucky-draw@9802").asString()).contains("is not a DMN table that can be read");
    // Its day comes by itself.
    service.travelTo(Instant.now().plus(Duration.ofDays(10)));
    service.restart(config);
    assertThat(told("lucky-draw@9802").isMissingNode()).isFalse();
    // A release that cannot read what the one before could is not started.
    assertThat(marks("delete from decision_edition_unusable")).isEqualTo(1);
    assertThatThrownBy(() -> service.restart(config))
        .rootCause()
        .hasMessageContainingAll("lucky-draw@9802", "go on with the release before");
    marks("update rule_notice set ends_on = effective_from where id = 'of-before-9802'");
    service.restart(config);
    assertThat(told("lucky-draw@9802").isMissingNode()).isTrue();
  }

  private static int marks(String sql) {
    return service.database().sql(sql).update();
  }
}
