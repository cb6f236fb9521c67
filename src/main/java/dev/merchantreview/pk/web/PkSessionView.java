package dev.merchantreview.pk.web;

import dev.merchantreview.filing.FilingState;
import dev.merchantreview.pk.PkReadiness;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.NextAction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PK as one thing.
 *
 * @param fileBy until when products are filed for it
 * @param workingDaysLeft whole working days that are left for that
 * @param ready whether both sides may sell their products in it
 * @param over whether nothing of it can change any more
 * @param process the process that keeps its path and tells people in time; for operators, auditors
 *     and administrators, null for others
 */
record PkSessionView(
    String id,
    Platform platform,
    OffsetDateTime liveAt,
    OffsetDateTime fileBy,
    int workingDaysLeft,
    boolean ready,
    boolean over,
    List<LaneView> lanes,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    @Nullable ProcessView process,
    List<NextAction> nextActions) {

  /**
   * Where the process is to be seen.
   *
   * @param processId the diagram it runs by
   * @param processInstanceKey null before an instance has worked on it
   * @param url its page in Operate; null where none is known
   */
  @Schema(name = "PkProcessView")
  record ProcessView(String processId, @Nullable String processInstanceKey, @Nullable String url) {}

  /**
   * One side.
   *
   * @param merchantId who acts for the streamer
   * @param confirmed whether the side has agreed to this PK at this time
   * @param left whether the side has left
   * @param missing what is missing on this side, and who has to act
   */
  record LaneView(
      String streamerId,
      String nickname,
      String merchantId,
      boolean confirmed,
      boolean left,
      List<ProductView> products,
      List<MissingView> missing) {}

  /** A product to be hung. */
  @Schema(name = "PkProductView")
  record ProductView(
      String productId,
      String title,
      String ownerId,
      String filingId,
      FilingState state,
      boolean approved) {}

  /**
   * Something that is missing.
   *
   * @param productId and {@code filingId}: null unless it is about a product
   * @param mustAct who can do something about it
   * @param merchantId the merchant that has to act; null when the platform has
   */
  record MissingView(
      String code,
      String message,
      @Nullable String productId,
      @Nullable String filingId,
      PkReadiness.Actor mustAct,
      @Nullable String merchantId) {}
}
