package dev.merchantreview.filing;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.ReviewedTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The filings as they are kept. */
@Repository
class Filings extends ReviewedTable<Filing> {

  private static final Layout LAYOUT =
      new Layout(
          "filing",
          """
          scenario, product_id, owner_id, platform, seller_id, linked_id, lucky_draw, created_by, created_at, live_at,
          late, reasons, round, documents, submission, approval, problems, reason, checks, clock, 0 as days_used,
          null::jsonb as waiting, notice
          """,
          """
          live_at = :liveAt, late = :late, reasons = cast(:reasons as jsonb), round = :round,
          documents = cast(:documents as jsonb), submission = cast(:submission as jsonb),
          approval = cast(:approval as jsonb), approved_revision = :approvedRevision,
          problems = cast(:problems as jsonb), reason = :reason, checks = cast(:checks as jsonb),
          clock = cast(:clock as jsonb), notice = :notice
          """,
          new Instances.PerRound("round", FilingState.IN_REVIEW));

  private static final String INSERT =
      """
      insert into filing (id, scenario, product_id, owner_id, platform, seller_id, linked_id, lucky_draw, created_by,
          created_at, state, live_at, late, reasons, round, documents, problems, checks, last_task_key, updated_at,
          version)
      values (:id, :scenario, :productId, :ownerId, :platform, :sellerId, :linkedId, :luckyDraw, :createdBy, :createdAt,
          :state, :liveAt, :late, cast(:reasons as jsonb), :round, cast(:documents as jsonb),
          cast(:problems as jsonb), cast(:checks as jsonb), :task, :updatedAt, :version)
      """;

  Filings(JdbcClient jdbc, JsonColumns json) {
    super(jdbc, json, LAYOUT, "clock");
  }

  void add(Filing filing) {
    Filing.Declaration declared = filing.declared();
    Map<String, @Nullable Object> unchanging = new HashMap<>();
    unchanging.put("scenario", declared.scenario().name());
    unchanging.put("productId", declared.productId());
    unchanging.put("ownerId", declared.ownerId());
    unchanging.put("platform", declared.platform().name());
    unchanging.put("sellerId", declared.sellerId());
    unchanging.put("linkedId", declared.linkedId());
    unchanging.put("luckyDraw", declared.luckyDraw());
    unchanging.put("createdBy", declared.createdBy());
    unchanging.put("createdAt", Timestamp.from(declared.createdAt()));
    add(filing, INSERT, unchanging);
  }

  /** Reads and locks every filing of a product that is not closed, in the order of their ids. */
  List<Filing> lockOpenOf(String productId) {
    return where(
        "product_id = :productId and state <> 'CLOSED' order by id for update",
        Map.of("productId", productId));
  }

  /** The filing that is not closed for a product, a scenario and its streamers. */
  Optional<Filing> openOne(
      String productId, Scenario scenario, String sellerId, @Nullable String linkedId) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("productId", productId);
    parameters.put("scenario", scenario.name());
    parameters.put("sellerId", sellerId);
    parameters.put("linkedId", linkedId);
    return where(
            "product_id = :productId and scenario = :scenario and seller_id = :sellerId"
                + " and linked_id is not distinct from cast(:linkedId as text) and state <> 'CLOSED'",
            parameters)
        .stream()
        .findFirst();
  }

  /** The filings of an owner on a platform that are in review. */
  List<CaseId> inReviewOf(Platform platform, String ownerId) {
    return jdbc()
        .sql(
            "select id from filing where state = 'IN_REVIEW' and owner_id = :owner and platform = :platform order by id")
        .param("owner", ownerId)
        .param("platform", platform.name())
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /** Who owns the product of a filing. */
  Optional<String> ownerOf(CaseId id) {
    return jdbc()
        .sql("select owner_id from filing where id = :id")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /** The merchants that are sides of a filing: who owns the product, and whose streamers sell. */
  Set<String> merchantsOf(CaseId id) {
    return new TreeSet<>(
        jdbc()
            .sql(
                "select owner_id from filing where id = :id union"
                    + " select s.merchant_id from filing f join streamer s on s.id in (f.seller_id, f.linked_id)"
                    + " where f.id = :id")
            .param("id", id.value())
            .query(String.class)
            .list());
  }

  /**
   * What a list shows; null lets everything pass.
   *
   * @param streamerId on whichever side
   * @param scenario PRODUCT_EDIT stands for whatever was edited
   * @param merchants patterns of the merchants whose filings are shown, whichever side they are
   */
  record Filter(
      @Nullable String streamerId,
      @Nullable String productId,
      @Nullable String ownerId,
      @Nullable FilingState state,
      @Nullable Scenario scenario,
      @Nullable List<String> merchants) {}

  /** Newest first. */
  List<Filing> list(Filter filter, Optional<Page.Cursor> after, int limit) {
    Conditions conditions = new Conditions();
    conditions.equal("product_id", filter.productId());
    conditions.equal("owner_id", filter.ownerId());
    conditions.equal("state", filter.state() == null ? null : filter.state().name());
    if (filter.streamerId() != null) {
      conditions.add("(seller_id = :streamerId or linked_id = :streamerId)");
      conditions.parameters().put("streamerId", filter.streamerId());
    }
    if (filter.scenario() == Scenario.PRODUCT_EDIT) {
      conditions.add("reasons @> '[{\"scenario\": \"PRODUCT_EDIT\"}]'");
    } else {
      conditions.equal("scenario", filter.scenario() == null ? null : filter.scenario().name());
    }
    if (filter.merchants() != null) {
      String theirs =
          "(select id from streamer where "
              + conditions.anyOf("merchant_id", filter.merchants())
              + ")";
      conditions.add(
          "("
              + conditions.anyOf("owner_id", filter.merchants())
              + " or seller_id in "
              + theirs
              + " or linked_id in "
              + theirs
              + ")");
    }
    conditions.after(after);
    return page(conditions, limit);
  }

  @Override
  protected Map<String, @Nullable Object> columns(Filing filing) {
    Map<String, @Nullable Object> columns = reviewColumns(filing);
    columns.put("liveAt", timestamp(filing.liveAt()));
    columns.put("late", filing.isLate());
    columns.put("reasons", json().text(filing.reasons()));
    columns.put("documents", json().text(filing.documents()));
    columns.put("submission", json().text(filing.submission()));
    Approval approval = filing.approval();
    columns.put("approval", json().text(approval));
    columns.put(
        "approvedRevision",
        filing.state() == FilingState.APPROVED && approval != null
            ? approval.watchedRevision()
            : null);
    return columns;
  }

  @Override
  protected Filing read(ResultSet row, int number) throws SQLException {
    Filing.Declaration declared =
        new Filing.Declaration(
            new CaseId(row.getString("id")),
            Scenario.valueOf(row.getString("scenario")),
            row.getString("product_id"),
            row.getString("owner_id"),
            Platform.valueOf(row.getString("platform")),
            row.getString("seller_id"),
            row.getString("linked_id"),
            row.getBoolean("lucky_draw"),
            row.getString("created_by"),
            row.getTimestamp("created_at").toInstant());
    Submission submission = json().read(row, "submission", Submission.class);
    return new Filing(
        new Filing.Snapshot(
            declared,
            instant(row, "live_at"),
            row.getBoolean("late"),
            json().readList(row, "reasons", FilingReason.class),
            json().readList(row, "documents", DocumentReference.class),
            submission,
            json().read(row, "approval", Approval.class),
            submission == null
                ? review(row, declared.createdAt(), declared.createdBy())
                : review(row, submission.at(), submission.by()),
            standing(row)));
  }
}
