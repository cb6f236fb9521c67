package dev.merchantreview.remittance;

import dev.merchantreview.shared.TypedText;
import java.util.Locale;

/** Remarks as banks and people write them. */
final class Remarks {

  private Remarks() {}

  /** Without case, width, blanks and hyphens, which none of ours has. */
  static String plain(String remark) {
    return TypedText.normal(remark).replace("-", "").toUpperCase(Locale.ROOT);
  }
}
