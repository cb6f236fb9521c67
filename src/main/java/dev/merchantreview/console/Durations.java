package dev.merchantreview.console;

import java.time.Duration;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How long something took, in its two largest units. */
@Component
class Durations {

  private final MessageSource messages;

  Durations(MessageSource messages) {
    this.messages = messages;
  }

  String words(Duration duration, Locale locale) {
    if (duration.toDays() > 0) {
      return both(duration.toDays(), "days", duration.toHoursPart(), "hours", locale);
    }
    if (duration.toHours() > 0) {
      return both(duration.toHours(), "hours", duration.toMinutesPart(), "minutes", locale);
    }
    if (duration.toMinutes() > 0) {
      return both(duration.toMinutes(), "minutes", duration.toSecondsPart(), "seconds", locale);
    }
    return one(duration.toSeconds(), "seconds", locale);
  }

  private String both(long larger, String unit, long smaller, String next, Locale locale) {
    return one(larger, unit, locale) + (smaller == 0 ? "" : " " + one(smaller, next, locale));
  }

  private String one(long number, String unit, Locale locale) {
    return messages.getMessage("case.unit." + unit, new Object[] {Long.toString(number)}, locale);
  }
}
