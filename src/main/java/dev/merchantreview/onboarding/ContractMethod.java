package dev.merchantreview.onboarding;

/** How a store's contract comes about. */
public enum ContractMethod {
  /** Signed at the signing provider. */
  ONLINE,
  /** The platform asks for none. */
  NONE
}
