package dev.merchantreview.notice;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The notices as they are kept. */
@Repository
class NoticeTable {

  private static final String SELECT =
      """
      select id, history_id, platforms, title_zh, title_en, published_on, public_until, effective_from, ends_on, source,
             categories, programmes, transition, transition_days, coalesce(review_again_terms, review_again) as review_again,
             origin, file_revision, withdrawn_at, version,
             changed_by, changed_at
        from rule_notice
      """;

  private final JdbcClient jdbc;
  private final JsonColumns json;

  NoticeTable(JdbcClient jdbc, JsonColumns json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void write(RuleNotice notice) {
    RuleNoticeContent content = notice.content();
    jdbc.sql(
            """
            insert into rule_notice (id, history_id, platforms, title_zh, title_en, published_on, public_until,
                effective_from, ends_on, source, categories, programmes, transition, transition_days,
                review_again, review_again_terms, origin, file_revision, withdrawn_at, version, changed_by, changed_at,
                day_known_since)
            values (:id, :historyId, :platforms, :titleZh, :titleEn, :publishedOn, :publicUntil, :effectiveFrom, :endsOn,
                :source, :categories, :programmes, :transition, :transitionDays,
                cast(:reviewAgain as jsonb), cast(:reviewAgainTerms as jsonb), :origin, :fileRevision, :withdrawnAt, :version,
                :changedBy, :changedAt, :changedAt)
            on conflict (id) do update set platforms = excluded.platforms, title_zh = excluded.title_zh,
                title_en = excluded.title_en, published_on = excluded.published_on,
                public_until = excluded.public_until, effective_from = excluded.effective_from,
                ends_on = excluded.ends_on, source = excluded.source, categories = excluded.categories,
                programmes = excluded.programmes, transition = excluded.transition,
                transition_days = excluded.transition_days, review_again = excluded.review_again,
                review_again_terms = excluded.review_again_terms, origin = excluded.origin,
                file_revision = excluded.file_revision,
                withdrawn_at = excluded.withdrawn_at, version = excluded.version, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at,
                day_known_since = case when rule_notice.effective_from = excluded.effective_from
                                       then rule_notice.day_known_since else excluded.day_known_since end
            """)
        .param("id", notice.id())
        .param("historyId", notice.historyId().value())
        .param("platforms", content.platforms().stream().map(Enum::name).toArray(String[]::new))
        .param("titleZh", content.title().zh())
        .param("titleEn", content.title().en())
        .param("publishedOn", content.publishedOn())
        .param("publicUntil", content.publicUntil())
        .param("effectiveFrom", content.effectiveFrom())
        .param("endsOn", content.endsOn())
        .param("source", content.source())
        .param("categories", content.categories().toArray(String[]::new))
        .param("programmes", content.programmes().toArray(String[]::new))
        .param("transition", content.transition().kind().name())
        .param("transitionDays", content.transition().days())
        .param("reviewAgain", ofFilings(content.transition().reviewAgain()))
        .param("reviewAgainTerms", withStores(content.transition().reviewAgain()))
        .param("origin", notice.origin().name())
        .param("fileRevision", notice.fileRevision())
        .param("withdrawnAt", timestamp(notice))
        .param("version", notice.version())
        .param("changedBy", notice.changedBy())
        .param("changedAt", Timestamp.from(notice.changedAt()))
        .update();
    jdbc.sql("delete from rule_notice_table where notice_id = :id")
        .param("id", notice.id())
        .update();
    for (int place = 0; place < content.tables().size(); place++) {
      RuleNoticeContent.TouchedTable touched = content.tables().get(place);
      jdbc.sql(
              "insert into rule_notice_table (notice_id, place, table_id, edition)"
                  + " values (:id, :place, :table, :edition)")
          .param("id", notice.id())
          .param("place", place)
          .param("table", touched.table())
          .param("edition", touched.edition())
          .update();
    }
  }

  /** What an instance of before reads, and reviews again: filings, and nothing where none are. */
  private @Nullable String ofFilings(@Nullable ReviewAgain terms) {
    return terms == null || !terms.isOf(ReviewAgain.Touched.FILINGS)
        ? null
        : json.text(
            Map.of(
                "dueWorkingDays", terms.dueWorkingDays(),
                "meanwhile", terms.meanwhile(),
                "handInAgain", terms.handInAgain(),
                "products", terms.namedProducts()));
  }

  private @Nullable String withStores(@Nullable ReviewAgain terms) {
    return terms == null || !terms.isOf(ReviewAgain.Touched.STORES) ? null : json.text(terms);
  }

  private static @Nullable Timestamp timestamp(RuleNotice notice) {
    return notice.withdrawnAt() == null ? null : Timestamp.from(notice.withdrawnAt());
  }

  Optional<RuleNotice> find(String id) {
    return withTables(jdbc.sql(SELECT + " where id = :id").param("id", id).query(this::row).list())
        .stream()
        .findFirst();
  }

  /** All that were not taken back but this one. */
  List<RuleNotice> others(String id) {
    return withTables(
        jdbc.sql(SELECT + " where id <> :id and withdrawn_at is null order by id")
            .param("id", id)
            .query(this::row)
            .list());
  }

  List<RuleNotice> list(RuleNotices.Filter filter, RuleNotices.@Nullable Place after, int limit) {
    String platform = filter.platform() == null ? null : filter.platform().name();
    return withTables(
        jdbc.sql(
                SELECT
                    + """
                     where (cast(:platform as text) is null or :platform = any(platforms))
                       and (cast(:from as date) is null or ends_on is null or ends_on >= :from)
                       and (cast(:to as date) is null or effective_from <= :to)
                       and (cast(:afterDay as date) is null or (effective_from, id) < (:afterDay, :afterId))
                     order by effective_from desc, id desc limit :limit
                    """)
            .param("platform", platform)
            .param("from", filter.from())
            .param("to", filter.to())
            .param("afterDay", after == null ? null : after.effectiveFrom())
            .param("afterId", after == null ? null : after.id())
            .param("limit", limit)
            .query(this::row)
            .list());
  }

  /** Those that have something reviewed again on a day, and are not done with it. */
  List<RuleNotice> dueForReviewAgain(LocalDate today) {
    return reviewingAgain(
        today,
        """
        and not exists (select from rule_notice_review_again r where r.notice_id = rule_notice.id
                           and (r.stopped_at is not null
                                or case when review_again_terms is null then r.completed_at
                                        else r.stores_completed_at end is not null))
        """);
  }

  /** Those that have begun to have something reviewed again, complete or not, and go on. */
  List<RuleNotice> reviewingAgain(LocalDate today) {
    return reviewingAgain(
        today,
        """
        and exists (select from rule_notice_review_again r where r.notice_id = rule_notice.id
                       and r.begun_at is not null and r.stopped_at is null)
        """);
  }

  private List<RuleNotice> reviewingAgain(LocalDate today, String run) {
    return withTables(
        jdbc.sql(
                SELECT
                    + """
                     where transition = 'REVIEW_AGAIN' and coalesce(review_again_terms, review_again) is not null
                       and withdrawn_at is null
                       and effective_from + coalesce(transition_days, 0) <= :today
                       and (ends_on is null or ends_on >= :today)
                    """
                    + run
                    + " order by effective_from, id")
            .param("today", today)
            .query(this::row)
            .list());
  }

  /** A notice without its tables yet. */
  private record Row(RuleNotice notice) {}

  private Row row(ResultSet row, int number) throws SQLException {
    Timestamp withdrawn = row.getTimestamp("withdrawn_at");
    int days = row.getInt("transition_days");
    boolean withDays = !row.wasNull();
    return new Row(
        new RuleNotice(
            row.getString("id"),
            new CaseId(row.getString("history_id")),
            new RuleNoticeContent(
                texts(row, "platforms").stream().map(Platform::valueOf).toList(),
                new RuleNoticeContent.Title(row.getString("title_zh"), row.getString("title_en")),
                row.getObject("published_on", LocalDate.class),
                row.getObject("public_until", LocalDate.class),
                row.getObject("effective_from", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getString("source"),
                List.of(),
                texts(row, "categories"),
                texts(row, "programmes"),
                new RuleNoticeContent.Transition(
                    RuleNoticeContent.Transition.Kind.valueOf(row.getString("transition")),
                    withDays ? days : null,
                    json.read(row, "review_again", ReviewAgain.class))),
            RuleNotice.Origin.valueOf(row.getString("origin")),
            row.getInt("file_revision"),
            withdrawn == null ? null : withdrawn.toInstant(),
            row.getLong("version"),
            row.getString("changed_by"),
            row.getTimestamp("changed_at").toInstant()));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }

  private List<RuleNotice> withTables(List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, List<RuleNoticeContent.TouchedTable>> tables = new HashMap<>();
    jdbc.sql(
            "select notice_id, table_id, edition from rule_notice_table where notice_id = any(:ids)"
                + " order by notice_id, place")
        .param("ids", rows.stream().map(row -> row.notice().id()).toArray(String[]::new))
        .query(
            row -> {
              int edition = row.getInt("edition");
              boolean brought = !row.wasNull();
              tables
                  .computeIfAbsent(row.getString("notice_id"), id -> new ArrayList<>())
                  .add(
                      new RuleNoticeContent.TouchedTable(
                          row.getString("table_id"), brought ? edition : null));
            });
    return rows.stream()
        .map(Row::notice)
        .map(
            notice ->
                tables.containsKey(notice.id())
                    ? notice.with(List.copyOf(tables.get(notice.id())))
                    : notice)
        .toList();
  }
}
