package dev.merchantreview.storereview;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.review.Cases;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reviews of stores as they are kept. */
@Repository
class StoreReviews extends Cases<StoreReview, StoreReview.Data> {

  StoreReviews(JdbcClient jdbc, JsonColumns json) {
    super(
        jdbc,
        json,
        new Declared<>(
            "store_review",
            new Instances.PerCase(),
            "merchant_id",
            Map.of(
                "store_id", review -> review.order().storeId().value(),
                "notice_id", review -> review.order().noticeId(),
                "platform", review -> review.order().platform().name(),
                "merchant_id", StoreReview::ownerId,
                "due_at", review -> timestamp(review.terms().dueAt())),
            StoreReview.Data.class,
            StoreReview::data,
            StoreReview::new));
  }

  /** Whether a notice has a store reviewed again already. */
  boolean isOpened(String noticeId, CaseId storeId) {
    return jdbc()
        .sql("select 1 from store_review where notice_id = :notice and store_id = :store")
        .param("notice", noticeId)
        .param("store", storeId.value())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /**
   * The open reviews of a store, kept from being changed by anybody else; without those somebody
   * changes just now, who finds the store as it is.
   */
  List<StoreReview> lockOpenOf(CaseId storeId) {
    return where(
        "store_id = :store and open order by id for update skip locked",
        Map.of("store", storeId.value()));
  }

  /** Newest first; null lets everything pass. */
  List<StoreReview> list(
      @Nullable Platform platform,
      @Nullable StoreReviewState state,
      @Nullable String storeId,
      @Nullable String noticeId,
      Page.Slice slice) {
    Conditions conditions = new Conditions();
    conditions.equal("platform", platform);
    conditions.equal("state", state);
    conditions.equal("store_id", storeId);
    conditions.equal("notice_id", noticeId);
    return list(conditions, slice);
  }
}
