package dev.merchantreview.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.notice.ScoreRehearsal;
import dev.merchantreview.notice.ScoreRehearsals;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Other weights are held against a day on record; each test on days nobody else has figures of. */
class ScoreRehearsalIT {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<BigDecimal> THRESHOLDS =
      List.of(new BigDecimal("3.9"), new BigDecimal("4.2"));

  private final ServiceAlone service = ServiceAlone.get();
  private final ScoreComputation computation = service.bean(ScoreComputation.class);
  private final ScoreReplay replay = service.bean(ScoreReplay.class);
  private final ScoreDefinition definition =
      service.bean(ScoreDefinitions.class).of(SubjectKind.STORE).orElseThrow();
  private final ScoreTerms terms = definition.editions().getLast().terms();

  private String store() {
    String id = "st_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    StoredStores.open(service.database(), id, "KUAISHOU", "m-19401");
    service
        .database()
        .sql("insert into score_store values (:id, 'KUAISHOU', '茶叶')")
        .param("id", id)
        .update();
    return id;
  }

  private void figure(String id, String name, int window, double value, LocalDate asOf) {
    service
        .database()
        .sql(
            """
            insert into figure values ('STORE', :id, :name, :window, :day, 'test', :value, 0)
            on conflict (subject_kind, subject_id, name, window_days) do update set value = excluded.value,
                as_of = excluded.as_of
            """)
        .param("id", id)
        .param("name", name)
        .param("window", window)
        .param("day", asOf)
        .param("value", value)
        .update();
  }

  /** A store with all figures alike but one. */
  private String store(LocalDate day, double negativeFeedback) {
    String id = store();
    terms.indicators().forEach(one -> figure(id, one.figure(), 90, 0.5, day));
    figure(id, "product-negative-feedback-rate", 90, negativeFeedback, day);
    figure(id, "dispute-fault-rate", 90, 0, day);
    return id;
  }

  private ScoreRehearsals.Outcome outcome(ScoreTerms other, LocalDate day, Duration atMost) {
    return replay.play(
        List.of(
            new ScoreReplay.Brought(
                definition, new ScoreDefinition.Edition(9_401, day.plusYears(1), "none", other))),
        THRESHOLDS,
        day,
        atMost);
  }

  private ScoreRehearsal.Played play(ScoreTerms other, LocalDate day) {
    ScoreRehearsals.Outcome outcome = outcome(other, day, MINUTE);
    assertThat(outcome).isInstanceOf(ScoreRehearsals.Outcome.Played.class);
    return ((ScoreRehearsals.Outcome.Played) outcome).scores().getFirst();
  }

  /** The same with other weights of some figures. */
  private ScoreTerms weighing(Map<String, String> weights) {
    return with(
        terms.indicators().stream()
            .map(
                one ->
                    new ScoreTerms.Indicator(
                        one.figure(),
                        one.window(),
                        new BigDecimal(
                            weights.getOrDefault(one.figure(), one.weight().toPlainString())),
                        one.better()))
            .toList());
  }

  private ScoreTerms with(List<ScoreTerms.Indicator> indicators) {
    return new ScoreTerms(
        terms.least(), terms.most(), terms.enough(), indicators, terms.gate(), terms.bonus());
  }

  private record Sample(String id, List<@Nullable Double> raw, @Nullable Double gate) {}

  private Sample sample(Random random, LocalDate day) {
    String id = store();
    List<@Nullable Double> raw = new ArrayList<>();
    for (ScoreTerms.Indicator indicator : terms.indicators()) {
      Double value = random.nextInt(12) == 0 ? null : random.nextInt(20) / 20.0;
      if (value != null) {
        figure(id, indicator.figure(), 90, value, day);
      }
      raw.add(value);
    }
    Double gate = random.nextInt(10) == 0 ? null : random.nextInt(12) / 1_000.0;
    if (gate != null) {
      figure(id, "dispute-fault-rate", 90, gate, day);
    }
    return new Sample(id, raw, gate);
  }

  private static @Nullable BigDecimal score(ScoreTerms terms, List<Sample> all, Sample one) {
    List<@Nullable Double> own = new ArrayList<>();
    for (int i = 0; i < terms.indicators().size(); i++) {
      List<@Nullable Double> raw = new ArrayList<>();
      for (Sample sample : all) {
        raw.add(sample.raw().get(i));
      }
      own.add(ScoreRule.places(raw, terms.indicators().get(i).better()).get(all.indexOf(one)));
    }
    return ScoreRule.score(terms, own, one.gate(), List.of(false, false));
  }

  private static boolean isMet(@Nullable BigDecimal score, BigDecimal threshold) {
    return score != null && score.compareTo(threshold) >= 0;
  }

