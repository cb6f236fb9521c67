package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionEditions;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Marks on editions that were found unreadable before their day, kept until they can be read: so
 * that a start can tell what a new release cannot read from what only came of age.
 */
@Repository
class UnusableEditions {

  private final JdbcClient jdbc;
  private final Clock clock;

  UnusableEditions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  boolean has(DecisionEditions.TableEdition edition) {
    return jdbc.sql(
            "select exists (select from decision_edition_unusable where table_id = :table and edition = :edition)")
        .param("table", edition.table())
        .param("edition", edition.edition())
        .query(Boolean.class)
        .single();
  }

  void mark(DecisionEditions.TableEdition edition, String why) {
    jdbc.sql(
            "insert into decision_edition_unusable (table_id, edition, since, why)"
                + " values (:table, :edition, :now, :why)"
                + " on conflict (table_id, edition) do update set why = excluded.why")
        .param("table", edition.table())
        .param("edition", edition.edition())
        .param("now", Timestamp.from(clock.instant()))
        .param("why", why)
        .update();
  }

  void forget(DecisionEditions.TableEdition edition) {
    jdbc.sql("delete from decision_edition_unusable where table_id = :table and edition = :edition")
        .param("table", edition.table())
        .param("edition", edition.edition())
        .update();
  }
}
