package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import java.util.List;
import java.util.regex.Pattern;

/** The ids of products and streamers: the platform's own, so only their shape can be judged. */
public final class PathIds {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private PathIds() {}

  /**
   * @throws ApiProblem 422 when it cannot be an id
   */
  public static String require(String id) {
    if (!SHAPE.matcher(id).matches()) {
      throw ApiProblem.validation(
          List.of(FieldError.of("#path/id", "WRONG_FORMAT", Format.PLATFORM_ID.words())));
    }
    return id;
  }
}
