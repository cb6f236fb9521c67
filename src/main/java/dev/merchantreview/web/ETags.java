package dev.merchantreview.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entity tags made of a case's version. */
public final class ETags {

  private ETags() {}

  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * @param ifMatch the request's {@code If-Match}, or null
   * @throws ApiProblem 412 when the caller expects another version
   */
  public static void require(@Nullable String ifMatch, long version) {
    if (ifMatch == null || ifMatch.trim().equals("*")) {
      return;
    }
    boolean matches =
        Arrays.stream(ifMatch.split(",")).map(String::trim).anyMatch(of(version)::equals);
    if (!matches) {
      throw ApiProblem.preconditionFailed(of(version));
    }
  }
}
