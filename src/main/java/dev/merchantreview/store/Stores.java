package dev.merchantreview.store;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.review.ReviewedTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stores as they are kept. */
@Repository
class Stores extends ReviewedTable<Store> {

  private static final Layout LAYOUT =
      new Layout(
          "store",
          """
          application_id, platform, merchant_id, store_type, name, approved_by, opened_at, closure_round, closure,
          closed_at, reopenable_from
          """,
          """
          closure_round = :round, closure = cast(:closure as jsonb), closed_at = :closedAt,
          reopenable_from = :reopenableFrom
          """,
          new Instances.PerRound("closure_round", StoreState.CLOSING));

  private static final String INSERT =
      """
      insert into store (id, application_id, platform, merchant_id, store_type, name, approved_by, opened_at, updated_at)
      values (:id, :applicationId, :platform, :merchantId, :storeType, :name, :approvedBy, :openedAt, :updatedAt)
      """;

  Stores(JdbcClient jdbc, JsonColumns json) {
    super(jdbc, json, LAYOUT, "closure -> 'clock'");
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
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("round", store.round());
    columns.put("closure", json().text(store.closure()));
    columns.put("closedAt", timestamp(store.closedAt()));
    columns.put("reopenableFrom", timestamp(store.reopenableFrom()));
    return columns;
  }

  /** The merchant's store on a platform that forbids opening another the longest. */
  Optional<Store> closedMostRecently(Platform platform, String merchantId) {
    return where(
            "platform = :platform and merchant_id = :merchantId and reopenable_from is not null"
                + " order by reopenable_from desc limit 1",
            Map.of("platform", platform.name(), "merchantId", merchantId))
        .stream()
        .findFirst();
  }

  /** Newest first; null lets everything pass. */
  List<Store> list(
      @Nullable Platform platform,
      @Nullable StoreState state,
      @Nullable String merchantId,
      Page.Slice slice) {
    Conditions conditions = new Conditions("opened_at");
    conditions.equal("platform", platform);
    conditions.equal("state", state);
    conditions.equal("merchant_id", merchantId);
    if (slice.merchants() != null) {
      conditions.add(conditions.anyOf("merchant_id", slice.merchants()));
    }
    conditions.after(slice.after());
    return page(conditions, slice.limit());
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
            json().read(row, "closure", Closure.class),
            instant(row, "closed_at"),
            instant(row, "reopenable_from"),
            standing(row)));
  }
}
