package dev.merchantreview.store;

import dev.merchantreview.reconciliation.CaseProcesses;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stores as they are kept. */
@Repository
class Stores {

  private static final String SELECT =
      """
      select id, application_id, platform, merchant_id, store_type, name, approved_by, opened_at, state, closure_round,
             closure, closed_at, reopenable_from, process_instance_key, last_task_key, updated_at, version
        from store
      """;

  private static final String STATES =
      "select id, state, closure_round, process_instance_key, updated_at from store";

  private final JdbcClient jdbc;
  private final JsonColumns json;

  Stores(JdbcClient jdbc, JsonColumns json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void add(Store store) {
    Store.Opening opening = store.opening();
    jdbc.sql(
            "insert into store (id, application_id, platform, merchant_id, store_type, name, approved_by, opened_at,"
                + " updated_at) values (:id, :applicationId, :platform, :merchantId, :storeType, :name, :approvedBy,"
                + " :openedAt, :openedAt)")
        .param("id", store.id().value())
        .param("applicationId", opening.applicationId().value())
        .param("platform", opening.platform().name())
        .param("merchantId", opening.merchantId())
        .param("storeType", opening.storeType().name())
        .param("name", opening.name())
        .param("approvedBy", opening.approvedBy())
        .param("openedAt", Timestamp.from(opening.openedAt()))
        .update();
  }

  /** Keeps what changed since it was read, and counts the version up. */
  void update(Store store, Instant now) {
    long read = store.version();
    store.touched(now);
    Store.Snapshot kept = store.snapshot();
    int updated =
        jdbc.sql(
                """
                update store
                   set state = :state, closure_round = :round, closure = cast(:closure as jsonb), closed_at = :closedAt,
                       reopenable_from = :reopenableFrom, process_instance_key = :instance, last_task_key = :task,
                       updated_at = :updatedAt, version = :version
                 where id = :id and version = :read
                """)
            .param("id", store.id().value())
            .param("state", kept.state().name())
            .param("round", kept.closureRound())
            .param("closure", json.text(kept.closure()))
            .param("closedAt", timestamp(kept.closedAt()))
            .param("reopenableFrom", timestamp(kept.reopenableFrom()))
            .param("instance", kept.processInstanceKey())
            .param("task", kept.lastTaskKey())
            .param("updatedAt", Timestamp.from(kept.updatedAt()))
            .param("version", kept.version())
            .param("read", read)
            .update();
    if (updated != 1) {
      throw new OptimisticLockingFailureException(store.id() + " changed meanwhile");
    }
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  Optional<Store> find(CaseId id) {
    return jdbc.sql(SELECT + " where id = :id")
        .param("id", id.value())
        .query(this::store)
        .optional();
  }

  /** Reads it and keeps everybody else from changing it until the transaction ends. */
  Optional<Store> lock(CaseId id) {
    return jdbc.sql(SELECT + " where id = :id for update")
        .param("id", id.value())
        .query(this::store)
        .optional();
  }

  Optional<Store> findByInstance(long processInstanceKey) {
    return jdbc.sql(SELECT + " where process_instance_key = :key")
        .param("key", processInstanceKey)
        .query(this::store)
        .optional();
  }

  /** The merchant's store on a platform that forbids opening another the longest. */
  Optional<Store> closedMostRecently(Platform platform, String merchantId) {
    return jdbc.sql(
            SELECT
                + " where platform = :platform and merchant_id = :merchantId and reopenable_from is not null"
                + " order by reopenable_from desc limit 1")
        .param("platform", platform.name())
        .param("merchantId", merchantId)
        .query(this::store)
        .optional();
  }

  /** Stores whose closure's review is due in a year that was not known when it was dated. */
  List<CaseId> withProvisionalReview() {
    return jdbc.sql(
            "select id from store where state = 'CLOSING' and (closure -> 'clock' ->> 'provisional')::boolean"
                + " order by id")
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /** Every store that is being closed. */
  List<CaseProcesses.CaseState> closingStates() {
    return jdbc.sql(STATES + " where state = 'CLOSING' order by id").query(Stores::state).list();
  }

  /** The stores that are not being closed, among those these instances worked on last. */
  List<CaseProcesses.CaseState> endedStates(Collection<Long> instances) {
    return jdbc.sql(STATES + " where state <> 'CLOSING' and process_instance_key = any(:keys)")
        .param("keys", instances.toArray(Long[]::new))
        .query(Stores::state)
        .list();
  }

  private static CaseProcesses.CaseState state(ResultSet row, int number) throws SQLException {
    return new CaseProcesses.CaseState(
        new CaseId(row.getString("id")),
        row.getString("state"),
        row.getObject("process_instance_key", Long.class),
        row.getString("id") + ":" + row.getInt("closure_round"),
        !row.getString("state").equals(StoreState.CLOSING.name()),
        row.getTimestamp("updated_at").toInstant());
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
    return jdbc.sql(SELECT + conditions.where() + " order by opened_at desc, id desc limit :limit")
        .params(conditions.parameters())
        .param("limit", limit)
        .query(this::store)
        .list();
  }

  private Store store(ResultSet row, int number) throws SQLException {
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
            StoreState.valueOf(row.getString("state")),
            row.getInt("closure_round"),
            json.read(row, "closure", Closure.class),
            instant(row, "closed_at"),
            instant(row, "reopenable_from"),
            row.getObject("process_instance_key", Long.class),
            row.getLong("last_task_key"),
            row.getTimestamp("updated_at").toInstant(),
            row.getLong("version")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
