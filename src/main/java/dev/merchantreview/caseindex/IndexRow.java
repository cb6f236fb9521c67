package dev.merchantreview.caseindex;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the index. Two are equal exactly when nothing in them is different.
 *
 * @param names as people read them, one a line
 * @param search the same in the form they are compared in
 * @param keys in their natural order
 * @param seq the case's last event
 */
record IndexRow(
    String id,
    String type,
    @Nullable String platform,
    String merchantId,
    String names,
    String search,
    @Nullable String licenceNumber,
    List<String> keys,
    String state,
    boolean open,
    int round,
    @Nullable String reviewer,
    @Nullable Instant dueAt,
    Instant createdAt,
    Instant updatedAt,
    Instant stateSince,
    long seq) {

  static final String COLUMNS = FoundCase.COLUMNS + ", search, keys, seq";

  private static final String VALUES =
      ":id, :type, :platform, :merchantId, :names, :licence, :state, :open, :round, :reviewer, :dueAt, :createdAt,"
          + " :updatedAt, :since, :search, :keys, :seq";

  static final String INSERT =
      "insert into case_index (" + COLUMNS + ") values (" + VALUES + ") on conflict (id) do ";

  static final String UPDATE =
      """
      update set type = excluded.type, platform = excluded.platform, merchant_id = excluded.merchant_id,
          names = excluded.names, search = excluded.search, licence_number = excluded.licence_number,
          keys = excluded.keys, state = excluded.state, open = excluded.open, round = excluded.round,
          reviewer = excluded.reviewer, due_at = excluded.due_at, created_at = excluded.created_at,
          updated_at = excluded.updated_at, state_since = excluded.state_since, seq = excluded.seq
       where case_index.seq <= excluded.seq
      """;

  static IndexRow read(ResultSet row, int number) throws SQLException {
    Timestamp due = row.getTimestamp("due_at");
    return new IndexRow(
        row.getString("id"),
        row.getString("type"),
        row.getString("platform"),
        row.getString("merchant_id"),
        row.getString("names"),
        row.getString("search"),
        row.getString("licence_number"),
        List.of((String[]) row.getArray("keys").getArray()),
        row.getString("state"),
        row.getBoolean("open"),
        row.getInt("round"),
        row.getString("reviewer"),
        due == null ? null : due.toInstant(),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        row.getTimestamp("state_since").toInstant(),
        row.getLong("seq"));
  }

  Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> all = new HashMap<>();
    all.put("id", id);
    all.put("type", type);
    all.put("platform", platform);
    all.put("merchantId", merchantId);
    all.put("names", names);
    all.put("search", search);
    all.put("licence", licenceNumber);
    all.put("keys", keys.toArray(String[]::new));
    all.put("state", state);
    all.put("open", open);
    all.put("round", round);
    all.put("reviewer", reviewer);
    all.put("dueAt", dueAt == null ? null : Timestamp.from(dueAt));
    all.put("createdAt", Timestamp.from(createdAt));
    all.put("updatedAt", Timestamp.from(updatedAt));
    all.put("since", Timestamp.from(stateSince));
    all.put("seq", seq);
    return all;
  }
}
