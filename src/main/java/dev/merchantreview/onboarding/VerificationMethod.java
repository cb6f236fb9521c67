package dev.merchantreview.onboarding;

/** How a platform makes sure that a settlement account is the merchant's. */
public enum VerificationMethod {
  /** A small transfer whose random amount the merchant has to name. */
  RANDOM_TRANSFER("随机打款", "small transfer"),
  /** The legal representative confirms it. */
  LEGAL_REPRESENTATIVE("法定代表人扫码", "confirmed by the representative"),
  /** The company remits an amount, with a remark, both of which we name. */
  REMITTANCE("公司打款", "remittance by the company");

  private final String zh;
  private final String en;

  VerificationMethod(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** Both languages, for a form whose reader's language is unknown. */
  String label() {
    return zh + " · " + en;
  }
}
