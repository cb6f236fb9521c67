package dev.merchantreview.shared;

import java.util.List;

/**
 * One thing wrong with a request.
 *
 * @param pointer JSON pointer into the body; for a header or query parameter {@code #header/<name>}
 *     or {@code #query/<name>}; {@code #element/<id>} for what a diagram has
 * @param code stable code; its text is {@code error.<code>} in the message bundles
 * @param arguments what the text names
 */
public record FieldError(String pointer, String code, List<Object> arguments) {

  public static FieldError of(String pointer, String code, Object... arguments) {
    return new FieldError(pointer, code, List.of(arguments));
  }
}
