package dev.merchantreview.catalog;

import dev.merchantreview.shared.Platform;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is sold.
 *
 * @param id what the platform knows it by; of all owners' products only this one has it
 * @param ownId what its owner calls it: the same, unless another owner's product had that id before
 * @param listed false once the owner took it off the shelf
 * @param offlineReview the number of the offline review of a zero-yuan draw; null without one
 * @param version counts every edit
 * @param watchedRevision counts the edits of watched fields only: what was approved at this
 *     revision is what buyers see now
 */
public record Product(
    String id,
    String ownId,
    ProductContent content,
    boolean listed,
    @Nullable String offlineReview,
    long version,
    long watchedRevision,
    Instant createdAt,
    Instant updatedAt) {

  public String ownerId() {
    return content.ownerId();
  }

  public Platform platform() {
    return content.platform();
  }

  /** Whether it is given away (0元购) without the offline review this requires. */
  public boolean lacksOfflineReview() {
    return content.priceFen() == 0 && offlineReview == null;
  }
}
