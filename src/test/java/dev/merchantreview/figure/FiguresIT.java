package dev.merchantreview.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Figures are taken once, corrected with their history, and refused with everything wrong. */
class FiguresIT {

  private static final String API = "/api/v1/figures";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient admin = service.api("admin");
  private final ApiClient merchant = service.api("merchant");

  private String store(String merchantId) {
    String id = "st_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    StoredStores.open(service.database(), id, "KUAISHOU", merchantId);
    return id;
  }

  private static Map<String, Object> figure(String name, Number value, LocalDate asOf) {
    Map<String, Object> figure = new HashMap<>();
    figure.put("name", name);
    figure.put("value", value);
    figure.put("unit", "RATIO");
    figure.put("asOf", asOf.toString());
    figure.put("windowDays", 90);
    figure.put("source", "kuaishou");
    return figure;
  }

  private static Map<String, Object> with(Map<String, Object> figure, String key, Object value) {
    Map<String, Object> other = new HashMap<>(figure);
    other.put(key, value);
    return other;
  }

  private static Map<String, Object> of(String kind, String id, Map<String, Object> figure) {
    return with(with(figure, "subjectKind", kind), "subjectId", id);
  }

  private JsonNode put(String store, List<Map<String, Object>> figures) {
    ApiClient.Answer answer = admin.put(API + "/STORE/" + store, Map.of("figures", figures));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static List<String> errors(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").asString() + " " + error.path("code").asString())
        .toList();
  }

  private static String counts(int recorded, int corrected, int unchanged) {
    return "{\"recorded\":%d,\"corrected\":%d,\"unchanged\":%d}"
        .formatted(recorded, corrected, unchanged);
  }

  private JsonNode one(String store, String name, LocalDate on) {
    return admin
        .get(API + "/STORE/" + store + "?on=" + on)
        .body()
        .path("figures")
        .valueStream()
        .filter(figure -> figure.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void keepsEveryCorrectionAndNothingTwice() {
    String store = store("m-19101");
    Map<String, Object> yesterday = figure("quality-return-rate", 0.02, TODAY.minusDays(1));
    assertThat(put(store, List.of(yesterday))).hasToString(counts(1, 0, 0));
    assertThat(put(store, List.of(yesterday))).hasToString(counts(0, 0, 1));
    assertThat(put(store, List.of(with(yesterday, "value", 0.03)))).hasToString(counts(0, 1, 0));
    assertThat(put(store, List.of(with(yesterday, "value", 0.02)))).hasToString(counts(0, 1, 0));
    JsonNode reports = admin.get(API + "/STORE/" + store + "/quality-return-rate").body();
    assertThat(reports.path("items").valueStream())
        .extracting(
            report -> report.path("revision").asInt() + " " + report.path("value").asString())
        .containsExactly("3 0.02", "2 0.03", "1 0.02");
    JsonNode page = admin.get(API + "/STORE/" + store + "/quality-return-rate?limit=2").body();
    assertThat(
            admin
                .get(
                    API
                        + "/STORE/"
                        + store
                        + "/quality-return-rate?limit=2&cursor="
                        + page.path("next").asString())
                .items())
        .hasSize(1);
  }

  @Test
  void countsTheLatestDayAndOfADayWhatWasToldLast() {
    String store = store("m-19102");
    put(
        store,
        List.of(figure("live-days", 30, TODAY.minusDays(1))).stream()
            .map(FiguresIT::days)
            .toList());
    put(store, List.of(days(figure("live-days", 20, TODAY.minusDays(5)))));
    assertThat(one(store, "live-days", TODAY).path("value").asInt()).isEqualTo(30);
    assertThat(one(store, "live-days", TODAY.minusDays(1)).path("value").asInt()).isEqualTo(30);
    assertThat(one(store, "live-days", TODAY.minusDays(2)).path("value").asInt()).isEqualTo(20);
    assertThat(
            admin.get(API + "/STORE/" + store + "?on=" + TODAY.minusDays(6)).body().path("figures"))
        .isEmpty();
    put(store, List.of(with(days(figure("live-days", 31, TODAY.minusDays(1))), "source", "other")));
    assertThat(one(store, "live-days", TODAY).path("value").asInt()).isEqualTo(31);
    // An earlier day that is corrected counts on its day, and not today.
    put(store, List.of(days(figure("live-days", 21, TODAY.minusDays(5)))));
    assertThat(one(store, "live-days", TODAY).path("value").asInt()).isEqualTo(31);
    assertThat(one(store, "live-days", TODAY.minusDays(4)).path("value").asInt()).isEqualTo(21);
  }

  private static Map<String, Object> days(Map<String, Object> figure) {
    return with(figure, "unit", "COUNT");
  }

  @Test
  void saysHowOldAFigureIsAndWhetherItCounts() {
    String store = store("m-19103");
    put(
        store,
        List.of(
            figure("quality-return-rate", 0.02, TODAY.minusDays(3)),
            figure("product-negative-feedback-rate", 0.02, TODAY.minusDays(4))));
    assertThat(one(store, "quality-return-rate", TODAY).path("fresh").asBoolean()).isTrue();
    JsonNode old = one(store, "product-negative-feedback-rate", TODAY);
    assertThat(old.path("fresh").asBoolean()).isFalse();
    assertThat(old.path("ageDays").asInt()).isEqualTo(4);
    assertThat(old.path("freshUntil").asString()).isEqualTo(TODAY.minusDays(1).toString());
    FigureSubject subject = new FigureSubject(SubjectKind.STORE, store);
    Figures figures = service.bean(Figures.class);
    assertThat(figures.on(subject, "quality-return-rate", 90, TODAY).orElseThrow())
        .matches(figure -> figure.isFreshOn(TODAY) && !figure.isFreshOn(TODAY.plusDays(1)));
    assertThat(figures.on(subject, "quality-return-rate", 30, TODAY)).isEmpty();
  }

  @Test
  void refusesEverythingThatIsWrongAtOnce() {
    String store = store("m-19104");
    Map<String, Object> good = of("STORE", store, figure("praise-rate", 0.8, TODAY));
    Map<String, Object> figure = with(good, "windowDays", 60);
    ApiClient.Answer answer =
        admin.put(
            API,
            Map.of(
                "figures",
                List.of(
                    with(figure, "value", 80),
                    with(figure, "asOf", TODAY.plusDays(2).toString()),
                    with(figure, "unit", "COUNT"),
                    with(figure, "windowDays", 61),
                    with(figure, "name", "praise-rating"),
                    with(figure, "name", "followers"),
                    with(figure, "subjectId", "st_0000000000000000"),
                    with(figure, "value", "NaN"),
                    with(figure, "value", -0.1),
                    with(with(figure, "value", 0.1234567), "source", "a"),
                    with(with(figure, "value", 0.5), "source", "b"),
                    with(with(figure, "value", 0.6), "source", "b"))));
    assertThat(errors(answer))
        .containsExactlyInAnyOrder(
            "/figures/0/value PERCENT_FOR_RATIO",
            "/figures/1/asOf IN_FUTURE",
            "/figures/2/unit OTHER_UNIT",
            "/figures/2 FIGURE_TWICE",
            "/figures/3/windowDays WINDOW_NOT_ALLOWED",
            "/figures/4/name UNKNOWN_FIGURE",
            "/figures/5/name FIGURE_OF_OTHERS",
            "/figures/5/unit OTHER_UNIT",
            "/figures/5/windowDays WINDOW_NOT_ALLOWED",
            "/figures/5/value TOO_MANY_DECIMALS",
            "/figures/6/subjectId UNKNOWN_SUBJECT",
            "/figures/7/value WRONG_TYPE",
            "/figures/7 FIGURE_TWICE",
            "/figures/8/value OUT_OF_RANGE",
            "/figures/8 FIGURE_TWICE",
            "/figures/9/value TOO_MANY_DECIMALS",
            "/figures/11 FIGURE_TWICE");
    assertThat(answer.body().toString()).contains("for 80 percent write 0.8");
    assertThat(admin.put(API + "/STORE/" + store, "{\"figures\":[{\"value\":NaN}]}").status())
        .isIn(400, 422);
    assertThat(admin.get(API + "/STORE/" + store).body().path("figures")).isEmpty();
  }

  @Test
  void takesOfMerchantsWhatIsTheirsOnly() {
    String mine = store("m-19105");
    String theirs = store("m-29105");
    Map<String, Object> staff =
        with(with(figure("service-staff", 3, TODAY), "unit", "COUNT"), "windowDays", 0);
    assertThat(merchant.put(API + "/STORE/" + mine, Map.of("figures", List.of(staff))).body())
        .hasToString(counts(1, 0, 0));
    assertThat(merchant.put(API + "/STORE/" + theirs, Map.of("figures", List.of(staff))).status())
        .isEqualTo(404);
    assertThat(merchant.get(API + "/STORE/" + theirs).status()).isEqualTo(404);
    assertThat(
            errors(
                merchant.put(
                    API,
                    Map.of(
                        "figures",
                        List.of(
                            of("STORE", mine, staff),
                            of("STORE", theirs, staff),
                            of("STORE", mine, figure("quality-return-rate", 0.1, TODAY)))))))
        .containsExactly(
            "/figures/1/subjectId UNKNOWN_SUBJECT", "/figures/2/name FIGURE_BY_PLATFORM");
    assertThat(
            errors(
                admin.put(
                    API + "/STORE/" + mine,
                    Map.of(
                        "figures", List.of(figure("order-negative-feedback-rate", 0.1, TODAY))))))
        .containsExactly("/figures/0/name FIGURE_OF_OTHERS");
    assertThat(service.api("operator").put(API, Map.of("figures", List.of())).status())
        .isEqualTo(403);
    assertThat(errors(admin.get(API + "/SHOP/x"))).containsExactly("#path/subjectKind WRONG_TYPE");
  }

  @Test
  void takesFromNobodyWhatTheServiceSaysItself() {
    String store = store("m-19108");
    Map<String, Object> pledge =
        with(with(figure("pledge-damaged-refunded", 1, TODAY), "unit", "FLAG"), "windowDays", 0);
    for (ApiClient whoever : List.of(admin, merchant)) {
      assertThat(errors(whoever.put(API + "/STORE/" + store, Map.of("figures", List.of(pledge)))))
          .containsExactly("/figures/0/name FIGURE_BY_SERVICE");
      assertThat(errors(whoever.put(API, Map.of("figures", List.of(of("STORE", store, pledge))))))
          .containsExactly("/figures/0/name FIGURE_BY_SERVICE");
    }
    assertThat(admin.get(API + "/STORE/" + store).body().path("figures")).isEmpty();
    assertThat(
            admin
                .get("/api/v1/figure-names?subjectKind=STORE")
                .body()
                .valueStream()
                .filter(one -> one.path("byService").asBoolean())
                .map(one -> one.path("name").asString()))
        .containsExactly("pledge-damaged-refunded", "pledge-spoiled-refunded");
  }

  @Test
  void takesAThousandAndNoMore() {
    String store = store("m-19106");
    List<Map<String, Object>> many = new ArrayList<>();
    IntStream.range(0, 1_000)
        .forEach(
            i ->
                many.add(
                    of("STORE", store, figure("quality-return-rate", 0.5, TODAY.minusDays(i)))));
    assertThat(admin.put(API, Map.of("figures", many)).body()).hasToString(counts(1_000, 0, 0));
    assertThat(admin.put(API, Map.of("figures", many)).body()).hasToString(counts(0, 0, 1_000));
    many.add(of("STORE", store, figure("quality-return-rate", 0.5, TODAY.minusDays(1_001))));
    assertThat(errors(admin.put(API, Map.of("figures", many))))
        .containsExactly("/figures TOO_MANY");
  }

  /** Each value is a revision of its own, in whatever order they come. */
  @Test
  void losesNoCorrectionOfManyAtOnce() throws InterruptedException, ExecutionException {
    String store = store("m-19107");
    try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> answers =
          IntStream.rangeClosed(1, 12)
              .mapToObj(
                  i ->
                      calls.submit(
                          () ->
                              put(store, List.of(figure("quality-return-rate", i / 100.0, TODAY)))))
              .toList();
      for (Future<JsonNode> answer : answers) {
        answer.get();
      }
    }
    JsonNode reports = admin.get(API + "/STORE/" + store + "/quality-return-rate").body();
    assertThat(reports.path("items").valueStream().map(one -> one.path("revision").asInt()))
        .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    assertThat(one(store, "quality-return-rate", TODAY).path("value"))
        .isEqualTo(reports.path("items").path(0).path("value"));
  }
}
