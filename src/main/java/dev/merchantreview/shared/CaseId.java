package dev.merchantreview.shared;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of what has a history of its own: a case, and also a PK session, a service provider or a
 * document. It is opaque to callers, with a prefix for its type ({@code sa_} store application,
 * {@code st_} store, {@code sp_} service provider).
 */
public record CaseId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z]{2}_[0-9a-z]{16}");

  /**
   * @throws IllegalArgumentException when the text cannot be an id of ours
   */
  public CaseId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a case id: " + value);
    }
  }

  /** The id a caller's text is; empty when it cannot be one of ours. */
  public static Optional<CaseId> of(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new CaseId(text)) : Optional.empty();
  }

  /** What tells its type: two letters and an underscore. */
  public String prefix() {
    return value.substring(0, 3);
  }

  @Override
  public String toString() {
    return value;
  }
}
