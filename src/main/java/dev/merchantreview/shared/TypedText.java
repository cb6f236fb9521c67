package dev.merchantreview.shared;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every text a person types: when it is blank, when two texts say the same, and
 * which characters have no place in it. What was typed is kept as it was typed; only comparisons
 * use the normal form.
 *
 * <p>The properties of characters are those of the Unicode Character Database, by ICU.
 */
public final class TypedText {

  /**
   * A regular expression found in every text that is not blank, in the part of the language that
   * JSON Schema, Java and Python share. Blanks beyond the basic plane are missing from it: they are
   * {@link #forbidden} wherever they stand.
   */
  public static final String VISIBLE =
      "[^\\s\\u0000-\\u0020\\u007F-\\u00A0\\u00AD\\u034F\\u061C\\u115F\\u1160\\u1680\\u17B4\\u17B5"
          + "\\u180B-\\u180F\\u2000-\\u200F\\u2028-\\u202F\\u205F-\\u206F\\u2800\\u3000\\u3164"
          + "\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFB]";

  /** Characters without ink that are neither white space nor ignorable to Unicode. */
  private static final String EMPTY_SIGNS = "\\u2800\\U0001D159\\U00013441\\U00013442\\U00016FE4";

  /** Characters that draw nothing. */
  private static final UnicodeSet BLANK =
      new UnicodeSet(
              "[[:White_Space:][:Default_Ignorable_Code_Point:][:Cf:][:Cc:][:Z:]"
                  + EMPTY_SIGNS
                  + "]")
          .freeze();

  /**
   * The 80 places of the private use area that GBK gave to characters Unicode took up later; banks'
   * older systems still print them, so that a name may have to be given with one.
   */
  private static final String OLD_GBK = "\\uE815-\\uE864";

  /**
   * Control characters, what is invisible or turns the direction of writing, halves of surrogate
   * pairs, places that are no characters or private, and the marks of a text that was damaged on
   * its way. Places not yet assigned are not among them: names need the newest ideographs.
   */
  private static final UnicodeSet FORBIDDEN =
      new UnicodeSet(
              "[[:Cc:][:Cf:][:Cs:][:Co:][:Zl:][:Zp:][:Noncharacter_Code_Point:]"
                  + "[:Default_Ignorable_Code_Point:]\\uFFFC\\uFFFD"
                  + EMPTY_SIGNS
                  + "]")
          .removeAll(new UnicodeSet("[" + OLD_GBK + "]"))
          .freeze();

  private static final UnicodeSet LINE_CHARACTERS = new UnicodeSet("[\\t\\n\\r]").freeze();
  private static final UnicodeSet IDEOGRAPHS = new UnicodeSet("[:Ideographic:]").freeze();
  private static final UnicodeSet PICTOGRAPHS =
      new UnicodeSet("[[:Emoji:][:Emoji_Modifier:]]").freeze();
  private static final UnicodeSet VARIATIONS =
      new UnicodeSet("[\\uFE00-\\uFE0F\\U000E0100-\\U000E01EF]").freeze();
  private static final int JOINER = 0x200D;
  private static final int PICTURE_VARIATION = 0xFE0F;

  /** NFKC, case folded, without what Unicode says to ignore: full width and case are gone. */
  private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();

  private static final UnicodeSet DOTS =
      new UnicodeSet(
              "[.\\u00B7\\u0387\\u05BC\\u1427\\u16EB\\u2022\\u2024\\u2027\\u2219\\u22C5\\u2E31\\u2E33"
                  + "\\u30FB\\uA78F\\U00010101]")
          .freeze();
  private static final UnicodeSet DASHES = new UnicodeSet("[[:Dash:]\\u2043]").freeze();
  private static final UnicodeSet APOSTROPHES =
      new UnicodeSet("['\\u02B9\\u02BB\\u02BC\\u2018\\u2019\\u2032]").freeze();
  private static final UnicodeSet OPENING =
      new UnicodeSet("[(\\[\\{\\u3010\\u3014\\u3016]").freeze();
  private static final UnicodeSet CLOSING =
      new UnicodeSet("[)\\]\\}\\u3011\\u3015\\u3017]").freeze();

  private TypedText() {}

