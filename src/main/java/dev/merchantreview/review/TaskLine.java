package dev.merchantreview.review;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The line of a task's card in Tasklist. A card of 8.6 shows 296 pixels of it and cuts the rest
 * without a sign, so that what tells tasks apart has to be in front, and only the name may be
 * shortened.
 */
final class TaskLine {

  /** Pixels of a card, and of a character at its size of 12: measured, see the decision. */
  private static final double WIDTH = 296;

  private static final double IDEOGRAPH = 12.4;
  private static final double LETTER = 7.5;
  private static final String BETWEEN = " ";
  private static final String SHORTENED = "…";

  private TaskLine() {}

  /**
   * @param before said before the name
   * @param name shortened where the line is too long
   * @param after said after it
   */
  static String of(List<String> before, String name, List<String> after) {
    double left =
        WIDTH
            - Stream.concat(before.stream(), after.stream())
                .mapToDouble(text -> width(text) + width(BETWEEN))
                .sum();
    List<String> parts = new ArrayList<>(before);
    parts.add(shortened(name, left));
    parts.addAll(after);
    return parts.stream().collect(Collectors.joining(BETWEEN));
  }

  private static String shortened(String name, double left) {
    if (width(name) <= left) {
      return name;
    }
    StringBuilder kept = new StringBuilder();
    double used = width(SHORTENED);
    for (int point : name.codePoints().toArray()) {
      used += width(point);
      // Two characters of it at least: a line of nothing but a sign tells nobody anything.
      if (used > left && kept.length() >= 2) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept + SHORTENED;
  }

  static double width(String text) {
    return text.codePoints().mapToDouble(TaskLine::width).sum();
  }

  private static double width(int point) {
    // What stands before U+1100 is written in letters; ideographs and full-width signs follow.
    return point < 0x1100 ? LETTER : IDEOGRAPH;
  }
}
