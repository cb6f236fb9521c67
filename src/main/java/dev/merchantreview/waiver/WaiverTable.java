package dev.merchantreview.waiver;

import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The waivers as they are kept: none is ever deleted. */
@Repository
class WaiverTable {

  private static final String SELECT =
      "select id, platform, subject_kind, subject, rule, category, reason, granted_by, granted_at, ends_on, revoked_at,"
          + " revoked_by, revocation_reason from waiver";

  private final JdbcClient jdbc;

  WaiverTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Waiver waiver) {
    jdbc.sql(
            "insert into waiver (id, platform, subject_kind, subject, rule, category, reason, granted_by, granted_at,"
                + " ends_on) values (:id, :platform, :kind, :subject, :rule, :category, :reason, :by, :at, :endsOn)")
        .param("id", waiver.id())
        .param("platform", waiver.platform().name())
        .param("kind", waiver.subject().kind().name())
        .param("subject", waiver.subject().id())
        .param("rule", waiver.rule())
        .param("category", waiver.category())
        .param("reason", waiver.reason())
        .param("by", waiver.grantedBy())
        .param("at", Timestamp.from(waiver.grantedAt()))
        .param("endsOn", waiver.endsOn())
        .update();
  }

  void revoke(String id, Waiver.Revocation revocation) {
    jdbc.sql(
            "update waiver set revoked_at = :at, revoked_by = :by, revocation_reason = :reason where id = :id")
        .param("id", id)
        .param("at", Timestamp.from(revocation.at()))
        .param("by", revocation.by())
        .param("reason", revocation.reason())
        .update();
  }

  /** Nobody counts on it until the caller's transaction ends. */
  Optional<Waiver> lock(String id) {
    return jdbc.sql(SELECT + " where id = :id for update")
        .param("id", id)
        .query(WaiverTable::waiver)
        .optional();
  }

  List<Waiver> find(Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : jdbc.sql(SELECT + " where id in (:ids)")
            .param("ids", ids)
            .query(WaiverTable::waiver)
            .list();
  }

  /**
   * Those that count, the ones that count longest first.
   *
   * @param keep whether none of them is revoked until the caller's transaction ends
   */
  List<Waiver> standing(
      Platform platform,
      Set<String> rules,
      Collection<WaiverSubject> subjects,
      LocalDate today,
      boolean keep) {
    Set<String> ids = new TreeSet<>();
    subjects.forEach(subject -> ids.add(subject.id()));
    return jdbc
        .sql(
            SELECT
                + " where platform = :platform and rule in (:rules) and subject in (:subjects)"
                + " and revoked_at is null and ends_on >= :today order by ends_on desc, id"
                + (keep ? " for share" : ""))
        .param("platform", platform.name())
        .param("rules", rules)
        .param("subjects", ids)
        .param("today", today)
        .query(WaiverTable::waiver)
        .list()
        .stream()
        // Revoked in the moment this waited for: read again as it is now, it has a revocation.
        .filter(waiver -> waiver.revocation() == null)
        .filter(waiver -> subjects.contains(waiver.subject()))
        .toList();
  }

  List<Waiver> list(
      Waivers.Filter filter, LocalDate today, Optional<Page.Cursor> after, int limit) {
    Conditions conditions = new Conditions("granted_at");
    conditions.equal("platform", filter.platform());
    conditions.equal("subject", filter.subject());
    conditions.equal("rule", filter.rule());
    Waiver.@Nullable State state = filter.state();
    if (state != null) {
      conditions.add(
          switch (state) {
            case STANDING -> "revoked_at is null and ends_on >= date '" + today + "'";
            case ENDED -> "revoked_at is null and ends_on < date '" + today + "'";
            case REVOKED -> "revoked_at is not null";
          });
    }
    conditions.after(after);
    return jdbc.sql(SELECT + conditions.page())
        .params(conditions.parameters())
        .param("limit", limit)
        .query(WaiverTable::waiver)
        .list();
  }

  private static Waiver waiver(ResultSet row, int index) throws SQLException {
    Timestamp revokedAt = row.getTimestamp("revoked_at");
    return new Waiver(
        row.getString("id"),
        Platform.valueOf(row.getString("platform")),
        new WaiverSubject(
            WaiverSubject.Kind.valueOf(row.getString("subject_kind")), row.getString("subject")),
        row.getString("rule"),
        row.getString("category"),
        row.getString("reason"),
        row.getString("granted_by"),
        row.getTimestamp("granted_at").toInstant(),
        row.getObject("ends_on", LocalDate.class),
        revokedAt == null
            ? null
            : new Waiver.Revocation(
                revokedAt.toInstant(),
                row.getString("revoked_by"),
                row.getString("revocation_reason")));
  }
}
