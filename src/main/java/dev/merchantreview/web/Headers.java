package dev.merchantreview.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;

/** Reads headers that may be sent in several lines. */
final class Headers {

  private Headers() {}

  /** All lines of a header as one, as RFC 9110, 5.3 joins them; null when there is none. */
  static @Nullable String joined(NativeWebRequest request, String name) {
    String[] lines = request.getHeaderValues(name);
    return lines == null || lines.length == 0 ? null : String.join(",", lines);
  }
}
