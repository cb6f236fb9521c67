package dev.merchantreview.shared;

import org.jspecify.annotations.Nullable;

/**
 * One thing a merchant must fix (驳回原因).
 *
 * @param pointer JSON pointer into the application's content, for example {@code
 *     /subject/licenceNumber}
 * @param code a stable code from the table of problem codes
 * @param note what the auditor added in own words, or null
 * @param from who found it
 */
public record Problem(String pointer, String code, @Nullable String note, Source from) {

  /** Who found a problem. */
  public enum Source {
    /** A named rule, before any person looked. */
    MACHINE,
    /** A person in Tasklist. */
    AUDITOR
  }
}
