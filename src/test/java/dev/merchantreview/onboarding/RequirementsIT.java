package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.category.ShippedCategories;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionResponse;
import io.grpc.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a store needs is said before anything is filled in, and it is what the machine then asks.
 * The decision tables are the real ones, evaluated by the engine's own library.
 */
class RequirementsIT {

  private static final String PATH = "/api/v1/store-applications/requirements";
  private static final AtomicInteger NEXT = new AtomicInteger(61_000);
  private static final Map<String, String> UPLOADED = new HashMap<>();
  private static final int MEASURED = 400;
  // As many as an application may name.
  private static final int MOST = 20;

  private static StandInGateway gateway;
  private static ServiceAlone service;
  private static ApiClient merchant;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway().withTables();
    service =
        ServiceAlone.with(
            gateway.address(),
            "--merchant-review.engine.form-settle=0s",
            "--merchant-review.engine.retry-backoff=50ms");
    merchant = service.api("merchant");
    service.awaitTables();
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  private static String query(Platform platform, StoreType type, String... categories) {
    return PATH
        + "?platform="
        + platform
        + "&storeType="
        + type
        + Arrays.stream(categories)
            .map(one -> "&category=" + URLEncoder.encode(one, StandardCharsets.UTF_8))
            .collect(Collectors.joining());
  }

