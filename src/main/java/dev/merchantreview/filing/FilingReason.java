package dev.merchantreview.filing;

import dev.merchantreview.catalog.WatchedField;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain of reasons a product is filed for.
 *
 * @param scenario as every instance of the service can read it; {@link #why} says it exactly
 * @param by who caused it
 * @param productVersion the product's version at that moment
 * @param fields the watched fields that were edited; empty for a declaration
 * @param note what the one who declared said, or what a notice is called; or null
 * @param noticeId the rule notice that has it reviewed again; null for other reasons
 */
public record FilingReason(
    Scenario scenario,
    Instant at,
    String by,
    long productVersion,
    List<WatchedField> fields,
    @Nullable String note,
    @Nullable String noticeId) {

  FilingReason(
      Scenario scenario,
      Instant at,
      String by,
      long productVersion,
      List<WatchedField> fields,
      @Nullable String note) {
    this(scenario, at, by, productVersion, fields, note, null);
  }

  /**
   * A notice has it reviewed again. An instance from before that was there takes it for an edit: it
   * could not read another scenario.
   */
  static FilingReason ofNotice(
      String noticeId, String title, Instant at, String by, long productVersion) {
    return new FilingReason(
        Scenario.PRODUCT_EDIT, at, by, productVersion, List.of(), title, noticeId);
  }

  /** Why it is filed. */
  public Scenario why() {
    return noticeId == null ? scenario : Scenario.REVIEW_AGAIN;
  }
}
