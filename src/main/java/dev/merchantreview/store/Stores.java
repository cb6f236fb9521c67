package dev.merchantreview.store;

import dev.merchantreview.cases.CaseTable;
import dev.merchantreview.review.Redating;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.web.Conditions;
import dev.merchantreview.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stores as they are kept. */
@Repository
class Stores extends CaseTable<Store> {

  private static final String SELECT =
      """
      select id, application_id, platform, merchant_id, store_type, name, approved_by, opened_at, state, closure_round,
             closure, closed_at, reopenable_from, process_instance_key, last_task_key, updated_at, version
        from store
      """;

  private static final String INSERT =
      """
      insert into store (id, application_id, platform, merchant_id, store_type, name, approved_by, opened_at, updated_at)
      values (:id, :applicationId, :platform, :merchantId, :storeType, :name, :approvedBy, :openedAt, :updatedAt)
      """;

  private static final String UPDATE =
      """
      update store
         set closure_round = :round, closure = cast(:closure as jsonb), closed_at = :closedAt,
             reopenable_from = :reopenableFrom
      """;

  private final JdbcClient jdbc;
  private final JsonColumns json;

  Stores(JdbcClient jdbc, JsonColumns json) {
    super(jdbc, SELECT, UPDATE);
    this.jdbc = jdbc;
    this.json = json;
  }

  void add(Store store) {
    Store.Opening opening = store.opening();
    Map<String, @Nullable Object> unchanging = new HashMap<>();
    unchanging.put("applicationId", opening.applicationId().value());
    unchanging.put("platform", opening.platform().name());
    unchanging.put("merchantId", opening.merchantId());
    unchanging.put("storeType", opening.storeType().name());
    unchanging.put("name", opening.name());
    unchanging.put("approvedBy", opening.approvedBy());
    unchanging.put("openedAt", Timestamp.from(opening.openedAt()));
    add(store, INSERT, unchanging);
  }

  @Override
  protected Map<String, @Nullable Object> columns(Store store) {
    Store.Snapshot kept = store.snapshot();
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("round", kept.closureRound());
    columns.put("closure", json.text(kept.closure()));
    columns.put("closedAt", timestamp(kept.closedAt()));
    columns.put("reopenableFrom", timestamp(kept.reopenableFrom()));
    return columns;
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  /** The merchant's store on a platform that forbids opening another the longest. */
  Optional<Store> closedMostRecently(Platform platform, String merchantId) {
    return jdbc.sql(
            SELECT
                + " where platform = :platform and merchant_id = :merchantId and reopenable_from is not null"
                + " order by reopenable_from desc limit 1")
        .param("platform", platform.name())
        .param("merchantId", merchantId)
        .query(this::read)
        .optional();
  }

  /** Stores whose closure's review is due in a year that was not known when it was dated. */
  List<Redating.Running> runningReviews() {
    return jdbc.sql(
            "select id, closure -> 'clock' as clock from store"
                + " where state = 'CLOSING' and jsonb_typeof(closure -> 'clock') = 'object' order by id")
        .query(
            (row, number) ->
                new Redating.Running(
                    new CaseId(row.getString("id")), json.read(row, "clock", ReviewClock.class)))
        .list();
  }

  /** What a list shows; null lets everything pass. */
  record Filter(
      @Nullable Platform platform,
      @Nullable StoreState state,
      @Nullable String merchantId,
      @Nullable List<String> merchants) {}

  /** Newest first. */
  List<Store> list(Filter filter, Optional<Page.Cursor> after, int limit) {
    Conditions conditions = new Conditions("opened_at");
    conditions.equal("platform", filter.platform() == null ? null : filter.platform().name());
    conditions.equal("state", filter.state() == null ? null : filter.state().name());
    conditions.equal("merchant_id", filter.merchantId());
    if (filter.merchants() != null) {
      conditions.add(conditions.anyOf("merchant_id", filter.merchants()));
    }
    conditions.after(after);
    return jdbc.sql(SELECT + conditions.page())
        .params(conditions.parameters())
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  @Override
  protected Store read(ResultSet row, int number) throws SQLException {
    return new Store(
        new Store.Snapshot(
            new Store.Opening(
                new CaseId(row.getString("id")),
                new CaseId(row.getString("application_id")),
                Platform.valueOf(row.getString("platform")),
                row.getString("merchant_id"),
                StoreType.valueOf(row.getString("store_type")),
                row.getString("name"),
                row.getString("approved_by"),
                row.getTimestamp("opened_at").toInstant()),
            row.getInt("closure_round"),
            json.read(row, "closure", Closure.class),
            instant(row, "closed_at"),
            instant(row, "reopenable_from"),
            standing(row, StoreState.class)));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
