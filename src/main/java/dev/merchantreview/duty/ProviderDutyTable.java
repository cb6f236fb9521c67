package dev.merchantreview.duty;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The duties as they are kept. */
@Repository
class ProviderDutyTable {

  private static final String SELECT =
      """
      select id, platform, store_id, merchant_id, category, industry, notice_id, state, last_day, created_at, reminded_at,
             ended_at, appeal_words, appealed_by, appealed_at, answer, answered_by, answered_at
        from provider_duty
      """;

  private final JdbcClient jdbc;

  ProviderDutyTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(ProviderDuty duty) {
    jdbc.sql(
            "insert into provider_duty (id, platform, store_id, merchant_id, category, industry, notice_id, state,"
                + " last_day, created_at) values (:id, :platform, :store, :merchant, :category, :industry, :notice,"
                + " :state, :lastDay, :now)")
        .param("id", duty.id().value())
        .param("platform", duty.platform().name())
        .param("store", duty.storeId().value())
        .param("merchant", duty.merchantId())
        .param("category", duty.category())
        .param("industry", duty.industry())
        .param("notice", duty.noticeId())
        .param("state", duty.state().name())
        .param("lastDay", duty.lastDay())
        .param("now", Timestamp.from(duty.createdAt()))
        .update();
  }

  void reminded(CaseId id, LocalDate lastDay, Instant now) {
    jdbc.sql("update provider_duty set reminded_at = :now, last_day = :lastDay where id = :id")
        .param("id", id.value())
        .param("lastDay", lastDay)
        .param("now", Timestamp.from(now))
        .update();
  }

  void end(CaseId id, ProviderDuty.State state, Instant now) {
    jdbc.sql("update provider_duty set state = :state, ended_at = :now where id = :id")
        .param("id", id.value())
        .param("state", state.name())
        .param("now", Timestamp.from(now))
        .update();
  }

  void appealed(CaseId id, String words, String by, Instant now) {
    jdbc.sql(
            "update provider_duty set state = 'APPEALED', appeal_words = :words, appealed_by = :by,"
                + " appealed_at = :now where id = :id")
        .param("id", id.value())
        .param("words", words)
        .param("by", by)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** An appeal is answered, or the category comes back without one. */
  void answered(CaseId id, ProviderDuty.State state, String words, String by, Instant now) {
    jdbc.sql(
            "update provider_duty set state = :state, answer = :words, answered_by = :by, answered_at = :now"
                + " where id = :id")
        .param("id", id.value())
        .param("state", state.name())
        .param("words", words)
        .param("by", by)
        .param("now", Timestamp.from(now))
        .update();
  }

  Optional<ProviderDuty> find(CaseId id) {
    return one(" where id = :id", Map.of("id", id.value()));
  }

  Optional<ProviderDuty> lock(CaseId id) {
    return one(" where id = :id for update", Map.of("id", id.value()));
  }

  /** What is due of a store by a duty, held. */
  Optional<ProviderDuty> lockDue(CaseId storeId, Duty duty) {
    return one(
        " where store_id = :store and category = :category and industry = :industry"
            + " and notice_id = :notice and state = 'DUE' for update",
        Map.of(
            "store",
            storeId.value(),
            "category",
            duty.category(),
            "industry",
            duty.industry(),
            "notice",
            duty.noticeId()));
  }

  /** What is due of a merchant that a provider would meet, held, always in the same order. */
  List<ProviderDuty> lockDue(Platform platform, String merchantId, String industry) {
    return all(
        " where platform = :platform and merchant_id = :merchant and (industry = :industry or :industry = '')"
            + " and state = 'DUE' order by id for update",
        Map.of("platform", platform.name(), "merchant", merchantId, "industry", industry));
  }

  /** What a store lost a category by and has not got back, held. */
  List<ProviderDuty> lockLost(CaseId storeId) {
    return all(
        " where store_id = :store and state in ('UNMET', 'APPEALED', 'APPEAL_REFUSED') order by id for update",
        Map.of("store", storeId.value()));
  }

  /** A portion of all that is due, in the order of their ids. */
  List<ProviderDuty> due(String after, int limit) {
    return all(
        " where state = 'DUE' and id > :after order by id limit :limit",
        Map.of("after", after, "limit", limit));
  }

  /** Those nobody has answered, the earliest first. */
  List<ProviderDuty> appealed(int limit) {
    return all(
        " where state = 'APPEALED' order by appealed_at, id limit :limit", Map.of("limit", limit));
  }

  /** Newest first; null lets everything pass. */
  List<ProviderDuty> list(
      @Nullable String storeId,
      @Nullable String merchantId,
      ProviderDuty.@Nullable State state,
      Page.Slice slice) {
    Conditions conditions = new Conditions();
    conditions.equal("store_id", storeId);
    conditions.equal("merchant_id", merchantId);
    conditions.equal("state", state);
    List<String> merchants = slice.merchants();
    if (merchants != null) {
      conditions.add(conditions.anyOf("merchant_id", merchants));
    }
    conditions.after(slice.after());
    return jdbc.sql(SELECT + conditions.page())
        .params(conditions.parameters())
        .param("limit", slice.limit())
        .query(ProviderDutyTable::duty)
        .list();
  }

  private Optional<ProviderDuty> one(String where, Map<String, ?> parameters) {
    return jdbc.sql(SELECT + where).params(parameters).query(ProviderDutyTable::duty).optional();
  }

  private List<ProviderDuty> all(String where, Map<String, ?> parameters) {
    return jdbc.sql(SELECT + where).params(parameters).query(ProviderDutyTable::duty).list();
  }

  private static ProviderDuty duty(ResultSet row, int number) throws SQLException {
    String words = row.getString("appeal_words");
    return new ProviderDuty(
        new CaseId(row.getString("id")),
        Platform.valueOf(row.getString("platform")),
        new CaseId(row.getString("store_id")),
        row.getString("merchant_id"),
        row.getString("category"),
        row.getString("industry"),
        row.getString("notice_id"),
        ProviderDuty.State.valueOf(row.getString("state")),
        row.getObject("last_day", LocalDate.class),
        row.getTimestamp("created_at").toInstant(),
        at(row, "reminded_at"),
        at(row, "ended_at"),
        words == null
            ? null
            : new ProviderDuty.Appeal(
                words,
                row.getString("appealed_by"),
                row.getTimestamp("appealed_at").toInstant(),
                row.getString("answer"),
                row.getString("answered_by"),
                at(row, "answered_at")));
  }

  private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
