package dev.merchantreview.onboarding;

/** How a platform makes sure that a settlement account is the merchant's. */
public enum VerificationMethod {
  /** A small transfer whose random amount the merchant has to name. */
  RANDOM_TRANSFER,
  /** The legal representative confirms it. */
  LEGAL_REPRESENTATIVE,
  /** The platform asks for none. */
  NONE
}