  /** How many lines a text may have. */
  public enum Lines {
    /** One: no line feed, no tabulator. */
    ONE,
    /** Any: what is written in sentences. */
    MANY
  }

  /**
   * A character that has no place in a text.
   *
   * @param codePoint which
   */
  public record Forbidden(int codePoint) {

    /** As people can look it up: {@code U+202E RIGHT-TO-LEFT OVERRIDE}. */
    public String name() {
      return number(codePoint) + " " + UCharacter.getExtendedName(codePoint);
    }
  }

  /** Whether a text shows nothing at all to who reads it. */
  public static boolean isBlank(@Nullable String text) {
    return text == null || BLANK.containsAll(text);
  }

  /** A text without the blanks at its ends. */
  public static String stripped(String text) {
    int start = BLANK.span(text, UnicodeSet.SpanCondition.SIMPLE);
    int end = BLANK.spanBack(text, UnicodeSet.SpanCondition.SIMPLE);
    return start >= end ? "" : text.substring(start, end);
  }

  /**
   * What two texts have in common that say the same: without blanks, width, case, and with one
   * middle dot (a full stop is one), one dash, one apostrophe, and round brackets. Only for
   * comparing, never for showing.
   */
  public static String normal(String text) {
    String before = text;
    String after = onePass(before);
    // Taking a blank away can bring a letter and its accent together.
    while (!after.equals(before)) {
      before = after;
      after = onePass(before);
    }
    return after;
  }

  /** Whether two texts say the same. */
  public static boolean isSame(String one, String other) {
    return normal(one).equals(normal(other));
  }

  /** The first character that has no place in the text. */
  public static Optional<Forbidden> forbidden(String text, Lines lines) {
    int length = text.length();
    int point;
    for (int at = 0; at < length; at += Character.charCount(point)) {
      point = text.codePointAt(at);
      if (isForbidden(point, lines) && !shapesItsNeighbour(text, at, point)) {
        return Optional.of(new Forbidden(point));
      }
    }
    return Optional.empty();
  }

  /** A text of one line that was stored before it was judged, with what it hides written out. */
  public static String shown(String text) {
    return shown(text, Lines.ONE);
  }

  /**
   * A text that was stored before it was judged, with what it hides written out: {@code ‹202E›}.
   */
  public static String shown(String text, Lines lines) {
    if (forbidden(text, lines).isEmpty()) {
      return text;
    }
    return text.codePoints()
        .mapToObj(
            point ->
                isForbidden(point, lines)
                    ? "‹" + number(point).substring(2) + "›"
                    : Character.toString(point))
        .collect(Collectors.joining());
  }

  private static boolean isForbidden(int point, Lines lines) {
    return FORBIDDEN.contains(point) && !(lines == Lines.MANY && LINE_CHARACTERS.contains(point));
  }

  private static String onePass(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    FOLDED.normalize(text).codePoints().forEach(point -> append(plain, point));
    return plain.toString();
  }

  private static void append(StringBuilder plain, int point) {
    if (BLANK.contains(point)) {
      return;
    }
    if (DOTS.contains(point)) {
      plain.append('·');
    } else if (DASHES.contains(point)) {
      plain.append('-');
    } else if (APOSTROPHES.contains(point)) {
      plain.append('\'');
    } else if (OPENING.contains(point)) {
      plain.append('(');
    } else if (CLOSING.contains(point)) {
      plain.append(')');
    } else {
      plain.appendCodePoint(point);
    }
  }

  /**
   * Whether an invisible character chooses the shape of the ideograph or pictograph before it:
   * telephones put it there, and it hides nothing.
   */
  private static boolean shapesItsNeighbour(String text, int at, int point) {
    if (at == 0) {
      return false;
    }
    int before = text.codePointBefore(at);
    if (VARIATIONS.contains(point)) {
      return IDEOGRAPHS.contains(before)
          || point <= PICTURE_VARIATION && PICTOGRAPHS.contains(before);
    }
    return point == JOINER
        && at + 1 < text.length()
        && (before == PICTURE_VARIATION || PICTOGRAPHS.contains(before))
        && UCharacter.hasBinaryProperty(text.codePointAt(at + 1), UProperty.EXTENDED_PICTOGRAPHIC);
  }

  private static String number(int point) {
    return String.format("U+%04X", point);
  }
}
