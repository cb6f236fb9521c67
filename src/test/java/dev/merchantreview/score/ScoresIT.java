package dev.merchantreview.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Scores as the database computes them; each test on days nobody else has figures of. */
class ScoresIT {

  private static final List<String> CATEGORIES = List.of("服饰", "猪牛羊类及其种苗", "水产类及其种苗");

  private final ServiceAlone service = ServiceAlone.get();
  private final ScoreComputation computation = service.bean(ScoreComputation.class);
  private final Scores scores = service.bean(Scores.class);
  private final ScoreDefinition definition =
      service.bean(ScoreDefinitions.class).of(SubjectKind.STORE).orElseThrow();
  private final ScoreTerms terms = definition.editions().getLast().terms();

  private String store(String merchantId, String category) {
    String id = "st_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    StoredStores.open(service.database(), id, "KUAISHOU", merchantId);
    service
        .database()
        .sql("insert into score_store values (:id, 'KUAISHOU', :category)")
        .param("id", id)
        .param("category", category)
        .update();
    return id;
  }

  /** As if it was reported; scores read what counts. */
  private void figure(
      String kind, String id, String name, int window, double value, LocalDate asOf) {
    service
        .database()
        .sql(
            """
            insert into figure values (:kind, :id, :name, :window, :day, 'test', :value, 0)
            on conflict (subject_kind, subject_id, name, window_days) do update set value = excluded.value,
                as_of = excluded.as_of
            """)
        .param("kind", kind)
        .param("id", id)
        .param("name", name)
        .param("window", window)
        .param("day", asOf)
        .param("value", value)
        .update();
  }

  private Score score(String store, LocalDate day) {
    return scores.on(new FigureSubject(SubjectKind.STORE, store), day).orElseThrow();
  }

  /** What a random store is judged by. */
  private record Sample(
      String id, List<@Nullable Double> raw, @Nullable Double gate, List<Boolean> pledged) {}

  private Sample sample(Random random, String category, LocalDate day) {
    String id = store("m-19301", category);
    List<@Nullable Double> raw = new ArrayList<>();
    for (ScoreTerms.Indicator indicator : terms.indicators()) {
      boolean there = random.nextInt(12) > 0;
      double value = random.nextInt(20) / 20.0;
      if (there) {
        figure("STORE", id, indicator.figure(), 90, value, day.minusDays(random.nextInt(4)));
      } else if (random.nextBoolean()) {
        // Too old to count.
        figure("STORE", id, indicator.figure(), 90, value, day.minusDays(4));
      }
      raw.add(there ? value : null);
    }
    Double gate = random.nextInt(10) == 0 ? null : random.nextInt(12) / 1_000.0;
    if (gate != null) {
      figure("STORE", id, "dispute-fault-rate", 90, gate, day);
    }
    boolean pledged = random.nextBoolean();
    figure("STORE", id, "pledge-damaged-refunded", 0, pledged ? 1 : 0, day.minusDays(700));
    return new Sample(id, raw, gate, List.of(pledged, false));
  }

