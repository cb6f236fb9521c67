package dev.merchantreview.deposit;

/**
 * How a deposit's ledger accounts stand, in fen. They add up to zero.
 *
 * @param feesFen what became the platform's as yearly fees
 */
public record Balances(
    long heldFen,
    long penaltiesFen,
    long inPayoutFen,
    long paidOutFen,
    long clearingFen,
    long feesFen) {

  static final Balances NONE = new Balances(0, 0, 0, 0, 0, 0);

  /** Everything that ever came in. */
  public long receivedFen() {
    return -clearingFen;
  }

  /** After an entry. */
  Balances plus(LedgerEntry entry) {
    long fen = entry.amountFen();
    return switch (entry.account()) {
      case HELD -> plus(new Balances(fen, 0, 0, 0, 0, 0));
      case PENALTIES -> plus(new Balances(0, fen, 0, 0, 0, 0));
      case IN_PAYOUT -> plus(new Balances(0, 0, fen, 0, 0, 0));
      case PAID_OUT -> plus(new Balances(0, 0, 0, fen, 0, 0));
      case PLATFORM_CLEARING -> plus(new Balances(0, 0, 0, 0, fen, 0));
      case FEES -> plus(new Balances(0, 0, 0, 0, 0, fen));
    };
  }

  private Balances plus(Balances more) {
    return new Balances(
        heldFen + more.heldFen,
        penaltiesFen + more.penaltiesFen,
        inPayoutFen + more.inPayoutFen,
        paidOutFen + more.paidOutFen,
        clearingFen + more.clearingFen,
        feesFen + more.feesFen);
  }

  /** After a posting. */
  public Balances plus(LedgerPosting posting) {
    Balances after = this;
    for (LedgerEntry entry : posting.entries()) {
      after = after.plus(entry);
    }
    return after;
  }
}
