package dev.merchantreview.filing;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.review.Cases;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.ArrayList;
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
class Filings extends Cases<Filing, Filing.Data> {

  Filings(JdbcClient jdbc, JsonColumns json) {
    super(
        jdbc,
        json,
        new Declared<>(
            "filing",
            new Instances.PerCycle(
                "cycle",
                "in_process",
                new Instances.PerRound("(review ->> 'number')::int", FilingState.IN_REVIEW)),
            "owner_id",
            Map.ofEntries(
                Map.entry("scenario", filing -> filing.declared().scenario().name()),
                Map.entry("product_id", filing -> filing.declared().productId()),
                Map.entry("owner_id", Filing::ownerId),
                Map.entry("platform", filing -> filing.declared().platform().name()),
                Map.entry("seller_id", filing -> filing.declared().sellerId()),
                Map.entry("linked_id", filing -> filing.declared().linkedId()),
                Map.entry("lucky_draw", filing -> filing.declared().luckyDraw()),
                Map.entry("approved_revision", Filing::approvedRevision),
                Map.entry("cycle", Filing::cycle),
                Map.entry("lapsed", Filing::isLapsed),
                Map.entry("kept_revision", Filing::keptRevision),
                Map.entry("kept_until", filing -> timestamp(filing.keptUntil())),
                Map.entry(
                    "kept_cycle", filing -> filing.keptRevision() == null ? null : filing.cycle())),
            Filing.Data.class,
            Filing::data,
            Filing::new));
  }

  /** Keeps, too, how it was decided what a notice had reviewed again. */
  @Override
  public void update(Filing changed, Instant now) {
    super.update(changed, now);
    if (changed.isDecidedAgain()) {
      jdbc()
          .sql(
              "update filing_review_again set decided_at = :now, outcome = :state"
                  + " where filing_id = :id and decided_at is null")
          .param("now", timestamp(now))
          .param("state", changed.state().name())
          .param("id", changed.id().value())
          .update();
    }
  }

  /** Reads and locks every filing of a product that is not closed, in the order of their ids. */
  List<Filing> lockOpenOf(String productId) {
    return where(
        "product_id = :productId and state <> 'CLOSED' order by id for update",
        Map.of("productId", productId));
  }

  /** The closed filings of a product. */
  List<CaseId> closedOf(String productId) {
    return jdbc()
        .sql("select id from filing where product_id = :productId and state = 'CLOSED' order by id")
        .param("productId", productId)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /** A portion of those that wait for their owners with a live ahead, in the order of their ids. */
  List<Filing> waitingForLives(String after, int limit) {
    return where(
        "in_process and state = 'PENDING' and id > :after"
            + " and cast(data ->> 'liveAt' as timestamptz) > now() order by id limit :limit",
        Map.of("after", after, "limit", limit));
  }

  /** A portion of those a notice has reviewed again, in the order of their ids. */
  List<Filing> reviewedAgain(String after, int limit) {
    return where(
        "id in (select filing_id from filing_review_again where decided_at is null and filing_id > :after)"
            + " and state in ('PENDING', 'IN_REVIEW') order by id limit :limit",
        Map.of("after", after, "limit", limit));
  }

  /** Keeps until when it is due that notices have reviewed again. */
  void dueAgain(CaseId id, Instant dueAt) {
    jdbc()
        .sql(
            "update filing_review_again set due_at = :due where filing_id = :id and decided_at is null")
        .param("due", timestamp(dueAt))
        .param("id", id.value())
        .update();
  }

  /** Locks some that wait without an instance because they are older than cycles. */
  List<Filing> lockUnaccompanied(int limit) {
    return where(
        "cycle = 0 and state = 'PENDING' order by id limit :limit for update skip locked",
        Map.of("limit", limit));
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

  /** The merchants that are sides of a filing: who owns the product, and whose streamers sell. */
  Set<String> merchantsOf(CaseId id) {
    return new TreeSet<>(
        jdbc()
            .sql(
                "select owner_id from filing where id = :id union"
                    + " select s.merchant_id from filing f join streamer s on s.id in (f.seller_id, f.linked_id)"
                    + " where f.id = :id")
            .param("id", id.value())
            .query((row, number) -> row.getString(1))
            .list());
  }

  /**
   * Newest first; null lets everything pass.
   *
   * @param streamerId on whichever side
   * @param scenario PRODUCT_EDIT stands for whatever was edited, REVIEW_AGAIN for whatever a notice
   *     had reviewed again
   * @param slice of the filings whose merchants are on whichever side
   */
  List<Filing> list(
      @Nullable String streamerId,
      @Nullable String productId,
      @Nullable String ownerId,
      @Nullable FilingState state,
      @Nullable Scenario scenario,
      Page.Slice slice) {
    Conditions conditions = new Conditions();
    conditions.equal("product_id", productId);
    conditions.equal("owner_id", ownerId);
    conditions.equal("state", state);
    if (scenario == Scenario.PRODUCT_EDIT) {
      // As the indexes of V102 have it.
      conditions.add(
          "jsonb_path_exists(data, '$.reasons[*] ? (@.scenario == \"PRODUCT_EDIT\""
              + " && !(exists(@.noticeId) && @.noticeId != null))')");
    } else if (scenario == Scenario.REVIEW_AGAIN) {
      conditions.add("jsonb_path_exists(data, '$.reasons[*] ? (@.noticeId != null)')");
    } else {
      conditions.equal("scenario", scenario);
    }
    if (slice.merchants() == null && streamerId == null) {
      return list(conditions, slice);
    }
    return ofSides(conditions, streamerId, slice);
  }

  /**
   * Whoever may know of few, and a streamer, is found by an index of each side: one condition with
   * an "or" would have all filings looked through, or all of a side sorted.
   */
  private List<Filing> ofSides(
      Conditions conditions, @Nullable String streamerId, Page.Slice slice) {
    List<String> streamers = List.of("true");
    if (streamerId != null) {
      streamers = List.of("seller_id = :streamerId", "linked_id = :streamerId");
      conditions.parameters().put("streamerId", streamerId);
    }
    List<String> merchants = List.of("true");
    if (slice.merchants() != null) {
      String owned = conditions.anyOf("owner_id", slice.merchants());
      String theirs =
          "(select id from streamer where "
              + conditions.anyOf("merchant_id", slice.merchants())
              + ")";
      merchants = List.of(owned, "seller_id in " + theirs, "linked_id in " + theirs);
    }
    conditions.after(slice.after());
    List<String> pages = new ArrayList<>();
    for (String streamer : streamers) {
      for (String merchant : merchants) {
        String page = conditions.and(streamer).and(merchant).page();
        pages.add("(select id from filing" + page + ")");
      }
    }
    Conditions found = new Conditions();
    found.add("id in (" + String.join(" union ", pages) + ")");
    found.parameters().putAll(conditions.parameters());
    return page(found, slice.limit());
  }
}