  private static JsonNode needed(Platform platform, StoreType type, String... categories) {
    ApiClient.Answer answer = merchant.get(query(platform, type, categories));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  /** Each category alone, and as many together as an application may name. */
  static Stream<Object[]> everyOpenCategoryAloneAndTogether() {
    Categories all = ShippedCategories.all();
    Stream<Object[]> together =
        ShippedCategories.SERVED.stream()
            .flatMap(
                platform ->
                    Arrays.stream(StoreType.values())
                        .map(
                            type ->
                                new Object[] {
                                  platform,
                                  type,
                                  all.all(platform).stream()
                                      .filter(category -> category.openTo().contains(type))
                                      .map(Category::name)
                                      .limit(MOST)
                                      .collect(Collectors.joining("|"))
                                }))
            .filter(one -> !one[2].equals(""));
    return Stream.concat(everyOpenCategory(), together);
  }

  static Stream<Object[]> everyOpenCategory() {
    Categories all = ShippedCategories.all();
    return ShippedCategories.SERVED.stream()
        .flatMap(platform -> all.all(platform).stream())
        .flatMap(
            category ->
                category.openTo().stream()
                    .map(type -> new Object[] {category.platform(), type, category.name()}));
  }

  /**
   * Handed in with exactly what is needed, an application passes the machine checks; without any
   * one of the papers they name what is missing, and nothing else.
   */
  @ParameterizedTest
  @MethodSource("everyOpenCategoryAloneAndTogether")
  void areWhatTheMachineAsks(Platform platform, StoreType type, String names) {
    JsonNode needed = needed(platform, type, names.split("\\|"));
    ObjectNode application = application(platform, type, names, needed);
    assertThat(problems(application)).isEmpty();
    for (int left = 0; left < needed.path("papers").size(); left++) {
      ObjectNode lacking = ApiClient.copy(application);
      ((ArrayNode) lacking.path("documents")).remove(left);
      String anyOf =
          needed
              .path("papers")
              .path(left)
              .path("anyOf")
              .valueStream()
              .map(kind -> kind.path("kind").asString())
              .collect(Collectors.joining(" / "));
      assertThat(problems(lacking)).containsExactly("/documents DOCUMENT_MISSING " + anyOf);
    }
    assertThat(needed.path("reviewWorkingDays").asInt()).isEqualTo(3);
  }

  /** What is left out of the fields is refused, or found, by its name. */
  @ParameterizedTest
  @CsvSource({
    "DOUYIN, ENTERPRISE",
    "DOUYIN, PERSONAL",
    "KUAISHOU, INDIVIDUAL_BUSINESS",
    "KUAISHOU, IMPORT"
  })
  void nameTheFieldsThatAreJudged(Platform platform, StoreType type) {
    JsonNode needed = needed(platform, type, "厨具");
    ObjectNode application = application(platform, type, "厨具", needed);
    List<String> named = new ArrayList<>();
    for (JsonNode field : needed.path("fields")) {
      String pointer = field.path("pointer").asString();
      named.add(pointer);
      ObjectNode lacking = ApiClient.copy(application);
      int slash = pointer.lastIndexOf('/');
      ((ObjectNode) (slash == 0 ? lacking : lacking.at(pointer.substring(0, slash))))
          .remove(pointer.substring(slash + 1));
      List<String> problems = problems(lacking);
      if (field.path("required").asBoolean()) {
        assertThat(problems)
            .as(pointer)
            .isNotEmpty()
            .allMatch(problem -> problem.startsWith(pointer + " "));
      } else {
        assertThat(problems).as(pointer).isEmpty();
      }
    }
    assertThat(named.contains("/subject/licenceNumber")).isEqualTo(type.hasLicence());
    assertThat(named.contains("/subject/registeredIn")).isEqualTo(type == StoreType.IMPORT);
    assertThat(named).contains("/storeName", "/settlementAccount", "/contact", "/documents");
  }

  /** The papers of the sources, held to them row by row. */
  @ParameterizedTest
  @CsvSource({
    "KUAISHOU, PERSONAL, , '[IDENTITY_CARD] [BANK_CARD, BANK_ACCOUNT_PROOF]'",
    "KUAISHOU, ENTERPRISE, , '[IDENTITY_CARD] [BUSINESS_LICENCE] [BANK_CARD, BANK_ACCOUNT_PROOF]'",
    "KUAISHOU, IMPORT, PASSPORT,"
        + " '[PASSPORT] [FOREIGN_REGISTRATION] [BANK_CARD, BANK_ACCOUNT_PROOF]'",
    "DOUYIN, PERSONAL, , '[IDENTITY_CARD]'",
    "DOUYIN, INDIVIDUAL_BUSINESS, , '[IDENTITY_CARD] [BUSINESS_LICENCE]'",
    "DOUYIN, ENTERPRISE, , '[IDENTITY_CARD] [BUSINESS_LICENCE] [DIGITAL_CERTIFICATE_FORM]'",
    "DOUYIN, FLAGSHIP, HK_MACAU_TRAVEL_PERMIT, '[HK_MACAU_TRAVEL_PERMIT] [BUSINESS_LICENCE]"
        + " [DIGITAL_CERTIFICATE_FORM] [TRADEMARK_CERTIFICATE, BRAND_AUTHORISATION]'",
    "WECHAT, PERSONAL, TAIWAN_TRAVEL_PERMIT, '[TAIWAN_TRAVEL_PERMIT]'",
    "WECHAT, ENTERPRISE, RESIDENCE_PERMIT, '[RESIDENCE_PERMIT] [BUSINESS_LICENCE]'",
    "WECHAT, FLAGSHIP, PERMANENT_RESIDENCE_CARD, '[PERMANENT_RESIDENCE_CARD] [BUSINESS_LICENCE]"
        + " [TRADEMARK_CERTIFICATE, TRADEMARK_ACCEPTANCE_NOTICE]'",
    "WECHAT, SINGLE_BRAND, RESIDENT_IDENTITY_CARD, '[IDENTITY_CARD] [BUSINESS_LICENCE]"
        + " [TRADEMARK_CERTIFICATE, TRADEMARK_ACCEPTANCE_NOTICE] [BRAND_AUTHORISATION]'",
    "XIAOHONGSHU, ENTERPRISE, , '[IDENTITY_CARD] [BUSINESS_LICENCE]'",
  })
  void nameThePapersOfTheSources(
      Platform platform, StoreType type, @Nullable String paper, String papers) {
    String query = query(platform, type, "厨具") + (paper == null ? "" : "&identityPaper=" + paper);
    assertThat(
            merchant
                .get(query)
                .body()
                .path("papers")
                .valueStream()
                .map(
                    demand ->
                        demand
                            .path("anyOf")
                            .valueStream()
                            .map(kind -> kind.path("kind").asString())
                            .toList()
                            .toString())
                .collect(Collectors.joining(" ")))
        .isEqualTo(papers);
  }

  /** Told in words, as everything that is needed. */
  @Test
  void nameAlternativesInWords() {
    JsonNode anyOf = needed(Platform.WECHAT, StoreType.FLAGSHIP, "服饰内衣").at("/papers/2/anyOf");
    assertThat(anyOf.toString()).contains("商标注册证", "商标受理通知书", "Trademark acceptance notice");
  }

  /** Without an invitation a category by invitation stays shut, with it all is there. */
  @Test
  void nameTheInvitationsThatAreAskedFor() {
    JsonNode needed = needed(Platform.KUAISHOU, StoreType.ENTERPRISE, "畜牧活体", "文具");
    assertThat(needed.path("invitations").toString()).isEqualTo("[\"畜牧活体\"]");
    ObjectNode application =
        SampleApplications.application(
            "KUAISHOU", merchantId(), "ENTERPRISE", "青禾牧场", List.of("家禽类及其种苗"));
    handIn(application, needed);
    assertThat(problems(application)).containsExactly("/categories/0 INVITATION_REQUIRED ");
    invite(application.path("merchantId").asString(), "畜牧活体");
    assertThat(problems(application)).isEmpty();
  }

  /** The figures of the sources, in yuan, and those of ours. */
  @ParameterizedTest
  @CsvSource({
    "DOUYIN, INDIVIDUAL_BUSINESS, 服饰, 2000",
    "DOUYIN, INDIVIDUAL_BUSINESS, 珠宝文玩, 20000",
    "DOUYIN, INDIVIDUAL_BUSINESS, 母婴, 5000",
    "DOUYIN, INDIVIDUAL_BUSINESS, 文具, 2000",
    "DOUYIN, ENTERPRISE, 服饰, 4000",
    "DOUYIN, ENTERPRISE, 珠宝文玩, 20000",
    "DOUYIN, ENTERPRISE, 母婴, 10000",
    "DOUYIN, ENTERPRISE, 文具, 4000",
    "DOUYIN, ENTERPRISE, 服饰|母婴, 10000",
    "DOUYIN, ENTERPRISE, 服饰|母婴|珠宝文玩|文具, 20000",
    "DOUYIN, FLAGSHIP, 母婴, 10000",
    "DOUYIN, PERSONAL, 服饰内衣, 500",
    "DOUYIN, PERSONAL, 运动户外, 500",
    "DOUYIN, PERSONAL, 鞋靴, 500",
    "DOUYIN, PERSONAL, 厨具, 500",
    "KUAISHOU, INDIVIDUAL_BUSINESS, 畜牧活体, 1000",
    "KUAISHOU, INDIVIDUAL_BUSINESS, 水产类及其种苗, 1000",
    "KUAISHOU, INDIVIDUAL_BUSINESS, 畜牧活体|文具, 2000",
    "KUAISHOU, ENTERPRISE, 畜牧活体, 10000",
    "KUAISHOU, ENTERPRISE, 家禽类及其种苗, 10000",
    "KUAISHOU, ENTERPRISE, 文具, 4000",
    "KUAISHOU, PERSONAL, 珠宝文玩, 500",
    "KUAISHOU, IMPORT, 珠宝文玩|美妆, 20000",
    "WECHAT, ENTERPRISE, 食品饮料, 0",
    "WECHAT, PERSONAL, 母婴, 0",
    "XIAOHONGSHU, ENTERPRISE, 服饰|珠宝文玩, 20000",
    "XIAOHONGSHU, PERSONAL, 服饰, 500",
  })
  void nameTheDeposit(Platform platform, StoreType type, String categories, long yuan) {
    assertThat(needed(platform, type, categories.split("\\|")).path("depositFen").asLong())
        .isEqualTo(yuan * 100);
  }

  @ParameterizedTest
  @CsvSource({
    "DOUYIN, ENTERPRISE, 服饰, 'SUBJECT VERIFY_ACCOUNT SHOP_DATA AUDIT SIGN DEPOSIT'",
    "DOUYIN, PERSONAL, 厨具, 'SUBJECT SHOP_DATA AUDIT SIGN DEPOSIT'",
    "KUAISHOU, ENTERPRISE, 服饰, 'SUBJECT AUDIT DEPOSIT'",
    "WECHAT, ENTERPRISE, 母婴, 'SUBJECT VERIFY_ACCOUNT SHOP_DATA AUDIT SIGN'",
    "WECHAT, PERSONAL, 母婴, 'SUBJECT AUDIT SIGN'",
    "XIAOHONGSHU, ENTERPRISE, 家居, 'SUBJECT AUDIT SIGN DEPOSIT'",
  })
  void nameTheRoad(Platform platform, StoreType type, String category, String road) {
    assertThat(
            needed(platform, type, category)
                .path("road")
                .valueStream()
                .map(step -> step.path("phase").asString())
                .collect(Collectors.joining(" ")))
        .isEqualTo(road);
  }

  /** What the shop has to show, where there is a phase for it. */
  @Test
  void nameTheDataOfTheShop() {
    assertThat(shop(Platform.WECHAT, StoreType.ENTERPRISE, "母婴"))
        .containsExactly(
            "/shop/logo true",
            "/shop/picture true",
            "/shop/introduction true",
            "/shop/address true",
            "/shop/returnContact true");
    assertThat(shop(Platform.DOUYIN, StoreType.PERSONAL, "厨具"))
        .contains("/shop/logo true", "/shop/shopElsewhere false");
    assertThat(shop(Platform.WECHAT, StoreType.PERSONAL, "母婴")).isEmpty();
  }

  private List<String> shop(Platform platform, StoreType type, String category) {
    return needed(platform, type, category)
        .path("shop")
        .valueStream()
        .map(part -> part.path("pointer").asString() + " " + part.path("required").asBoolean())
        .toList();
  }

  @Test
  void speakTheCallersLanguageAndNamePapersInBoth() {
    JsonNode english = neededIn("en");
    assertThat(english.at("/fields/0/name").asString()).isEqualTo("Store name");
    assertThat(english.at("/road/1/name").asString()).isEqualTo("Audit");
    assertThat(english.at("/papers/1/anyOf/0/zh").asString()).isEqualTo("供货商资质");
    assertThat(english.at("/papers/1/anyOf/0/en").asString()).isEqualTo("Supplier's papers");
    assertThat(english.at("/papers/1/because/0").asString()).isEqualTo("食品饮料");
    assertThat(english.at("/papers/0/because").isEmpty()).isTrue();
    assertThat(neededIn("zh-CN").at("/road/1/name").asString()).isEqualTo("人工审核");
  }

  private static JsonNode neededIn(String language) {
    ApiClient auditor = service.api("auditor");
    return auditor
        .send(
            auditor
                .request(query(Platform.WECHAT, StoreType.PERSONAL, "食品饮料"))
                .setHeader("Accept-Language", language)
                .GET())
        .body();
  }

  @Test
  void refuseEverythingThatIsWrongAtOnce() {
    assertThat(errors(PATH))
        .containsExactlyInAnyOrder(
            "#query/platform REQUIRED", "#query/storeType REQUIRED", "#query/category REQUIRED");
    assertThat(errors(PATH + "?platform=KIOSK&storeType=KIOSK&category=x&category=x&page=1"))
        .containsExactlyInAnyOrder(
            "#query/page UNKNOWN_FIELD",
            "#query/platform NOT_ALLOWED",
            "#query/storeType NOT_ALLOWED",
            "#query/category NOT_UNIQUE");
    assertThat(errors(query(Platform.DOUYIN, StoreType.PERSONAL, "母婴", "飞行器", "厨具", "虚拟商品")))
        .containsExactly(
            "#query/category CATEGORY_CLOSED",
            "#query/category UNKNOWN_CATEGORY",
            "#query/category UNKNOWN_CATEGORY");
    assertThat(
            errors(
                query(
                    Platform.WECHAT,
                    StoreType.ENTERPRISE,
                    Stream.iterate(1, n -> n + 1)
                        .limit(21)
                        .map(n -> "c" + n)
                        .toArray(String[]::new))))
        .contains("#query/category TOO_MANY");
    // Whatever else is named twice is refused as ever.
    assertThat(errors(query(Platform.DOUYIN, StoreType.PERSONAL, "厨具") + "&platform=WECHAT"))
        .containsExactly("#query/platform NOT_UNIQUE");
  }

  /** As an edition, or a tree of before would bring it; the merchant can do nothing about it. */
  @ParameterizedTest
  @CsvSource({
    "required-documents, '[[\"IDENTITY_CRAD\"]]'",
    "required-documents, '[\"IDENTITY_CARD\"]'",
  })
  void sayWhichRuleCannotBeApplied(String table, String answer) {
    answering(table, answer, () -> unusable(table));
  }

  /** A person looks before such a store is asked for anything; all else that is needed is told. */
  @ParameterizedTest
  @CsvSource({"null", "'\"2000\"'", "-1", "0.001"})
  void nameNoDepositWhereTheTableSaysNoAmount(String answer) {
    answering(
        "store-deposit",
        answer,
        () -> {
          ApiClient.Answer told = merchant.get(query(Platform.DOUYIN, StoreType.ENTERPRISE, "服饰"));
          assertThat(told.status()).as(told.body().toString()).isEqualTo(200);
          assertThat(told.body().path("depositFen").isNull()).isTrue();
          assertThat(told.body().path("papers").isEmpty()).isFalse();
        });
  }

  private static void answering(String table, String answer, Runnable asking) {
    Function<EvaluateDecisionRequest, EvaluateDecisionResponse> tables = gateway.decides;
    gateway.decides =
        asked ->
            gateway.decisionOf(asked.getDecisionKey()).equals(table)
                ? StandInGateway.answered(answer)
                : tables.apply(asked);
    try {
      asking.run();
    } finally {
      gateway.decides = tables;
    }
  }

  @Test
  void sayWhichRuleTheEngineRefuses() {
    gateway.refusesDecision =
        asked ->
            gateway.decisionOf(asked.getDecisionKey()).equals("store-deposit")
                ? Optional.of(Status.PERMISSION_DENIED)
                : Optional.empty();
    try {
      unusable("store-deposit");
    } finally {
      gateway.refusesDecision = asked -> Optional.empty();
    }
  }

  private static void unusable(String table) {
    ApiClient.Answer refused = merchant.get(query(Platform.DOUYIN, StoreType.ENTERPRISE, "服饰"));
    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(503);
    assertThat(refused.body().path("type").asString()).isEqualTo("/problems/rule-unusable");
    assertThat(refused.body().path("detail").asString()).contains(table);
  }

  /** Measured, not limited: printed for whoever compares. */
  @Test
  void areAnsweredWhileOneWaits() {
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < MEASURED; i++) {
      long before = System.nanoTime();
      needed(Platform.DOUYIN, StoreType.ENTERPRISE, "服饰", "母婴");
      micros.add((System.nanoTime() - before) / 1_000);
    }
    List<Long> sorted = micros.subList(MEASURED / 4, MEASURED).stream().sorted().toList();
    System.out.printf(
        "requirements: p50 %.1f ms, p95 %.1f ms of %d calls%n",
        sorted.get(sorted.size() / 2) / 1_000.0,
        sorted.get(sorted.size() * 95 / 100) / 1_000.0,
        sorted.size());
    assertThat(sorted).hasSize(MEASURED * 3 / 4);
  }

