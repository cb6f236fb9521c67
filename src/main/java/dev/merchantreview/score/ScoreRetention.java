package dev.merchantreview.score;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.OldRows;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets results of days long ago. What stays: that a day was computed and by which terms, the
 * last day of each score, which is what is shown, and what a rehearsal is held against, and every
 * result something was decided by.
 */
@Component
class ScoreRetention {

  /** The age of the oldest day all results of which are there. */
  private static final OldRows.Kind DAYS =
      OldRows.Kind.agedBy("scores", "score_run", "begun_at", "forgotten_at is null");

  private final JdbcClient jdbc;
  private final ScoreDefinitions definitions;
  private final List<ScoresInUse> uses;
  private final ScoreProperties properties;
  private final OldRows old;
  private final OneInstance oneInstance;
  private final WorkingCalendar calendar;
  private final Clock clock;

  ScoreRetention(
      JdbcClient jdbc,
      ScoreDefinitions definitions,
      List<ScoresInUse> uses,
      ScoreProperties properties,
      OldRows old,
      OneInstance oneInstance,
      WorkingCalendar calendar,
      Clock clock) {
    this.jdbc = jdbc;
    this.definitions = definitions;
    this.uses = uses;
    this.properties = properties;
    this.old = old;
    this.oneInstance = oneInstance;
    this.calendar = calendar;
    this.clock = clock;
    old.measure(DAYS);
  }

  private record Run(int id, LocalDate day) {}

  @Scheduled(fixedDelayString = "PT1H")
  void forget() {
    oneInstance.ifFree(SharedJob.SCORE_RETENTION, () -> definitions.all().forEach(this::forget));
  }

  private void forget(ScoreDefinition definition) {
    LocalDate before =
        clock.instant().minus(properties.retention()).atZone(calendar.zone()).toLocalDate();
    runs(definition, before).forEach(run -> forget(definition, run));
  }

  private List<Run> runs(ScoreDefinition definition, LocalDate before) {
    return jdbc.sql(
            """
            select id, day from score_run
             where score = :score and day < :before and finished_at is not null and forgotten_at is null
               and day < (select max(l.day) from score_run l where l.score = :score and l.finished_at is not null)
             order by day
            """)
        .param("score", definition.name())
        .param("before", before)
        .query((row, number) -> new Run(row.getInt(1), row.getObject(2, LocalDate.class)))
        .list();
  }

  /** In the order of the primary key; one that is needed is walked over once. */
  private void forget(ScoreDefinition definition, Run run) {
    String[] after = {""};
    boolean all =
        old.deleteAll(
            DAYS,
            most -> {
              List<String> subjects = subjects(run, after[0], most);
              int deleted = delete(run, unused(definition, run, subjects));
              after[0] = subjects.isEmpty() ? after[0] : subjects.getLast();
              return new OldRows.Walked(subjects.size(), deleted);
            });
    if (all) {
      jdbc.sql("update score_run set forgotten_at = now() where id = :run")
          .param("run", run.id())
          .update();
    }
  }

  private List<String> subjects(Run run, String after, int most) {
    return jdbc.sql(
            "select subject_id from score_result where run_id = :run and subject_id > :after"
                + " order by subject_id limit :most")
        .param("run", run.id())
        .param("after", after)
        .param("most", most)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private List<String> unused(ScoreDefinition definition, Run run, List<String> subjects) {
    Set<String> used = new HashSet<>();
    for (ScoresInUse one : uses) {
      used.addAll(
          one.among(
              definition.subject(),
              subjects,
              run.day(),
              run.day().plusDays(definition.countsDays())));
    }
    List<String> unused = new ArrayList<>(subjects);
    unused.removeAll(used);
    return unused;
  }

  private int delete(Run run, List<String> subjects) {
    return subjects.isEmpty()
        ? 0
        : jdbc.sql("delete from score_result where run_id = :run and subject_id = any(:ids)")
            .param("run", run.id())
            .param("ids", subjects.toArray(String[]::new))
            .update();
  }
}
