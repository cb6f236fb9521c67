package dev.merchantreview.deposit;

/**
 * What is paid for. Each has an account of its own in the ledger: what is paid for one counts for
 * no other, and a fine is taken from the one it names.
 */
public enum DepositPurpose {
  /** What a store, or a service provider, deposits for being one. */
  STORE("店铺保证金 · store deposit"),
  /** [K-open] What a store deposits for having its goods promoted (推广保证金). */
  PROMOTION("推广保证金 · promotion deposit"),
  /**
   * [D-fee] No deposit: what a store pays for its years. What is held of it is for years that have
   * not begun.
   */
  YEARLY_FEE("年费 · yearly fee");

  private final String label;

  DepositPurpose(String label) {
    this.label = label;
  }

  /** Whether it is a guarantee: demanded once, fined, and paid back. */
  public boolean isDeposit() {
    return this != YEARLY_FEE;
  }

  /** Both languages, for a form whose reader's language is unknown. */
  public String label() {
    return label;
  }
}
