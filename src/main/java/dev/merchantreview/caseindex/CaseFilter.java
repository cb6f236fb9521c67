package dev.merchantreview.caseindex;

import dev.merchantreview.shared.Platform;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are wanted; null lets everything through.
 *
 * @param type one of the types' names
 * @param open whether somebody has to do something about it
 * @param merchantId acts for it, or is a side of it
 * @param text what somebody knows of it: an id, a name, a number
 * @param reviewer who gave the last verdict
 * @param from it began then or later
 * @param to it began before then
 * @param dueBefore its review is due before then
 */
public record CaseFilter(
    @Nullable String type,
    @Nullable Platform platform,
    @Nullable String state,
    @Nullable Boolean open,
    @Nullable String merchantId,
    @Nullable String text,
    @Nullable String licenceNumber,
    @Nullable String reviewer,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Instant dueBefore) {

  /** Everything. */
  public static final CaseFilter ALL =
      new CaseFilter(null, null, null, null, null, null, null, null, null, null, null);

  /** Whether there is enough in a text to look for: an id, or words of two characters and more. */
  public static boolean isEnough(String text) {
    return CaseSearch.isEnough(text);
  }

  /** How what is found is put in order. */
  public enum Order {
    /** The newest first. */
    NEWEST,
    /** What is due soonest first. */
    SOONEST_DUE
  }

  /** Who asks for what is due wants the most urgent first. */
  public Order order() {
    return dueBefore == null ? Order.NEWEST : Order.SOONEST_DUE;
  }
}
