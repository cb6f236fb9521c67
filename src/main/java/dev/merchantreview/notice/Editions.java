package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The editions of decision tables. One that was loaded never changes: what judged a case can be
 * read years later.
 */
@Repository
public class Editions {

  private static final String COLUMNS = "table_id, edition, content, sha256, loaded_by, loaded_at";

  private final JdbcClient jdbc;
  private final DecisionTables tables;
  private final Clock clock;

  Editions(JdbcClient jdbc, DecisionTables tables, Clock clock) {
    this.jdbc = jdbc;
    this.tables = tables;
    this.clock = clock;
  }

  /**
   * One that was loaded.
   *
   * @param content the DMN file
   * @param sha256 of that file
   */
  public record Edition(
      String tableId,
      int edition,
      String content,
      String sha256,
      String loadedBy,
      Instant loadedAt) {}

  /** What became of loading one. */
  public enum Loading {
    /** It is there now. */
    LOADED,
    /** The very same was there. */
    SAME,
    /** Another is there under this number. */
    OTHER
  }

  /** Loads an edition that was judged to be usable. */
  @Transactional
  public Loading load(String table, int edition, String content, ActorRef by) {
    String sha256 = Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
    int inserted =
        jdbc.sql(
                "insert into decision_edition ("
                    + COLUMNS
                    + ") values (:table, :edition, :content, :sha256, :by, :now) on conflict do nothing")
            .param("table", table)
            .param("edition", edition)
            .param("content", content)
            .param("sha256", sha256)
            .param("by", by.kind() + ":" + by.id())
            .param("now", Timestamp.from(clock.instant()))
            .update();
    return inserted > 0
        ? Loading.LOADED
        : find(table, edition).filter(kept -> kept.sha256().equals(sha256)).isPresent()
            ? Loading.SAME
            : Loading.OTHER;
  }

  @Transactional(readOnly = true)
  public Optional<Edition> find(String table, int edition) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from decision_edition where table_id = :table and edition = :edition")
        .param("table", table)
        .param("edition", edition)
        .query(Editions::edition)
        .optional();
  }

  private static Edition edition(ResultSet row, int number) throws SQLException {
    return new Edition(
        row.getString("table_id"),
        row.getInt("edition"),
        row.getString("content"),
        row.getString("sha256"),
        row.getString("loaded_by"),
        row.getTimestamp("loaded_at").toInstant());
  }

  /** Whether an edition was loaded with just this content. */
  @Transactional(readOnly = true)
  public boolean has(String table, int edition, String content) {
    String sha256 = Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
    return find(table, edition).filter(kept -> kept.sha256().equals(sha256)).isPresent();
  }

  /** The editions that were loaded of a table, by number. */
  @Transactional(readOnly = true)
  public List<Edition> of(String table) {
    return jdbc.sql(
            "select " + COLUMNS + " from decision_edition where table_id = :table order by edition")
        .param("table", table)
        .query(Editions::edition)
        .list();
  }

  /** The DMN file of an edition, the released one among them; empty when there is none. */
  public Optional<String> content(String table, int edition) {
    return edition == DecisionEditions.RELEASED
        ? tables.released(table)
        : find(table, edition).map(Edition::content);
  }
}
