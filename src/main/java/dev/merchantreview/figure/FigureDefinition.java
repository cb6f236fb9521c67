package dev.merchantreview.figure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a figure of a name is.
 *
 * @param zh what people call it in Chinese
 * @param en and in English
 * @param subjects of whom it is reported
 * @param least the smallest value there can be
 * @param most the largest value there can be
 * @param decimals how many digits may stand after the point
 * @param windows over how many days before the end of its day it is counted; 0 for what is so on
 *     that day
 * @param freshness how long it counts
 * @param byMerchants whether merchants report it of what is theirs; everything else, and this too,
 *     the platform reports
 * @param byService whether this service alone says it: nobody reports it
 */
public record FigureDefinition(
    String name,
    String zh,
    String en,
    Set<SubjectKind> subjects,
    FigureUnit unit,
    BigDecimal least,
    BigDecimal most,
    int decimals,
    List<Integer> windows,
    Freshness freshness,
    boolean byMerchants,
    boolean byService) {

  /** What people of that language call it. */
  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }
}
