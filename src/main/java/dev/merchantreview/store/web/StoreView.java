package dev.merchantreview.store.web;

import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.store.StoreState;
import dev.merchantreview.web.NextAction;
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
    @Nullable String cancelledBy,
    @Nullable ClosureView closure,
    OffsetDateTime updatedAt,
    List<NextAction> nextActions) {

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
