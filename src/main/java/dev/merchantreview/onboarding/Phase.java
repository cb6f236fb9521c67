package dev.merchantreview.onboarding;

/** A part of the road to a store, as the platforms' profiles name it. */
public enum Phase {
  /** Data and papers of the subject, looked at by a machine. */
  SUBJECT("before the machine checks are passed"),
  /** The settlement account is shown to be the merchant's. */
  VERIFY_ACCOUNT("before the account is settled"),
  /** What the shop shows is handed in. */
  SHOP_DATA("before the shop data are there"),
  /** A person reviews it. */
  AUDIT("nobody approved"),
  /** The contract is signed. */
  SIGN("before the contract is signed"),
  /** The deposit is paid. */
  DEPOSIT("without a deposit");

  private final String lacking;

  Phase(String lacking) {
    this.lacking = lacking;
  }

  /** How a step is told of that comes before this phase is settled. */
  String lacking() {
    return lacking;
  }
}
