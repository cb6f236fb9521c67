package dev.merchantreview.refund;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.review.ReviewedTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The deposit refunds as they are kept. */
@Repository
class DepositRefunds extends ReviewedTable<DepositRefund> {

  private static final Layout LAYOUT =
      new Layout(
          "deposit_refund",
          """
          holder_kind, holder_id, platform, owner_id, submitted_by, created_at, round, content, submitted_at, problems,
          reason, checks, clock, days_used, waiting, assessment, finance_approval, second_approval, payout_number,
          paid_fen, paid_at, notice
          """,
          """
          open = :open, round = :round, content = coalesce(cast(:content as jsonb), content),
          submitted_at = :submittedAt, problems = cast(:problems as jsonb), reason = :reason,
          checks = cast(:checks as jsonb), clock = cast(:clock as jsonb), days_used = :daysUsed,
          waiting = cast(:waiting as jsonb), assessment = cast(:assessment as jsonb),
          finance_approval = cast(:finance as jsonb), second_approval = cast(:second as jsonb),
          payout_number = :payoutNumber, paid_fen = :paidFen, paid_at = :paidAt, notice = :notice
          """,
          new Instances.PerCase());

  private static final String INSERT =
      """
      insert into deposit_refund (id, holder_kind, holder_id, platform, owner_id, submitted_by, created_at, state, open,
          round, content, submitted_at, problems, checks, days_used, last_task_key, updated_at, version)
      values (:id, :holderKind, :holderId, :platform, :ownerId, :submittedBy, :createdAt, :state, :open, :round,
          cast(:content as jsonb), :submittedAt, cast(:problems as jsonb), cast(:checks as jsonb), :daysUsed, :task,
          :updatedAt, :version)
      """;

  private final SealedRefund contents;

  DepositRefunds(JdbcClient jdbc, JsonColumns json, SealedRefund contents) {
    super(jdbc, json, LAYOUT, "clock");
    this.contents = contents;
  }

  void add(DepositRefund refund) {
    DepositRefund.Request request = refund.request();
    add(
        refund,
        INSERT,
        Map.of(
            "holderKind", request.holderKind().name(),
            "holderId", request.holderId().value(),
            "platform", request.platform().name(),
            "ownerId", request.ownerId(),
            "submittedBy", request.submittedBy(),
            "createdAt", Timestamp.from(request.createdAt())));
  }

  /** The refund of a holder that has not ended: there is at most one. */
  Optional<String> openOne(CaseId holderId) {
    return jdbc()
        .sql("select id from deposit_refund where open and holder_id = :holder")
        .param("holder", holderId.value())
        .query(String.class)
        .optional();
  }

  /** Whose it is; the content stays sealed. */
  Optional<String> ownerOf(CaseId id) {
    return jdbc()
        .sql("select owner_id from deposit_refund where id = :id")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /** What a list shows; null lets everything pass. */
  record Filter(
      @Nullable Platform platform,
      @Nullable RefundState state,
      @Nullable String holderId,
      @Nullable List<String> merchants) {}

  /** Newest first. */
  List<DepositRefund> list(Filter filter, Optional<Page.Cursor> after, int limit) {
    Conditions conditions = new Conditions();
    conditions.equal("platform", filter.platform() == null ? null : filter.platform().name());
    conditions.equal("state", filter.state() == null ? null : filter.state().name());
    conditions.equal("holder_id", filter.holderId());
    if (filter.merchants() != null) {
      conditions.add(conditions.anyOf("owner_id", filter.merchants()));
    }
    conditions.after(after);
    return page(conditions, limit);
  }

  @Override
  protected Map<String, @Nullable Object> columns(DepositRefund refund) {
    Map<String, @Nullable Object> columns = reviewColumns(refund);
    // What was erased stays as it is kept: nothing that could be read again is lost.
    columns.put(
        "content",
        refund.content().isErased()
            ? null
            : contents.seal(refund.request().ownerId(), refund.id().value(), refund.content()));
    columns.put("submittedAt", Timestamp.from(refund.submittedAt()));
    columns.put("assessment", json().text(refund.assessment()));
    columns.put("finance", json().text(refund.finance()));
    columns.put("second", json().text(refund.second()));
    columns.put("payoutNumber", refund.payoutNumber());
    columns.put("paidFen", refund.paidFen());
    columns.put("paidAt", timestamp(refund.paidAt()));
    return columns;
  }

  @Override
  protected DepositRefund read(ResultSet row, int number) throws SQLException {
    String ownerId = row.getString("owner_id");
    DepositRefund.Request request =
        new DepositRefund.Request(
            new CaseId(row.getString("id")),
            Holder.Kind.valueOf(row.getString("holder_kind")),
            new CaseId(row.getString("holder_id")),
            Platform.valueOf(row.getString("platform")),
            ownerId,
            row.getString("submitted_by"),
            row.getTimestamp("created_at").toInstant());
    return new DepositRefund(
        new DepositRefund.Snapshot(
            request,
            contents.open(ownerId, row.getString("id"), row.getString("content")),
            review(row, row.getTimestamp("submitted_at").toInstant(), request.submittedBy()),
            json().read(row, "assessment", Assessment.class),
            json().read(row, "finance_approval", Approval.class),
            json().read(row, "second_approval", Approval.class),
            row.getString("payout_number"),
            row.getObject("paid_fen", Long.class),
            instant(row, "paid_at"),
            standing(row, RefundState.class)));
  }
}
