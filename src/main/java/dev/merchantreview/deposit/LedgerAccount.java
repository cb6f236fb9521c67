package dev.merchantreview.deposit;

/** The accounts every deposit has in the ledger. In each posting the amounts add up to zero. */
public enum LedgerAccount {
  /** What the platform holds for the store or provider. */
  HELD,
  /** Fines taken from the deposit. */
  PENALTIES,
  /** Yearly fees of years that have begun: the platform's. */
  FEES,
  /** Ordered from the bank, its end not known yet. */
  IN_PAYOUT,
  /** Paid back. */
  PAID_OUT,
  /** The other side of everything that came in; never above zero. */
  PLATFORM_CLEARING
}
