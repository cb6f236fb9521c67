package dev.merchantreview.filing;

import dev.merchantreview.cases.CaseTable;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.Redating;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.RuleResult;
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
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The filings as they are kept. */
@Repository
class Filings extends CaseTable<Filing> {

  private static final String SELECT =
      """
      select id, scenario, product_id, owner_id, platform, seller_id, linked_id, lucky_draw, created_by, created_at,
             state, live_at, late, reasons, round, documents, submission, approval, problems, reason, checks, clock,
             notice, process_instance_key, last_task_key, updated_at, version
        from filing
      """;

  private static final String INSERT =
      """
      insert into filing (id, scenario, product_id, owner_id, platform, seller_id, linked_id, lucky_draw, created_by,
          created_at, state, live_at, late, reasons, round, documents, problems, checks, last_task_key, updated_at,
          version)
      values (:id, :scenario, :productId, :ownerId, :platform, :sellerId, :linkedId, :luckyDraw, :createdBy, :createdAt,
          :state, :liveAt, :late, cast(:reasons as jsonb), :round, cast(:documents as jsonb),
          cast(:problems as jsonb), cast(:checks as jsonb), :task, :updatedAt, :version)
      """;

  private static final String UPDATE =
      """
      update filing
         set live_at = :liveAt, late = :late, reasons = cast(:reasons as jsonb), round = :round,
             documents = cast(:documents as jsonb), submission = cast(:submission as jsonb),
             approval = cast(:approval as jsonb), approved_revision = :approvedRevision,
             problems = cast(:problems as jsonb), reason = :reason, checks = cast(:checks as jsonb),
             clock = cast(:clock as jsonb), notice = :notice
      """;

  private final JdbcClient jdbc;
  private final JsonColumns json;

  Filings(JdbcClient jdbc, JsonColumns json) {
    super(jdbc, SELECT, UPDATE);
    this.jdbc = jdbc;
    this.json = json;
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
    return jdbc.sql(
            SELECT + " where product_id = :productId and state <> 'CLOSED' order by id for update")
        .param("productId", productId)
        .query(this::read)
        .list();
  }

  /** The filing that is not closed for a product, a scenario and its streamers. */
  Optional<Filing> openOne(
      String productId, Scenario scenario, String sellerId, @Nullable String linkedId) {
    return jdbc.sql(
            SELECT
                + " where product_id = :productId and scenario = :scenario and seller_id = :sellerId"
                + " and linked_id is not distinct from cast(:linkedId as text) and state <> 'CLOSED'")
        .param("productId", productId)
        .param("scenario", scenario.name())
        .param("sellerId", sellerId)
        .param("linkedId", linkedId)
        .query(this::read)
        .optional();
  }

  /** The filings of an owner on a platform that are in review. */
  List<CaseId> inReviewOf(Platform platform, String ownerId) {
    return jdbc.sql(
            "select id from filing where state = 'IN_REVIEW' and owner_id = :owner and platform = :platform order by id")
        .param("owner", ownerId)
        .param("platform", platform.name())
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /** Who owns the product of a filing. */
  Optional<String> ownerOf(CaseId id) {
    return jdbc.sql("select owner_id from filing where id = :id")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /** The merchants that are sides of a filing: who owns the product, and whose streamers sell. */
  Set<String> merchantsOf(CaseId id) {
    return new TreeSet<>(
        jdbc.sql(
                "select owner_id from filing where id = :id union"
                    + " select s.merchant_id from filing f join streamer s on s.id in (f.seller_id, f.linked_id)"
                    + " where f.id = :id")
            .param("id", id.value())
            .query(String.class)
            .list());
  }

  /** Filings whose review is due in a year that was not known when it was dated. */
  List<Redating.Running> runningReviews() {
    return jdbc.sql(
            "select id, clock from filing where state = 'IN_REVIEW' and clock is not null order by id")
        .query(
            (row, number) ->
                new Redating.Running(
                    new CaseId(row.getString("id")), json.read(row, "clock", ReviewClock.class)))
        .list();
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
    return jdbc.sql(SELECT + conditions.page())
        .params(conditions.parameters())
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  @Override
  protected Map<String, @Nullable Object> columns(Filing filing) {
    Filing.Snapshot kept = filing.snapshot();
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("liveAt", kept.liveAt() == null ? null : Timestamp.from(kept.liveAt()));
    columns.put("late", kept.late());
    columns.put("reasons", json.text(kept.reasons()));
    columns.put("round", kept.round());
    columns.put("documents", json.text(kept.documents()));
    columns.put("submission", json.text(kept.submission()));
    columns.put("approval", json.text(kept.approval()));
    columns.put(
        "approvedRevision",
        filing.state() == FilingState.APPROVED && kept.approval() != null
            ? kept.approval().watchedRevision()
            : null);
    columns.put("problems", json.text(kept.problems()));
    columns.put("reason", kept.reason());
    columns.put("checks", json.text(kept.checks()));
    columns.put("clock", json.text(kept.clock()));
    columns.put("notice", kept.notice());
    return columns;
  }

  @Override
  protected Filing read(ResultSet row, int number) throws SQLException {
    Timestamp liveAt = row.getTimestamp("live_at");
    return new Filing(
        new Filing.Snapshot(
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
                row.getTimestamp("created_at").toInstant()),
            liveAt == null ? null : liveAt.toInstant(),
            row.getBoolean("late"),
            json.readList(row, "reasons", FilingReason.class),
            row.getInt("round"),
            json.readList(row, "documents", DocumentReference.class),
            json.read(row, "submission", Submission.class),
            json.read(row, "approval", Approval.class),
            json.readList(row, "problems", Problem.class),
            row.getString("reason"),
            json.readList(row, "checks", RuleResult.class),
            json.read(row, "clock", ReviewClock.class),
            row.getString("notice"),
            standing(row, FilingState.class)));
  }
}
