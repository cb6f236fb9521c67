package dev.merchantreview.category;

import java.util.List;
import java.util.Locale;

/** Whether buyers may send goods of a category back within seven days without a reason. */
public enum SevenDayReturn {
  /** They may. */
  REQUIRED(List.of("支持"), "须支持七天无理由退货", "Buyers may return within seven days"),
  /** The seller may rule it out. */
  MAY_BE_RULED_OUT(
      List.of("支持", "不支持"), "卖家可不支持七天无理由退货", "The seller may rule out the seven-day return");

  /** The attribute a product says it in, where it says it. */
  static final String ATTRIBUTE = "七天无理由退货";

  private final List<String> values;
  private final String zh;
  private final String en;

  SevenDayReturn(List<String> values, String zh, String en) {
    this.values = values;
    this.zh = zh;
    this.en = en;
  }

  /** What a product may say of it. */
  List<String> attributeValues() {
    return values;
  }

  public String in(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }
}
