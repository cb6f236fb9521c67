package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.review.ReviewClock;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The store applications as they are kept. */
@Repository
class StoreApplications extends ReviewedTable<StoreApplication> {

  private static final Layout LAYOUT =
      new Layout(
          "store_application",
          """
          submitted_by, content, round, problems, checks, audit as clock, audit_days_used as days_used, approved_round,
          waiting, verification, contract, deposit_required_fen, store_id, reviewer, reason, notice, created_at,
          submitted_at
          """,
          """
          content = coalesce(cast(:content as jsonb), content), licence_number = :licenceNumber, open = :open,
          round = :round, problems = cast(:problems as jsonb), checks = cast(:checks as jsonb),
          audit_due_at = :auditDueAt, audit = cast(:clock as jsonb), audit_provisional = :auditProvisional,
          audit_days_used = :daysUsed, approved_round = :approvedRound, waiting = cast(:waiting as jsonb),
          verification = cast(:verification as jsonb), contract = cast(:contract as jsonb),
          deposit_required_fen = :depositRequiredFen, store_id = :storeId, reviewer = :reviewer, reason = :reason,
          notice = :notice, submitted_at = :submittedAt
          """,
          new Instances.PerCase());

  private static final String INSERT =
      """
      insert into store_application (id, submitted_by, platform, merchant_id, store_type, open, licence_number, content, state,
          round, problems, last_task_key, created_at, submitted_at, updated_at, version)
      values (:id, :submittedBy, :platform, :merchantId, :storeType, :open, :licenceNumber, cast(:content as jsonb), :state,
          :round, cast(:problems as jsonb), :task, :createdAt, :submittedAt, :updatedAt, :version)
      """;

  private final SealedContent contents;

  StoreApplications(JdbcClient jdbc, JsonColumns json, SealedContent contents) {
    super(jdbc, json, LAYOUT, "audit");
    this.contents = contents;
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
    ApplicationContent content = application.content();
    add(
        application,
        INSERT,
        Map.of(
            "submittedBy", application.submittedBy(),
            "platform", content.platform().name(),
            "merchantId", content.merchantId(),
            "storeType", content.storeType().name(),
            "createdAt", Timestamp.from(application.createdAt())));
  }

  /** Whose it is; the content stays sealed. */
  Optional<String> merchantOf(CaseId id) {
    return jdbc()
        .sql("select merchant_id from store_application where id = :id")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /**
   * The open application of this merchant for this platform and store type: there is at most one.
   */
  Optional<String> openOne(Platform platform, String merchantId, StoreType type) {
    return jdbc()
        .sql(
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
    return jdbc()
        .sql(
            "select id from store_application where open and licence_number = :licence"
                + " and merchant_id <> :merchantId order by created_at limit 10")
        .param("licence", licenceNumber)
        .param("merchantId", merchantId)
        .query(String.class)
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
    return page(conditions, limit);
  }

  @Override
  protected Map<String, @Nullable Object> columns(StoreApplication application) {
    Map<String, @Nullable Object> columns = reviewColumns(application);
    ApplicationContent content = application.content();
    // What was erased stays as it is kept: nothing that could be read again is lost.
    columns.put("content", content.isErased() ? null : contents.seal(application.id(), content));
    columns.put("licenceNumber", content.subject().licenceNumber());
    ReviewClock audit = application.clock();
    columns.put("auditDueAt", audit == null ? null : Timestamp.from(audit.dueAt()));
    columns.put("auditProvisional", audit != null && audit.provisional());
    columns.put("approvedRound", application.approvedRound());
    columns.put("verification", json().text(application.verification()));
    columns.put("contract", json().text(application.contract()));
    columns.put("depositRequiredFen", application.depositRequiredFen());
    columns.put("storeId", application.storeId());
    columns.put("reviewer", application.reviewer());
    columns.put("submittedAt", Timestamp.from(application.submittedAt()));
    return columns;
  }

  @Override
  protected StoreApplication read(ResultSet row, int number) throws SQLException {
    CaseId id = new CaseId(row.getString("id"));
    String submittedBy = row.getString("submitted_by");
    return new StoreApplication(
        new StoreApplication.Snapshot(
            id,
            submittedBy,
            contents.open(id, row.getString("content")),
            review(row, row.getTimestamp("submitted_at").toInstant(), submittedBy),
            row.getObject("approved_round", Integer.class),
            json().read(row, "verification", AccountVerification.class),
            json().read(row, "contract", ContractOffer.class),
            row.getObject("deposit_required_fen", Long.class),
            row.getString("store_id"),
            row.getString("reviewer"),
            row.getTimestamp("created_at").toInstant(),
            standing(row, StoreApplicationState.class)));
  }
}
