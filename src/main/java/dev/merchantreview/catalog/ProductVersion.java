package dev.merchantreview.catalog;

import java.time.Instant;
import java.util.List;

/**
 * A version a product had.
 *
 * @param change what made it
 * @param changedFields the watched fields that changed, by name
 */
public record ProductVersion(
    long version,
    long watchedRevision,
    Change change,
    List<WatchedField> changedFields,
    ProductContent content,
    String changedBy,
    Instant changedAt) {

  /** What made a version. */
  public enum Change {
    /** The owner described the product, or described it anew. */
    EDITED,
    /** The owner took it off the shelf. */
    DELISTED,
    /** The owner put it back. */
    RELISTED,
    /** The platform reviewed a zero-yuan draw offline. */
    OFFLINE_REVIEWED
  }
}
