package dev.merchantreview.web;

import java.util.regex.Pattern;

/**
 * Texts in CSV files that people open in spreadsheets, which calculate what looks like a formula
 * and keep 15 digits of what looks like a number. Such a text begins with an apostrophe.
 */
public final class SpreadsheetText {

  private static final String BEGINS_FORMULA = "=+-@\t\r\n|%＝＋－＠";
  // From twelve digits on spreadsheets show powers of ten; what begins with zeros loses them.
  private static final Pattern SHORTENED =
      Pattern.compile("[0-9]{12,}|0[0-9]+|[0-9]+[eE][0-9]+|[0-9.,]{12,}");

  private SpreadsheetText() {}

  /** A cell with an id, a name or another text; never for amounts, which may begin with a minus. */
  public static String cell(String text) {
    boolean formula = !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0;
    return formula || SHORTENED.matcher(text).matches() ? "'" + text : text;
  }
}