  private static String merchantId() {
    return "m-1" + NEXT.getAndIncrement();
  }

  /** What is needed and nothing else, with the invitation where one is asked for. */
  private static ObjectNode application(
      Platform platform, StoreType type, String names, JsonNode needed) {
    ObjectNode application =
        SampleApplications.application(
            platform.name(), merchantId(), type.name(), "青禾优选", List.of(names.split("\\|")));
    handIn(application, needed);
    needed
        .path("invitations")
        .forEach(to -> invite(application.path("merchantId").asString(), to.asString()));
    return application;
  }

  private static void handIn(ObjectNode application, JsonNode needed) {
    ArrayNode documents = application.putArray("documents");
    for (JsonNode paper : needed.path("papers")) {
      String kind = paper.at("/anyOf/0/kind").asString();
      documents
          .addObject()
          .put("kind", kind)
          .put(
              "documentId",
              UPLOADED.computeIfAbsent(
                  kind, one -> merchant.upload(one, SampleApplications.png())));
    }
  }

  private static void invite(String merchantId, String category) {
    assertThat(
            service
                .api("admin")
                .put(
                    "/api/v1/category-invitations",
                    Map.of("platform", "KUAISHOU", "merchantId", merchantId, "category", category))
                .status())
        .isEqualTo(200);
  }

  /** What the door refuses, or else what the machine checks find for certain. */
  private static List<String> problems(ObjectNode application) {
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications/pre-check", application);
    if (answer.status() == 422) {
      return answer
          .body()
          .path("errors")
          .valueStream()
          .map(one -> one.path("pointer").asString() + " " + one.path("code").asString())
          .toList();
    }
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    List<String> problems =
        answer
            .body()
            .path("checks")
            .valueStream()
            .flatMap(check -> check.path("problems").valueStream())
            .map(
                one ->
                    one.path("pointer").asString()
                        + " "
                        + one.path("code").asString()
                        + " "
                        + one.path("note").asString(""))
            .toList();
    assertThat(answer.body().path("passed").asBoolean()).isEqualTo(problems.isEmpty());
    return problems;
  }

  private static List<String> errors(String path) {
    ApiClient.Answer answer = merchant.get(path);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(one -> one.path("pointer").asString() + " " + one.path("code").asString())
        .toList();
  }
}
