package dev.merchantreview.onboarding;

import dev.merchantreview.cases.CaseTable;
import dev.merchantreview.review.Redating;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
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

/** The store applications as they are kept. */
@Repository
class StoreApplications extends CaseTable<StoreApplication> {

  private static final String SELECT =
      """
      select id, submitted_by, content, state, round, problems, checks, audit, audit_days_used, approved_round, waiting,
             verification, contract, deposit_required_fen, store_id, process_instance_key, last_task_key, reviewer, reason, notice,
             created_at, submitted_at, updated_at, version
        from store_application
      """;

  private static final String INSERT =
      """
      insert into store_application (id, submitted_by, platform, merchant_id, store_type, open, licence_number, content, state,
          round, problems, last_task_key, created_at, submitted_at, updated_at, version)
      values (:id, :submittedBy, :platform, :merchantId, :storeType, :open, :licenceNumber, cast(:content as jsonb), :state,
          :round, cast(:problems as jsonb), :task, :createdAt, :submittedAt, :updatedAt, :version)
      """;

  private static final String UPDATE =
      """
      update store_application
         set content = coalesce(cast(:content as jsonb), content), licence_number = :licenceNumber, open = :open, round = :round,
             problems = cast(:problems as jsonb), checks = cast(:checks as jsonb), audit_due_at = :auditDueAt,
             audit = cast(:audit as jsonb), audit_provisional = :auditProvisional,
             audit_days_used = :auditDaysUsed, approved_round = :approvedRound,
             waiting = cast(:waiting as jsonb), verification = cast(:verification as jsonb),
             contract = cast(:contract as jsonb), deposit_required_fen = :depositRequiredFen,
             store_id = :storeId, reviewer = :reviewer, reason = :reason, notice = :notice,
             submitted_at = :submittedAt
      """;

  private final JdbcClient jdbc;
  private final JsonColumns json;
  private final SealedContent contents;

  StoreApplications(JdbcClient jdbc, JsonColumns json, SealedContent contents) {
    super(jdbc, SELECT, UPDATE);
    this.jdbc = jdbc;
    this.contents = contents;
    this.json = json;
  }

  /**
   * @param merchantIds patterns of the merchants to show, a trailing {@code *} standing for any
   *     rest; null shows all
   */
  record Filter(
      @Nullable Platform platform,
      @Nullable StoreApplicationState state,
      @Nullable String merchantId,
      @Nullable List<String> merchantIds) {}

  void add(StoreApplication application) {
    StoreApplication.Snapshot kept = application.snapshot();
    add(
        application,
        INSERT,
        Map.of(
            "submittedBy", kept.submittedBy(),
            "platform", kept.content().platform().name(),
            "merchantId", kept.content().merchantId(),
            "storeType", kept.content().storeType().name(),
            "createdAt", Timestamp.from(kept.createdAt())));
  }

  /** Whose it is; the content stays sealed. */
  Optional<String> merchantOf(CaseId id) {
    return jdbc.sql("select merchant_id from store_application where id = :id")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /**
   * The open application of this merchant for this platform and store type: there is at most one.
   */
  Optional<String> openOne(Platform platform, String merchantId, StoreType type) {
    return jdbc.sql(
            "select id from store_application where open and platform = :platform and merchant_id = :merchantId"
                + " and store_type = :storeType")
        .param("platform", platform.name())
        .param("merchantId", merchantId)
        .param("storeType", type.name())
        .query(String.class)
        .optional();
  }

  /** Open applications of other merchants that name the same licence. */
  List<String> openWithLicence(String licenceNumber, String merchantId) {
    return jdbc.sql(
            "select id from store_application where open and licence_number = :licence"
                + " and merchant_id <> :merchantId order by created_at limit 10")
        .param("licence", licenceNumber)
        .param("merchantId", merchantId)
        .query(String.class)
        .list();
  }

  /** Audits that run. */
  List<Redating.Running> runningReviews() {
    return jdbc.sql(
            "select id, audit as clock from store_application where audit is not null order by id")
        .query(
            (row, number) ->
                new Redating.Running(
                    new CaseId(row.getString("id")), json.read(row, "clock", ReviewClock.class)))
        .list();
  }

  /** Newest first. */
  List<StoreApplication> list(Filter filter, Optional<Page.Cursor> after, int limit) {
    Conditions conditions = new Conditions();
    conditions.equal("platform", filter.platform() == null ? null : filter.platform().name());
    conditions.equal("state", filter.state() == null ? null : filter.state().name());
    conditions.equal("merchant_id", filter.merchantId());
    if (filter.merchantIds() != null) {
      conditions.add(conditions.anyOf("merchant_id", filter.merchantIds()));
    }
    conditions.after(after);
    return jdbc.sql(SELECT + conditions.page())
        .params(conditions.parameters())
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  @Override
  protected Map<String, @Nullable Object> columns(StoreApplication application) {
    StoreApplication.Snapshot kept = application.snapshot();
    Map<String, @Nullable Object> columns = new HashMap<>();
    // What was erased stays as it is kept: nothing that could be read again is lost.
    columns.put(
        "content", kept.content().isErased() ? null : contents.seal(kept.id(), kept.content()));
    columns.put("licenceNumber", kept.content().subject().licenceNumber());
    columns.put("round", kept.round());
    columns.put("problems", json.text(kept.problems()));
    columns.put("checks", json.text(kept.checks()));
    ReviewClock audit = kept.audit();
    columns.put("auditDueAt", audit == null ? null : Timestamp.from(audit.dueAt()));
    columns.put("auditProvisional", audit != null && audit.provisional());
    columns.put("audit", json.text(audit));
    columns.put("auditDaysUsed", kept.auditDaysUsed());
    columns.put("approvedRound", kept.approvedRound());
    columns.put("waiting", json.text(kept.waiting()));
    columns.put("verification", json.text(kept.verification()));
    columns.put("contract", json.text(kept.contract()));
    columns.put("depositRequiredFen", kept.depositRequiredFen());
    columns.put("storeId", kept.storeId());
    columns.put("reviewer", kept.reviewer());
    columns.put("reason", kept.reason());
    columns.put("notice", kept.notice());
    columns.put("submittedAt", Timestamp.from(kept.submittedAt()));
    return columns;
  }

  @Override
  protected StoreApplication read(ResultSet row, int number) throws SQLException {
    return new StoreApplication(
        new StoreApplication.Snapshot(
            new CaseId(row.getString("id")),
            row.getString("submitted_by"),
            contents.open(new CaseId(row.getString("id")), row.getString("content")),
            row.getInt("round"),
            json.readList(row, "problems", Problem.class),
            json.readList(row, "checks", RuleResult.class),
            json.read(row, "audit", ReviewClock.class),
            row.getInt("audit_days_used"),
            row.getObject("approved_round", Integer.class),
            json.read(row, "waiting", Waiting.class),
            json.read(row, "verification", AccountVerification.class),
            json.read(row, "contract", ContractOffer.class),
            row.getObject("deposit_required_fen", Long.class),
            row.getString("store_id"),
            row.getString("reviewer"),
            row.getString("reason"),
            row.getString("notice"),
            row.getTimestamp("created_at").toInstant(),
            row.getTimestamp("submitted_at").toInstant(),
            standing(row, StoreApplicationState.class)));
  }
}
