package dev.merchantreview.onboarding;

/** A part of what a shop shows, as the platforms' profiles ask for it. */
public enum ShopField {
  LOGO("/logo"),
  /** A picture that stands for the shop, beside its logo [W-shop]. */
  PICTURE("/picture"),
  INTRODUCTION("/introduction"),
  ADDRESS("/address"),
  RETURN_CONTACT("/returnContact"),
  /** The link of a shop of the same merchant on another platform. */
  SHOP_ELSEWHERE("/shopElsewhere");

  private final String pointer;

  ShopField(String pointer) {
    this.pointer = pointer;
  }

  /** Where it stands in what is handed in of the shop. */
  public String pointer() {
    return pointer;
  }
}