  /** Two of the categories are parts of one industry. */
  @Test
  void computesWhatTheRuleSaysOfEveryStore() {
    LocalDate day = LocalDate.of(2031, 3, 5);
    Random random = new Random(7);
    List<Sample> clothing = new ArrayList<>();
    List<Sample> livestock = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String category = CATEGORIES.get(i % CATEGORIES.size());
      (category.equals("服饰") ? clothing : livestock).add(sample(random, category, day));
    }
    assertThat(computation.run(definition, day).orElseThrow().subjects()).isEqualTo(60);
    int scored = compare(clothing, "KUAISHOU 服饰", day) + compare(livestock, "KUAISHOU 畜牧活体", day);
    assertThat(scored).isBetween(30, 59);
    assertThat(computation.run(definition, day)).isEmpty();
  }

  private int compare(List<Sample> industry, String name, LocalDate day) {
    List<List<@Nullable Double>> places = new ArrayList<>();
    for (int i = 0; i < terms.indicators().size(); i++) {
      List<@Nullable Double> raw = new ArrayList<>();
      for (Sample sample : industry) {
        raw.add(sample.raw().get(i));
      }
      places.add(ScoreRule.places(raw, terms.indicators().get(i).better()));
    }
    int scored = 0;
    for (int i = 0; i < industry.size(); i++) {
      Sample sample = industry.get(i);
      List<@Nullable Double> own = new ArrayList<>();
      for (List<@Nullable Double> one : places) {
        own.add(one.get(i));
      }
      Score found = score(sample.id(), day);
      BigDecimal expected = ScoreRule.score(terms, own, sample.gate(), sample.pledged());
      assertThat(found.value()).as(sample.toString()).isEqualTo(expected);
      assertThat(found.industry()).isEqualTo(name);
      for (int part = 0; part < own.size(); part++) {
        Double place = own.get(part);
        BigDecimal shown = found.parts().get(part).place();
        assertThat(shown == null).isEqualTo(place == null);
        if (shown != null && place != null) {
          assertThat(shown.doubleValue()).isCloseTo(place, offset(6e-5));
        }
      }
      if (expected != null) {
        scored++;
        assertPartsAddUp(found);
      }
    }
    return scored;
  }

  private static void assertPartsAddUp(Score found) {
    if (found.gate() != null && found.gate().failed()) {
      assertThat(found.value()).isEqualByComparingTo("3");
      assertThat(found.parts()).allMatch(part -> part.points() == null);
      return;
    }
    double points = 3;
    for (Score.Part part : found.parts()) {
      points += part.points() == null ? 0 : part.points().doubleValue();
    }
    for (Score.BonusPart bonus : found.bonus()) {
      points += bonus.given() ? bonus.points().doubleValue() : 0;
    }
    assertThat(found.value().doubleValue()).isCloseTo(Math.min(5, points), offset(0.006));
  }

  @Test
  void aScoreCountsForDaysAndThenNoMore() {
    LocalDate day = LocalDate.of(2032, 3, 5);
    String store = store("m-19302", "服饰");
    terms.indicators().forEach(one -> figure("STORE", store, one.figure(), 90, 0.5, day));
    figure("STORE", store, "dispute-fault-rate", 90, 0, day);
    computation.run(definition, day);
    Score score = score(store, day.plusDays(2));
    assertThat(score.value()).isEqualByComparingTo("4.00");
    assertThat(score.day()).isEqualTo(day);
    assertThat(score.ageOn(day.plusDays(2))).isEqualTo(2);
    assertThat(score.isFreshOn(day.plusDays(2))).isTrue();
    assertThat(score.isFreshOn(day.plusDays(3))).isFalse();
    assertThat(score.edition()).isEqualTo(1);
    assertThat(scores.on(new FigureSubject(SubjectKind.STORE, store), day.minusDays(1))).isEmpty();
    // The next day has nothing of it, whatever was the day before.
    computation.run(definition, day.plusDays(9));
    assertThat(scores.on(new FigureSubject(SubjectKind.STORE, store), day.plusDays(9))).isEmpty();
  }

  /** Two instances whose lock broke. */
  @Test
  void aDayIsComputedOnceByWhoeverIsFirst() throws InterruptedException, ExecutionException {
    LocalDate day = LocalDate.of(2035, 3, 5);
    String store = store("m-19306", "服饰");
    terms.indicators().forEach(one -> figure("STORE", store, one.figure(), 90, 0.5, day));
    try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<ScoreComputation.Done>>> runs =
          Stream.generate(() -> instances.submit(() -> computation.run(definition, day)))
              .limit(4)
              .toList();
      int done = 0;
      for (Future<Optional<ScoreComputation.Done>> run : runs) {
        done += run.get().isPresent() ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
    // Without a figure of the gate there is no score.
    assertThat(score(store, day).value()).isNull();
    assertThat(score(store, day).parts()).allMatch(part -> part.points() == null);
  }

  @Test
  void theCallShowsTheScoreWithItsPartsAndItsHistory() {
    LocalDate day = LocalDate.of(2033, 3, 5);
    String store = store("m-19303", "服饰");
    for (int i = 0; i < 3; i++) {
      LocalDate on = day.plusDays(i);
      terms.indicators().forEach(one -> figure("STORE", store, one.figure(), 90, 0.25, on));
      figure("STORE", store, "dispute-fault-rate", 90, i == 2 ? 0.5 : 0, on);
      computation.run(definition, on);
    }
    ApiClient merchant = service.api("merchant");
    String path = "/api/v1/scores/STORE/" + store;
    JsonNode held = merchant.get(path + "?on=" + day.plusDays(3)).body();
    assertThat(held.path("value").asDouble()).isEqualTo(3);
    assertThat(held.at("/gate/failed").asBoolean()).isTrue();
    assertThat(held.path("label").asString()).isEqualTo("Store experience score");
    JsonNode first = merchant.get(path + "?on=" + day).body();
    assertThat(first.path("value").asDouble()).isEqualTo(4);
    assertThat(first.path("parts")).hasSize(11);
    assertThat(first.at("/parts/1").toString())
        .isEqualTo(
            "{\"figure\":\"product-negative-feedback-rate\",\"label\":\"Product negative feedback rate\",\"windowDays\":90,"
                + "\"weight\":0.25,\"raw\":0.25,\"place\":0.5,\"points\":0.25}");
    JsonNode page = merchant.get(path + "/history?limit=2").body();
    assertThat(page.path("items").valueStream().map(one -> one.path("day").asString()))
        .containsExactly(day.plusDays(2).toString(), day.plusDays(1).toString());
    assertThat(
            merchant.get(path + "/history?limit=2&cursor=" + page.path("next").asString()).items())
        .hasSize(1);
    assertThat(service.api("merchant2").get(path).status()).isEqualTo(404);
  }

  @Test
  void streamersAreComparedInTheIndustryOfTheirMerchantsStore() {
    LocalDate day = LocalDate.of(2034, 3, 5);
    ScoreDefinition reputation =
        service.bean(ScoreDefinitions.class).of(SubjectKind.STREAMER).orElseThrow();
    store("m-19304", "水产类及其种苗");
    for (String streamer : List.of("scored-1", "scored-2", "scored-3")) {
      String merchant = streamer.equals("scored-3") ? "m-19305" : "m-19304";
      assertThat(
              service
                  .api("admin")
                  .put(
                      "/api/v1/streamers/" + streamer,
                      Map.of(
                          "nickname",
                          "青禾",
                          "merchantId",
                          merchant,
                          "designated",
                          false,
                          "merchantLevel",
                          1,
                          "experienceRating",
                          4,
                          "followers",
                          1))
                  .status())
          .isIn(200, 201);
      for (ScoreTerms.Indicator one : reputation.editions().getLast().terms().indicators()) {
        figure(
            "STREAMER", streamer, one.figure(), 90, streamer.equals("scored-1") ? 0.9 : 0.1, day);
      }
    }
    computation.run(reputation, day);
    assertThat(reputationOf("scored-1", day).industry()).isEqualTo("KUAISHOU 畜牧活体");
    // 0.6 of the weights are better the higher.
    assertThat(reputationOf("scored-1", day).value()).isEqualByComparingTo("4.20");
    assertThat(reputationOf("scored-2", day).value()).isEqualByComparingTo("3.80");
    assertThat(reputationOf("scored-3", day).industry()).isNull();
    assertThat(reputationOf("scored-3", day).value()).isEqualByComparingTo("4.00");
  }

  private Score reputationOf(String streamer, LocalDate day) {
    Optional<Score> found = scores.on(new FigureSubject(SubjectKind.STREAMER, streamer), day);
    return found.orElseThrow();
  }
}
