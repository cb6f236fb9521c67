package dev.merchantreview.shared;

import java.util.Locale;

/** What kind of store a merchant opens. */
public enum StoreType {
  /** 个人店. */
  PERSONAL("个人店", "Personal"),
  /** 个体工商户店. */
  INDIVIDUAL_BUSINESS("个体工商户店", "Individual business"),
  /** 普通企业店. */
  ENTERPRISE("普通企业店", "Enterprise"),
  /** 专营店: several brands. */
  MULTI_BRAND("专营店", "Multi-brand"),
  /** 专卖店: one brand, by authorisation. */
  SINGLE_BRAND("专卖店", "Single-brand"),
  /** 旗舰店: the brand's own. */
  FLAGSHIP("旗舰店", "Flagship"),
  /** 进口店: of a company registered outside the mainland [K-open]. */
  IMPORT("进口店", "Import");

  private final String zh;
  private final String en;

  StoreType(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** Both languages, for a form whose reader's language is unknown. */
  public String label() {
    return zh + " · " + en;
  }

  /** What it is called in one language. */
  public String in(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }

  /**
   * All but a personal store have a business licence; an import store has a registration abroad.
   */
  public boolean hasLicence() {
    return this != PERSONAL;
  }

  /** Whose account must be in the company's name. */
  public boolean isEnterprise() {
    return this != PERSONAL && this != INDIVIDUAL_BUSINESS;
  }

  /** Whose subject is registered outside the mainland. */
  public boolean isOfSubjectAbroad() {
    return this == IMPORT;
  }

  /** Stores that sell under a brand, by trademark or authorisation. */
  public boolean isBrandStore() {
    return this == MULTI_BRAND || this == SINGLE_BRAND || this == FLAGSHIP;
  }
}
