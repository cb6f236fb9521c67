package dev.merchantreview.web;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What codes say in the caller's language, from the message bundles. */
@Component
public class Texts {

  private final MessageSource messages;

  Texts(MessageSource messages) {
    this.messages = messages;
  }

  /**
   * A code and what it says.
   *
   * @param code stable
   */
  public record Coded(String code, String message) {}

  /**
   * @param group the part of the bundles the code belongs to
   */
  public Coded of(String group, String code, Locale locale) {
    return new Coded(code, text(group, code, locale));
  }

  /**
   * What a code says.
   *
   * @param arguments what the text names
   */
  public String text(String group, String code, Locale locale, Object... arguments) {
    return messages.getMessage(
        group + "." + code, arguments.length == 0 ? null : arguments, locale);
  }
}
