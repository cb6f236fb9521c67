package dev.merchantreview.caseindex;

import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.List;
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
 * @param decided a round of it was decided so
 * @param person keyed hashes of an identity number, as {@link CaseSearch#person} makes them
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
    @Nullable Instant dueBefore,
    @Nullable Decided decided,
    @Nullable List<String> person) {

  /** Everything. */
  public static final CaseFilter ALL =
      new CaseFilter(null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** Whether there is enough in a text to look for: an id, or words of two characters and more. */
  public static boolean isEnough(String text) {
    return CaseSearch.isEnough(text);
  }

  /**
   * How a round was decided; null lets everything through.
   *
   * @param verdict a {@code Verdict}'s name
   * @param by who decided it
   * @param round which round it ended
   * @param problem the code of a problem that was named
   * @param from it was decided then or later
   * @param to it was decided before then
   */
  public record Decided(
      @Nullable String verdict,
      @Nullable By by,
      @Nullable Integer round,
      @Nullable String problem,
      @Nullable Instant from,
      @Nullable Instant to) {

    /** Whether it lets everything through. */
    public boolean isAny() {
      return verdict == null
          && by == null
          && round == null
          && problem == null
          && from == null
          && to == null;
    }
  }

  /** Who decides a round. */
  public enum By {
    /** A reviewer. */
    PERSON,
    /** The machine checks, before a person looked, or after. */
    MACHINE
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
