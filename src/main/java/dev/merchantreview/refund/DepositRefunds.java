package dev.merchantreview.refund;

import dev.merchantreview.cases.CaseTable;
import dev.merchantreview.review.Redating;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.Conditions;
import dev.merchantreview.web.Page;
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

/** The deposit refunds as they are kept. */
@Repository
class DepositRefunds extends CaseTable<DepositRefund> {

  private static final String SELECT =
      """
      select id, holder_kind, holder_id, platform, owner_id, submitted_by, created_at, state, round, content, submitted_at,
             problems, reason, checks, clock, days_used, waiting, assessment, finance_approval, second_approval,
             payout_number, paid_fen, paid_at, notice, process_instance_key, last_task_key, updated_at, version
        from deposit_refund
      """;

  private static final String INSERT =
      """
      insert into deposit_refund (id, holder_kind, holder_id, platform, owner_id, submitted_by, created_at, state, open,
          round, content, submitted_at, problems, checks, days_used, last_task_key, updated_at, version)
      values (:id, :holderKind, :holderId, :platform, :ownerId, :submittedBy, :createdAt, :state, :open, :round,
          cast(:content as jsonb), :submittedAt, cast(:problems as jsonb), cast(:checks as jsonb), :daysUsed, :task,
          :updatedAt, :version)
      """;

  private static final String UPDATE =
      """
      update deposit_refund
         set open = :open, round = :round, content = coalesce(cast(:content as jsonb), content), submitted_at = :submittedAt,
             problems = cast(:problems as jsonb), reason = :reason, checks = cast(:checks as jsonb),
             clock = cast(:clock as jsonb), days_used = :daysUsed, waiting = cast(:waiting as jsonb),
             assessment = cast(:assessment as jsonb), finance_approval = cast(:finance as jsonb),
             second_approval = cast(:second as jsonb), payout_number = :payoutNumber, paid_fen = :paidFen,
             paid_at = :paidAt, notice = :notice
      """;

  private final JdbcClient jdbc;
  private final JsonColumns json;
  private final SealedRefund contents;

  DepositRefunds(JdbcClient jdbc, JsonColumns json, SealedRefund contents) {
    super(jdbc, SELECT, UPDATE);
    this.jdbc = jdbc;
    this.json = json;
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
    return jdbc.sql("select id from deposit_refund where open and holder_id = :holder")
        .param("holder", holderId.value())
        .query(String.class)
        .optional();
  }

  /** Whose it is; the content stays sealed. */
  Optional<String> ownerOf(CaseId id) {
    return jdbc.sql("select owner_id from deposit_refund where id = :id")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /** Refunds that are due in a year that was not known when they were dated. */
  List<Redating.Running> runningReviews() {
    return jdbc.sql(
            "select id, clock from deposit_refund where open and clock is not null order by id")
        .query(
            (row, number) ->
                new Redating.Running(
                    new CaseId(row.getString("id")), json.read(row, "clock", ReviewClock.class)))
        .list();
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
    return jdbc.sql(SELECT + conditions.page())
        .params(conditions.parameters())
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  @Override
  protected Map<String, @Nullable Object> columns(DepositRefund refund) {
    DepositRefund.Snapshot kept = refund.snapshot();
    String id = refund.id().value();
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("round", kept.round());
    // What was erased stays as it is kept: nothing that could be read again is lost.
    columns.put(
        "content",
        kept.content().isErased()
            ? null
            : contents.seal(kept.request().ownerId(), id, kept.content()));
    columns.put("submittedAt", Timestamp.from(kept.submittedAt()));
    columns.put("problems", json.text(kept.problems()));
    columns.put("reason", kept.reason());
    columns.put("checks", json.text(kept.checks()));
    columns.put("clock", json.text(kept.clock()));
    columns.put("daysUsed", kept.daysUsed());
    columns.put("waiting", json.text(kept.waiting()));
    columns.put("assessment", json.text(kept.assessment()));
    columns.put("finance", json.text(kept.finance()));
    columns.put("second", json.text(kept.second()));
    columns.put("payoutNumber", kept.payoutNumber());
    columns.put("paidFen", kept.paidFen());
    columns.put("paidAt", kept.paidAt() == null ? null : Timestamp.from(kept.paidAt()));
    columns.put("notice", kept.notice());
    return columns;
  }

  @Override
  protected DepositRefund read(ResultSet row, int number) throws SQLException {
    String ownerId = row.getString("owner_id");
    Timestamp paidAt = row.getTimestamp("paid_at");
    return new DepositRefund(
        new DepositRefund.Snapshot(
            new DepositRefund.Request(
                new CaseId(row.getString("id")),
                Holder.Kind.valueOf(row.getString("holder_kind")),
                new CaseId(row.getString("holder_id")),
                Platform.valueOf(row.getString("platform")),
                ownerId,
                row.getString("submitted_by"),
                row.getTimestamp("created_at").toInstant()),
            row.getInt("round"),
            contents.open(ownerId, row.getString("id"), row.getString("content")),
            row.getTimestamp("submitted_at").toInstant(),
            json.readList(row, "problems", Problem.class),
            row.getString("reason"),
            json.readList(row, "checks", RuleResult.class),
            json.read(row, "clock", ReviewClock.class),
            row.getInt("days_used"),
            json.read(row, "waiting", Waiting.class),
            json.read(row, "assessment", Assessment.class),
            json.read(row, "finance_approval", Approval.class),
            json.read(row, "second_approval", Approval.class),
            row.getString("payout_number"),
            row.getObject("paid_fen", Long.class),
            paidAt == null ? null : paidAt.toInstant(),
            row.getString("notice"),
            standing(row, RefundState.class)));
  }
}
