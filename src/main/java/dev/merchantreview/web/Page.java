package dev.merchantreview.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param next the cursor of the next page, or null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /** Where a page ends: the last item's time and id. */
  public record Cursor(Instant at, String id) {

    /** The cursor in a request; empty for the first page. */
    static Optional<Cursor> read(@Nullable String text, List<FieldError> errors) {
      if (text == null || text.isEmpty()) {
        return Optional.empty();
      }
      try {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int space = plain.indexOf(' ');
        return Optional.of(
            new Cursor(Instant.parse(plain.substring(0, space)), plain.substring(space + 1)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException wrong) {
        errors.add(FieldError.of("#query/cursor", "WRONG_CURSOR"));
        return Optional.empty();
      }
    }

    String text() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Makes a page of what was found.
   *
   * @param found up to {@code limit + 1} items: one more than a page says that there is a next
   */
  public static <S, T> Page<T> of(
      List<S> found, int limit, Function<S, Cursor> cursor, Function<S, T> view) {
    boolean more = found.size() > limit;
    List<S> shown = more ? found.subList(0, limit) : found;
    return new Page<>(
        shown.stream().map(view).toList(), more ? cursor.apply(shown.getLast()).text() : null);
  }
}
