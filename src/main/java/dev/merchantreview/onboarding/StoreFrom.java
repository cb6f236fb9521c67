package dev.merchantreview.onboarding;

/** From when on there is a store. */
public enum StoreFrom {
  /** It is prepared from the approval on, and sells from the end of the road on. */
  APPROVAL,
  /** It is made at the end of the road. */
  END_OF_ROAD
}
