package dev.merchantreview.outside;

import dev.merchantreview.shared.Erased;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The platform's bank. */
public interface Bank {

  /**
   * Pays an amount out, once for each number: asked again with the same number it answers what
   * became of the first order and moves nothing.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the bank does not answer;
   *     whether it took the order is not known then, and asking again with the same number is safe
   */
  Transfer transfer(Order order);

  /**
   * What was paid since a moment, each payment once, oldest first: what failed or is not settled is
   * not on it.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the bank does not answer
   */
  List<StatementLine> statement(Instant since);

  /**
   * A payment on the bank's statement.
   *
   * @param number what it was ordered under
   */
  record StatementLine(String number, long amountFen, Instant at) {}

  /**
   * What came in on the account for remittances since a moment, each credit once, oldest first.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the bank does not answer
   */
  List<Credit> credits(Instant since);

  /**
   * Money that came in; texts are empty where the bank knows none, and at most 200 characters long.
   *
   * @param reference the bank's, unique for ever
   * @param amountFen at least 1
   * @param remark what the payer wrote
   * @param payer the payer's name as the bank knows it
   * @param at when it was on our account
   */
  record Credit(
      String reference,
      long amountFen,
      String remark,
      String payer,
      String payerAccount,
      Instant at) {}

  /**
   * An order to pay.
   *
   * @param number ours, unique for ever
   * @param amountFen at least 1
   * @param purpose what the receiver reads on the statement
   */
  record Order(
      String number,
      String accountNumber,
      String holder,
      String bank,
      long amountFen,
      String purpose) {

    /**
     * @throws IllegalStateException when nobody knows the account any more
     */
    public Order {
      if (Erased.is(accountNumber)) {
        throw new IllegalStateException("the account of " + number + " was erased");
      }
    }
  }

  /**
   * What became of an order.
   *
   * @param reason why it failed, in the bank's words; null unless it failed
   */
  record Transfer(Status status, @Nullable String reason) {}

  /** Where an order stands. */
  enum Status {
    /** Taken, not settled yet. */
    PENDING,
    /** The money is there. */
    SETTLED,
    /** The bank refused it for good, for example because the account does not exist. */
    FAILED
  }
}
