package dev.merchantreview.shared;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param next the cursor of the next page, or null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /** Where a page ends: the last item's time and id. */
  public record Cursor(Instant at, String id) {

    // Wider than any row of this service, narrower than what the database can hold.
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,200}");

    /** The cursor in a request; empty for the first page. */
    public static Optional<Cursor> read(@Nullable String text, List<FieldError> errors) {
      if (text == null || text.isEmpty()) {
        return Optional.empty();
      }
      try {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int space = plain.indexOf(' ');
        Cursor cursor =
            new Cursor(Instant.parse(plain.substring(0, space)), plain.substring(space + 1));
        if (!cursor.text().equals(text) || !cursor.couldBeOurs()) {
          throw new IllegalArgumentException("not a cursor of this service");
        }
        return Optional.of(cursor);
      } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException wrong) {
        errors.add(FieldError.of("#query/cursor", "WRONG_CURSOR"));
        return Optional.empty();
      }
    }

    private boolean couldBeOurs() {
      return !at.isBefore(EARLIEST) && at.isBefore(LATEST) && ID.matcher(id).matches();
    }

    String text() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Which part of a list is asked for.
   *
   * @param merchants patterns of the merchants whose things are shown, a trailing {@code *}
   *     standing for any rest; null shows all
   * @param limit up to how many
   */
  public record Slice(@Nullable List<String> merchants, Optional<Cursor> after, int limit) {}

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
