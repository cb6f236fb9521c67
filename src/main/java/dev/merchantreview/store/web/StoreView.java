package dev.merchantreview.store.web;

import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreState;
import dev.merchantreview.web.NextAction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store as the API shows it.
 *
 * @param openedAt since when there is a store
 * @param sellsFrom since when it sells; null while it is prepared, and when it never did
 * @param cancelledBy how its application ended before it sold; null for a store that sold or may
 * @param reopenableFrom when the merchant may open another store here; null while it is not closed
 * @param promotion whether its goods are to be promoted: there is a deposit for that, {@code GET
 *     /deposits/{id}?deposit=PROMOTION}
 * @param categories those it was opened for, and the parts of them that were taken away
 * @param closure the closing under way, or the last one that was decided; null when nobody asked
 */
record StoreView(
    String id,
    StoreState state,
    Platform platform,
    String merchantId,
    StoreType storeType,
    String name,
    String applicationId,
    OffsetDateTime openedAt,
    @Nullable OffsetDateTime sellsFrom,
    @Nullable OffsetDateTime closedAt,
    @Nullable OffsetDateTime reopenableFrom,
    boolean promotion,
    List<CategoryView> categories,
    @Nullable String cancelledBy,
    @Nullable ClosureView closure,
    OffsetDateTime updatedAt,
    List<NextAction> nextActions) {

  /**
   * A category of the store.
   *
   * @param since since when it stands so
   * @param reasonCode why it was lost, a code of the table; null while it is held
   * @param reasonMessage the code's text in the caller's language; null with the code
   * @param reason the words of whoever took it; null while it is held
   * @param noticeId the rule notice it was lost because of; null where it was none
   * @param caseId the case it was lost because of, or that is under way; null where it is none
   * @param suspendedFrom from when on a review under way keeps its goods from being sold; null
   *     where none does
   */
  @Schema(name = "StoreCategoryView")
  record CategoryView(
      String category,
      StoreCategory.State state,
      OffsetDateTime since,
      @Nullable String reasonCode,
      @Nullable String reasonMessage,
      @Nullable String reason,
      @Nullable String noticeId,
      @Nullable String caseId,
      @Nullable OffsetDateTime suspendedFrom) {}

  /**
   * @param reviewDueAt when a person has to have looked; null when nobody has to
   * @param decision what the reviewer said; null while nobody has decided, or nothing was said
   * @param decisionCode why the store is kept open, a code of the table; null when it is not
   * @param decisionMessage the code's text in the caller's language; null with the code
   */
  record ClosureView(
      int round,
      String reason,
      OffsetDateTime requestedAt,
      @Nullable OffsetDateTime reviewDueAt,
      boolean decided,
      @Nullable String decision,
      @Nullable String decisionCode,
      @Nullable String decisionMessage) {}
}
