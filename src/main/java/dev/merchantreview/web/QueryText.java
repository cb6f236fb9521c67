package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address's query, taken apart strictly: whole escapes, whole UTF-8, a name before every equals
 * sign. What the container makes of a query is looser, so it is judged before the container takes
 * it apart.
 */
final class QueryText {

  private QueryText() {}

  /** A parameter as it was sent, decoded. */
  record Parameter(String name, String value) {}

  /**
   * @return in the order they were sent
   * @throws ApiProblem 400 when it cannot be read, 422 when it is encoded well and names what is no
   *     character
   */
  static List<Parameter> parse(@Nullable String query) {
    List<Parameter> parameters = new ArrayList<>();
    if (query == null) {
      return parameters;
    }
    boolean plain = isPlain(query);
    for (String part : query.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      if (plain && equals > 0) {
        parameters.add(new Parameter(part.substring(0, equals), part.substring(equals + 1)));
        continue;
      }
      String name = name(equals < 0 ? part : part.substring(0, equals));
      parameters.add(
          new Parameter(name, equals < 0 ? "" : decoded(part.substring(equals + 1), name)));
    }
    return parameters;
  }

  /**
   * Printable ASCII that stands for itself, as nearly all queries are: nothing is to be decoded.
   */
  private static boolean isPlain(String query) {
    for (int at = 0; at < query.length(); at++) {
      char one = query.charAt(at);
      if (one <= ' ' || one > '~' || one == '%' || one == '+') {
        return false;
      }
    }
    return true;
  }

  private static String name(String text) {
    try {
      String name = utf8(bytes(text));
      if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
        throw ApiProblem.unreadable();
      }
      return name;
    } catch (CharacterCodingException broken) {
      throw ApiProblem.unreadable();
    }
  }

  private static String decoded(String text, String name) {
    byte[] bytes = bytes(text);
    try {
      return utf8(bytes);
    } catch (CharacterCodingException broken) {
      int surrogate = surrogate(bytes);
      throw surrogate < 0
          ? ApiProblem.unreadable(FieldError.of(pointer(name), "NOT_UTF8"))
          : ApiProblem.validation(
              List.of(
                  FieldError.of(
                      pointer(name),
                      "FORBIDDEN_CHARACTER",
                      "U+" + Integer.toHexString(surrogate).toUpperCase(Locale.ROOT))));
    }
  }

  static String pointer(String name) {
    return "#query/" + name;
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Half of a surrogate pair where a writer encoded one by itself; -1 where there is none. */
  private static int surrogate(byte[] bytes) {
    for (int at = 0; at + 2 < bytes.length; at++) {
      if ((bytes[at] & 0xFF) == 0xED && (bytes[at + 1] & 0xE0) == 0xA0) {
        return 0xD000 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F;
      }
    }
    return -1;
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char one = text.charAt(at);
      if (one == '%') {
        bytes.write(escaped(text, at));
        at += 2;
      } else {
        bytes.write(one == '+' ? ' ' : one);
      }
    }
    return bytes.toByteArray();
  }

  private static int escaped(String text, int at) {
    if (at + 2 >= text.length()) {
      throw ApiProblem.unreadable();
    }
    int high = Character.digit(text.charAt(at + 1), 16);
    int low = Character.digit(text.charAt(at + 2), 16);
    if (high < 0 || low < 0) {
      throw ApiProblem.unreadable();
    }
    return high << 4 | low;
  }
}