  private List<String> record() {
    return service
        .database()
        .sql(
            "select md5(string_agg(r::text, '' order by id)) from score_run r where day between '2024-01-01' and"
                + " '2024-12-31' union all select md5(string_agg(x::text, '' order by run_id, subject_id)) from"
                + " score_result x join score_run r on r.id = x.run_id where r.day between '2024-01-01' and '2024-12-31'")
        .query(String.class)
        .list();
  }

  @Test
  void halvingAWeightChangesWhoseScoreItMustAndNobodyElses() {
    LocalDate day = LocalDate.of(2024, 3, 5);
    Random random = new Random(11);
    List<Sample> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(sample(random, day));
    }
    computation.run(definition, day);
    List<String> before = record();
    // What is reported later is not the weights' doing.
    all.forEach(one -> figure(one.id(), "live-days", 90, 1, day.plusDays(1)));
    ScoreTerms other =
        weighing(Map.of("product-negative-feedback-rate", "0.125", "pickup-in-time-rate", "0.275"));
    ScoreRehearsal.Played played = play(other, day.plusDays(1));
    Map<String, ScoreRehearsal.Change> changes = new HashMap<>();
    played.changes().forEach(one -> changes.put(one.subject(), one));
    int[] crossed = new int[4];
    int scoredBefore = 0;
    int scoredAfter = 0;
    int scored = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (Sample one : all) {
      BigDecimal was = score(terms, all, one);
      BigDecimal is = score(other, all, one);
      ScoreRehearsal.Change change = changes.remove(one.id());
      if (Objects.equals(was, is)) {
        assertThat(change).as(one.toString()).isNull();
      } else {
        assertThat(change).as(one.toString()).isNotNull();
        assertThat(change.before()).isEqualTo(was);
        assertThat(change.after()).isEqualTo(is);
      }
      for (int i = 0; i < 2; i++) {
        boolean met = isMet(was, THRESHOLDS.get(i));
        boolean meets = isMet(is, THRESHOLDS.get(i));
        crossed[2 * i] += !met && meets ? 1 : 0;
        crossed[2 * i + 1] += met && !meets ? 1 : 0;
      }
      scoredBefore += was == null ? 0 : 1;
      scoredAfter += is == null ? 0 : 1;
      if (was != null && is != null) {
        scored++;
        sum = sum.add(is.subtract(was));
      }
    }
    assertThat(changes).isEmpty();
    ScoreRehearsal found = played.found();
    assertThat(found.day()).isEqualTo(day);
    assertThat(found.editionBefore()).isEqualTo(definition.editions().getLast().number());
    assertThat(found.edition()).isEqualTo(9_401);
    assertThat(found.subjects()).isEqualTo(60);
    assertThat(found.changed()).isEqualTo(played.changes().size()).isBetween(10, 59);
    assertThat(found.scoredBefore()).isEqualTo(scoredBefore).isBetween(20, 59);
    assertThat(found.scoredAfter()).isEqualTo(scoredAfter);
    assertThat(found.meanChange())
        .isEqualByComparingTo(sum.divide(BigDecimal.valueOf(scored), 4, RoundingMode.HALF_UP));
    assertThat(found.crossings())
        .containsExactly(
            new ScoreRehearsal.Crossing(THRESHOLDS.getFirst(), crossed[0], crossed[1]),
            new ScoreRehearsal.Crossing(THRESHOLDS.getLast(), crossed[2], crossed[3]));
    assertThat(crossed[0] + crossed[1] + crossed[2] + crossed[3]).isPositive();
    assertThat(played.changes())
        .isSortedAccordingTo((one, two) -> size(two).compareTo(size(one)))
        .allSatisfy(ScoreRehearsalIT::assertPartsAddUp);
    // Nothing was written, and the weights of the day change nobody.
    assertThat(record()).isEqualTo(before);
    assertThat(play(terms, day.plusDays(1)).found().changed()).isZero();
  }

  private static BigDecimal size(ScoreRehearsal.Change change) {
    return orNone(change.after()).subtract(orNone(change.before())).abs();
  }

  private static BigDecimal orNone(@Nullable BigDecimal number) {
    return number == null ? BigDecimal.ZERO : number;
  }

  /** Both scores are rounded. */
  private static void assertPartsAddUp(ScoreRehearsal.Change change) {
    if (change.before() == null || change.after() == null) {
      return;
    }
    double sum = change.before().doubleValue();
    for (ScoreRehearsal.Part part : change.parts()) {
      sum += orNone(part.pointsAfter()).subtract(orNone(part.pointsBefore())).doubleValue();
    }
    assertThat(sum).isCloseTo(change.after().doubleValue(), offset(0.011));
  }

  /** The day's results do not have it: it is what was reported of the day until it was computed. */
  @Test
  void aFigureThatWasNotAskedForIsThatOfTheDay() {
    LocalDate day = LocalDate.of(2024, 5, 5);
    List<String> stores = List.of(store(day, 0.5), store(day, 0.5), store(day, 0.5));
    report(stores.get(0), 1, 0.9, "-1 hour");
    report(stores.get(1), 1, 0.9, "-1 hour");
    report(stores.get(1), 2, 0.1, "-30 minutes");
    report(stores.get(2), 1, 0.5, "-1 hour");
    // Too late for the day.
    report(stores.get(2), 2, 0.99, "1 hour");
    computation.run(definition, day);
    List<ScoreTerms.Indicator> indicators = new ArrayList<>(terms.indicators());
    indicators.removeIf(one -> one.figure().equals("product-negative-feedback-rate"));
    indicators.add(
        new ScoreTerms.Indicator(
            "praise-rate", 60, new BigDecimal("0.25"), ScoreTerms.Better.HIGHER));
    ScoreRehearsal.Played played = play(with(indicators), day);
    assertThat(played.changes().stream().map(ScoreRehearsal.Change::subject))
        .containsExactlyInAnyOrder(stores.get(0), stores.get(1));
    for (ScoreRehearsal.Change change : played.changes()) {
      boolean best = change.subject().equals(stores.get(0));
      assertThat(change.before()).isEqualByComparingTo("4.00");
      assertThat(change.after()).isEqualByComparingTo(best ? "4.25" : "3.75");
      assertThat(change.parts()).anyMatch(part -> part.figure().equals("praise-rate") == best);
    }
  }

  private void report(String id, int revision, double value, String later) {
    service
        .database()
        .sql(
            "insert into figure_report (subject_kind, subject_id, name, window_days, as_of, source, revision, value,"
                + " reported_by, reported_at) values ('STORE', :id, 'praise-rate', 60, '2024-05-05', 'test', :revision,"
                + " :value, 'test', now() + cast(:later as interval))")
        .param("id", id)
        .param("revision", revision)
        .param("value", value)
        .param("later", later)
        .update();
  }

  @Test
  void whoLosesItsScoreMeetsNoThresholdAnyMore() {
    LocalDate day = LocalDate.of(2024, 6, 5);
    String without = store(day, 0.1);
    service
        .database()
        .sql("delete from figure where subject_id = :id and name = 'live-days'")
        .param("id", without)
        .update();
    store(day, 0.9);
    computation.run(definition, day);
    ScoreTerms all =
        new ScoreTerms(
            terms.least(),
            terms.most(),
            BigDecimal.ONE,
            terms.indicators(),
            terms.gate(),
            terms.bonus());
    ScoreRehearsal.Played played = play(all, day);
    assertThat(played.found().scoredBefore()).isEqualTo(2);
    assertThat(played.found().scoredAfter()).isEqualTo(1);
    assertThat(played.found().meanChange()).isEqualByComparingTo("0");
    assertThat(played.found().crossings())
        .containsExactly(
            new ScoreRehearsal.Crossing(THRESHOLDS.getFirst(), 0, 1),
            new ScoreRehearsal.Crossing(THRESHOLDS.getLast(), 0, 1));
    assertThat(played.changes()).hasSize(1);
    assertThat(played.changes().getFirst().subject()).isEqualTo(without);
    assertThat(played.changes().getFirst().after()).isNull();
  }

  @Test
  void isPlayedOneAtATime() {
    LocalDate day = LocalDate.of(2024, 7, 5);
    store(day, 0.1);
    computation.run(definition, day);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            other -> {
              service.bean(DatabaseLocks.class).hold(DatabaseLock.SCORE_REHEARSAL, "");
              assertThat(elsewhere(() -> outcome(terms, day, MINUTE)))
                  .isEqualTo(new ScoreRehearsals.Outcome.Busy());
            });
    assertThat(play(terms, day).found().subjects()).isEqualTo(1);
  }

  /** The table cannot be read meanwhile. */
  @Test
  void isEndedOnceItTakesTooLong() {
    LocalDate day = LocalDate.of(2024, 8, 5);
    store(day, 0.1);
    computation.run(definition, day);
    DataSource superuser = service.superuser();
    new TransactionTemplate(new DataSourceTransactionManager(superuser))
        .executeWithoutResult(
            other -> {
              JdbcClient.create(superuser)
                  .sql("lock table score_result in access exclusive mode")
                  .update();
              assertThat(elsewhere(() -> outcome(terms, day, Duration.ofMillis(200))))
                  .isEqualTo(new ScoreRehearsals.Outcome.TooLong());
            });
    assertThat(play(terms, day).found().subjects()).isEqualTo(1);
  }

  /** In a transaction of another connection's. */
  private static ScoreRehearsals.Outcome elsewhere(Callable<ScoreRehearsals.Outcome> work) {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      return other.submit(work).get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void saysSoWhereNoDayWasComputedYet() {
    ScoreRehearsal found = play(terms, LocalDate.of(2001, 1, 1)).found();
    assertThat(found.day()).isNull();
    assertThat(found.subjects()).isZero();
    assertThat(found.crossings()).hasSize(2);
  }
}
