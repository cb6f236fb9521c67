package dev.merchantreview.payout;

import dev.merchantreview.shared.TypedText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the bank's statement and the ledger disagreed. It ends when both sides agree, or when a
 * person says what it was.
 *
 * @param explanation null unless a person ended it
 */
public record PayoutFinding(
    String id,
    Difference difference,
    Instant foundAt,
    @Nullable Instant endedAt,
    @Nullable Explanation explanation) {

  /**
   * What was seen.
   *
   * @param number the payout's
   * @param refundId null when no refund has such a payout
   * @param detail what was seen on both sides
   */
  public record Difference(String number, Kind kind, @Nullable String refundId, String detail) {

    /** What tells it from others: there is one open finding of it at most. */
    String name() {
      return number + " " + kind;
    }

    /** What a person explained: this difference with just these words, whose ever it is. */
    String explained() {
      return name() + " " + detail;
    }
  }

  /**
   * What a person found out.
   *
   * @param by who
   */
  public record Explanation(String by, String words) {

    /** In characters. */
    public static final int SHORTEST = 1;

    /** In characters. */
    public static final int LONGEST = 1000;

    /** Whether a text that came past the contract, from a form, can be one. */
    public static boolean isOne(String stripped) {
      int length = stripped.codePointCount(0, stripped.length());
      return length >= SHORTEST
          && length <= LONGEST
          && TypedText.forbidden(stripped, TypedText.Lines.MANY).isEmpty();
    }
  }

  /** What disagrees. */
  public enum Kind {
    /** Booked as paid, but the bank knows nothing of it or says it failed. */
    NOT_PAID_BY_BANK,
    /** Paid by the bank, but not booked as paid. */
    NOT_BOOKED,
    /** Paid and booked, but not the same amount. */
    AMOUNT_DIFFERS,
    /** Paid by the bank under a number of ours that is not on record. */
    UNKNOWN_NUMBER,
    /** More than one payment under the same number. */
    PAID_TWICE
  }

  /** Where a finding stands. */
  public enum State {
    OPEN,
    /** Both sides agree by now. */
    AGREED,
    /** A person said what it was. */
    EXPLAINED
  }

  public State state() {
    return explanation != null ? State.EXPLAINED : endedAt != null ? State.AGREED : State.OPEN;
  }
}
