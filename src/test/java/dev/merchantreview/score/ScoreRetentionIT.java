package dev.merchantreview.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.programme.Members;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** On a database of its own: days of other tests are not to be forgotten. */
class ScoreRetentionIT {

  private static ServiceAlone service;

  private final ScoreDefinition definition =
      service.bean(ScoreDefinitions.class).of(SubjectKind.STORE).orElseThrow();
  private final LocalDate today = service.bean(Scores.class).today();

  @BeforeAll
  static void start() {
    service =
        ServiceAlone.with(
            "--merchant-review.retention.portion=2",
            "--merchant-review.scores.look=1h",
            "--merchant-review.programmes.look=1h");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** At once: the service, which looks for old days at its start, sees a day with its results. */
  private void computed(LocalDate day, List<String> stores) {
    service
        .database()
        .sql(
            """
            with run as (
              insert into score_run (score, day, edition, terms, industries, begun_at, finished_at)
              values (:score, :day, 1, cast(:terms as jsonb), '{}', now(), now()) returning id)
            insert into score_result
            select run.id, store, 0, 4.5, array_fill(0.5::float8, array[:parts]),
                   array_fill(0.5::float8, array[:parts]), 0, false, array_fill(0::float8, array[:pledges])
              from run, unnest(:stores) store
            """)
        .param("score", definition.name())
        .param("day", day)
        .param(
            "terms", service.bean(JsonColumns.class).text(definition.editions().getLast().terms()))
        .param("parts", definition.editions().getLast().terms().indicators().size())
        .param("pledges", definition.editions().getLast().terms().bonus().size())
        .param("stores", stores.toArray(String[]::new))
        .update();
  }

  private List<String> results(LocalDate day) {
    return service
        .database()
        .sql(
            "select subject_id from score_result x join score_run r on r.id = x.run_id"
                + " where r.score = :score and r.day = :day order by subject_id")
        .param("score", definition.name())
        .param("day", day)
        .query(String.class)
        .list();
  }

  private boolean isForgotten(LocalDate day) {
    return service
        .database()
        .sql("select forgotten_at is not null from score_run where score = :score and day = :day")
        .param("score", definition.name())
        .param("day", day)
        .query(Boolean.class)
        .single();
  }

  /** What happened to a member on the last day its score of a day counted. */
  private void happened(CaseId membership, LocalDate day) {
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .bean(History.class)
                    .append(
                        CaseEvent.noted(
                            membership, ActorRef.SYSTEM, "MEMBERSHIP_WARNED", Map.of())));
    service
        .database()
        .sql(
            """
            set session_replication_role = replica;
            update history_event set at = '%1$s 12:00+08' where case_id = '%2$s';
            set session_replication_role = origin;
            """
                .formatted(day, membership.value()))
        .update();
  }

  @Test
  void forgetsDaysLongAgoButWhatSomethingWasDecidedBy() {
    Members members = new Members(service);
    String merchant = Merchants.next();
    List<String> stores =
        IntStream.range(0, 7).mapToObj(i -> members.store("DOUYIN", merchant)).sorted().toList();
    String warned = stores.get(3);
    LocalDate decided = today.minusDays(500);
    LocalDate old = today.minusDays(450);
    LocalDate young = today.minusDays(399);
    // Before there are results: the service looks for old ones at its start, which may be now.
    happened(
        members.of("douyin-alliance", warned, merchant).id(),
        decided.plusDays(definition.countsDays()));
    List.of(young, decided, old).forEach(day -> computed(day, stores));
    TestPlatform.await(
        "the end of what is old",
        () -> {
          // Nothing happens here while it looks by itself.
          service.bean(ScoreRetention.class).forget();
          return isForgotten(decided) && isForgotten(old);
        });
    assertThat(results(decided)).containsExactly(warned);
    assertThat(results(old)).isEmpty();
    assertThat(results(young)).isEqualTo(stores);
    assertThat(isForgotten(decided)).isTrue();
    assertThat(isForgotten(young)).isFalse();
    assertThat(
            service
                .bean(Scores.class)
                .history(new FigureSubject(SubjectKind.STORE, warned), today, 10))
        .extracting(Score::day)
        .containsExactly(young, decided);
    // The last day that was computed is what is shown, however old it is.
    service.travelTo(service.bean(Clock.class).instant().plus(Duration.ofDays(800)));
    service.bean(ScoreRetention.class).forget();
    assertThat(results(young)).isEqualTo(stores);
  }

  @Test
  void letsNobodyChangeWhatAResultSays() {
    computed(today.minusDays(700), List.of("st_0000000000000700"));
    assertThatThrownBy(() -> service.database().sql("update score_result set score = 5").update())
        .isInstanceOf(DataAccessException.class);
  }
}
