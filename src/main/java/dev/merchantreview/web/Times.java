package dev.merchantreview.web;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as RFC 3339 writes them, of the years 1900 to 2999, to the nanosecond. A leap second is the
 * second before it: no clock here has one.
 */
final class Times {

  private static final Pattern SHAPE =
      Pattern.compile(
          "((?:19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}):([0-9]{2})"
              + "((?:\\.[0-9]{1,9})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2}))");

  private static final LocalTime DAYS_LAST_SECOND = LocalTime.of(23, 59, 59);

  private Times() {}

  /**
   * @throws DateTimeException when it is not such a time
   */
  static OffsetDateTime parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new DateTimeException("not a time");
    }
    if (!parts.group(2).equals("60")) {
      return OffsetDateTime.parse(text);
    }
    OffsetDateTime before = OffsetDateTime.parse(parts.group(1) + ":59" + parts.group(3));
    // Leap seconds come at the end of a day of UTC (ITU-R TF.460).
    if (!before.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime().isBefore(DAYS_LAST_SECOND)) {
      return before;
    }
    throw new DateTimeException("no leap second comes then");
  }
}
