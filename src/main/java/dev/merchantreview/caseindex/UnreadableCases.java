package dev.merchantreview.caseindex;

import dev.merchantreview.shared.CaseId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The cases whose row in the index cannot be made: one's own table is broken, or the key of its
 * owner cannot be unwrapped. They are stepped over, and tried again until they can be read.
 */
@Repository
class UnreadableCases {

  private static final Logger LOG = LoggerFactory.getLogger(UnreadableCases.class);
  private static final int LONGEST_WHY = 500;

  private final JdbcClient jdbc;
  private final Clock clock;

  UnreadableCases(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.clock = clock;
    Gauge.builder("merchantreview.caseindex.unreadable", this, UnreadableCases::count)
        .description("Cases that are not found, because their row in the index cannot be made")
        .register(meters);
  }

  /** Says in the log that a case cannot be read, once for as long as it lasts. */
  void keep(CaseId id, RuntimeException why) {
    String text = why.toString();
    boolean first =
        jdbc.sql(
                """
                insert into case_index_unreadable (case_id, since, tried_at, why) values (:id, :now, :now, :why)
                on conflict (case_id) do update set tried_at = excluded.tried_at, why = excluded.why
                returning since = tried_at
                """)
            .param("id", id.value())
            .param("now", Timestamp.from(clock.instant()))
            .param("why", text.substring(0, Math.min(LONGEST_WHY, text.length())))
            .query(Boolean.class)
            .single();
    if (first) {
      LOG.error("The row of {} in the index cannot be made; it is tried again", id, why);
    }
  }

  void forget(CaseId id) {
    jdbc.sql("delete from case_index_unreadable where case_id = :id")
        .param("id", id.value())
        .update();
  }

  /** Those that were tried longest ago. */
  List<CaseId> longestUntried(int limit) {
    return jdbc.sql(
            "select case_id from case_index_unreadable order by tried_at, case_id limit :limit")
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString(1)))
        .list();
  }

  long count() {
    return jdbc.sql("select count(*) from case_index_unreadable").query(Long.class).single();
  }
}
