package dev.merchantreview.caseindex;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as the index has it.
 *
 * @param type one of the types' names, in {@code UPPER_SNAKE}
 * @param platform null where it is of none
 * @param merchantId who acts for it; empty where it is of its sides alike
 * @param names as people may see them who do not own it
 * @param open whether somebody has to do something about it
 * @param round counts what was handed in from 1; 0 before anything was
 * @param reviewer who gave the last verdict; null while nobody has
 * @param dueAt when its review is due; null while nobody of ours has it
 * @param updatedAt of its last event
 * @param stateSince of the event that brought it into its state
 */
public record FoundCase(
    CaseId id,
    String type,
    @Nullable Platform platform,
    String merchantId,
    List<String> names,
    @Nullable String licenceNumber,
    String state,
    boolean open,
    int round,
    @Nullable String reviewer,
    @Nullable Instant dueAt,
    Instant createdAt,
    Instant updatedAt,
    Instant stateSince) {

  static final String COLUMNS =
      "id, type, platform, merchant_id, names, licence_number, state, open, round, reviewer, due_at, created_at,"
          + " updated_at, state_since";

  static FoundCase read(ResultSet row, int number) throws SQLException {
    String platform = row.getString("platform");
    Timestamp due = row.getTimestamp("due_at");
    return new FoundCase(
        new CaseId(row.getString("id")),
        row.getString("type"),
        platform == null ? null : Platform.valueOf(platform),
        row.getString("merchant_id"),
        row.getString("names").lines().toList(),
        row.getString("licence_number"),
        row.getString("state"),
        row.getBoolean("open"),
        row.getInt("round"),
        row.getString("reviewer"),
        due == null ? null : due.toInstant(),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        row.getTimestamp("state_since").toInstant());
  }

  /** Whether its review is overdue at an instant. */
  public boolean isOverdue(Instant at) {
    return dueAt != null && !at.isBefore(dueAt);
  }

  /** Its place in a list in this order. */
  public Page.Cursor place(CaseFilter.Order order) {
    return new Page.Cursor(
        order == CaseFilter.Order.SOONEST_DUE && dueAt != null ? dueAt : createdAt, id.value());
  }
}
