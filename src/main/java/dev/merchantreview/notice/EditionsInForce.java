package dev.merchantreview.notice;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.shared.Platform;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The editions that notices bring. Every table is asked for a platform, whose notices decide; the
 * day is the one it is there.
 */
@Repository
class EditionsInForce implements DecisionEditions {

  private static final String PLATFORM = "platform";

  private final JdbcClient jdbc;
  private final Editions editions;
  private final WorkingCalendar calendar;
  private final Clock clock;

  EditionsInForce(JdbcClient jdbc, Editions editions, WorkingCalendar calendar, Clock clock) {
    this.jdbc = jdbc;
    this.editions = editions;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** The day it is where the platform is. */
  LocalDate today() {
    return clock.instant().atZone(calendar.zone()).toLocalDate();
  }

  /**
   * A notice that touches the table and brings no edition is one the release has in its table
   * already; one that brings an edition goes before it.
   */
  @Override
  @Transactional(readOnly = true)
  public Optional<InForce> inForce(String table, Map<String, Object> inputs) {
    if (!(inputs.get(PLATFORM) instanceof String platform)) {
      return Optional.empty();
    }
    return onDay(table, platform, today(), "");
  }

  /**
   * What a notice is held against: the edition that counts without it, today or, where it counts
   * already, on the day before.
   */
  @Transactional(readOnly = true)
  int without(RuleNotice notice, String table, Platform platform) {
    LocalDate before = notice.content().effectiveFrom().minusDays(1);
    LocalDate today = today();
    return onDay(table, platform.name(), before.isBefore(today) ? before : today, notice.id())
        .map(InForce::edition)
        .orElse(RELEASED);
  }

  /** What counts on a platform on a day. */
  @Transactional(readOnly = true)
  Optional<InForce> onDay(String table, Platform platform, LocalDate day) {
    return onDay(table, platform.name(), day, "");
  }

  private Optional<InForce> onDay(
      String table, String platform, LocalDate day, String exceptNotice) {
    return jdbc.sql(
            """
            select coalesce(t.edition, :released) as edition, n.effective_from, n.ends_on, n.id
              from rule_notice_table t join rule_notice n on n.id = t.notice_id
             where t.table_id = :table and n.id <> :except and :platform = any(n.platforms) and n.withdrawn_at is null
               and n.effective_from <= :day and (n.ends_on is null or n.ends_on >= :day)
             order by t.edition is null, n.effective_from desc, n.id limit 1
            """)
        .param("released", RELEASED)
        .param("table", table)
        .param("platform", platform)
        .param("except", exceptNotice)
        .param("day", day)
        .query(
            (row, number) ->
                new InForce(
                    row.getInt("edition"),
                    row.getObject("effective_from", LocalDate.class),
                    row.getObject("ends_on", LocalDate.class),
                    row.getString("id")))
        .optional();
  }

  @Override
  public String content(String table, int edition) {
    return editions
        .content(table, edition)
        .orElseThrow(
            () -> new IllegalArgumentException("there is no edition " + edition + " of " + table));
  }

  @Override
  @Transactional(readOnly = true)
  public List<TableEdition> awaited() {
    return jdbc.sql(
            """
            select distinct t.table_id, t.edition from rule_notice_table t join rule_notice n on n.id = t.notice_id
             where t.edition > :released and n.withdrawn_at is null and (n.ends_on is null or n.ends_on >= :today)
             order by t.table_id, t.edition
            """)
        .param("released", RELEASED)
        .param("today", today())
        .query((row, number) -> new TableEdition(row.getString(1), row.getInt(2)))
        .list();
  }

  /** Whether an edition counts today on any platform. */
  @Transactional(readOnly = true)
  public boolean counts(TableEdition edition) {
    return jdbc.sql(
            """
            select exists (select from rule_notice_table t join rule_notice n on n.id = t.notice_id
             where t.table_id = :table and t.edition = :edition and n.withdrawn_at is null
               and n.effective_from <= :today and (n.ends_on is null or n.ends_on >= :today))
            """)
        .param("table", edition.table())
        .param("edition", edition.edition())
        .param("today", today())
        .query(Boolean.class)
        .single();
  }

  /**
   * An edition that counts or has counted.
   *
   * @param until its last day; null while no end is known
   */
  record Counted(int edition, String notice, @Nullable LocalDate until) {}

  /** Those of a table that counted on a platform today or before, the latest first. */
  @Transactional(readOnly = true)
  public List<Counted> counted(String table, String platform) {
    return jdbc.sql(
            """
            select t.edition, n.id, n.ends_on from rule_notice_table t join rule_notice n on n.id = t.notice_id
             where t.table_id = :table and t.edition > :released and :platform = any(n.platforms)
               and n.withdrawn_at is null and n.effective_from <= :today
             order by n.effective_from desc, n.id
            """)
        .param("table", table)
        .param("released", RELEASED)
        .param("platform", platform)
        .param("today", today())
        .query(
            (row, number) ->
                new Counted(
                    row.getInt("edition"),
                    row.getString("id"),
                    row.getObject("ends_on", LocalDate.class)))
        .list();
  }
}
