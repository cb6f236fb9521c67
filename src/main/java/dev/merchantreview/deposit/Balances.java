package dev.merchantreview.deposit;

/** How a deposit's ledger accounts stand, in fen. They add up to zero. */
public record Balances(
    long heldFen, long penaltiesFen, long inPayoutFen, long paidOutFen, long clearingFen) {

  static final Balances NONE = new Balances(0, 0, 0, 0, 0);

  /** Everything that ever came in. */
  public long receivedFen() {
    return -clearingFen;
  }

  /** After an entry. */
  Balances plus(LedgerEntry entry) {
    long fen = entry.amountFen();
    return switch (entry.account()) {
      case HELD -> new Balances(heldFen + fen, penaltiesFen, inPayoutFen, paidOutFen, clearingFen);
      case PENALTIES ->
          new Balances(heldFen, penaltiesFen + fen, inPayoutFen, paidOutFen, clearingFen);
      case IN_PAYOUT ->
          new Balances(heldFen, penaltiesFen, inPayoutFen + fen, paidOutFen, clearingFen);
      case PAID_OUT ->
          new Balances(heldFen, penaltiesFen, inPayoutFen, paidOutFen + fen, clearingFen);
      case PLATFORM_CLEARING ->
          new Balances(heldFen, penaltiesFen, inPayoutFen, paidOutFen, clearingFen + fen);
    };
  }

  /** After a posting. */
  Balances plus(LedgerPosting posting) {
    Balances after = this;
    for (LedgerEntry entry : posting.entries()) {
      after = after.plus(entry);
    }
    return after;
  }
}
