package dev.merchantreview.review;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.merchantreview.shared.TypedText;
import org.jspecify.annotations.Nullable;

/**
 * A text for a form's running text, which is Markdown and would treat markup in it as the form's
 * own: a name must not show its reviewer a link, a heading or a check mark. A form's tables, fields
 * and HTML show texts as they are; those must not be of this type.
 *
 * @param asWritten the text, whoever wrote it
 */
public record FormText(String asWritten) {

  /** Empty for what is not there. */
  public static FormText of(@Nullable String asWritten) {
    return new FormText(asWritten == null ? "" : asWritten);
  }

  /**
   * Markdown and HTML both show a numbered character and never act on it; what turns the direction
   * of the text around it is written out.
   */
  @JsonValue
  public String encoded() {
    StringBuilder encoded = new StringBuilder();
    TypedText.shown(asWritten, TypedText.Lines.MANY)
        .codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point)) {
                encoded.append(' ');
              } else if (point < 128 && !Character.isLetterOrDigit(point) && point != ' ') {
                encoded.append("&#").append(point).append(';');
              } else {
                encoded.appendCodePoint(point);
              }
            });
    return encoded.toString();
  }
}
