package dev.merchantreview.programme;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something a subject does not meet.
 *
 * @param code of the programme's conditions, or one of the constants here
 * @param input what it is about, as the programme's file names it; null for none
 * @param value what it is; null where that is not known
 * @param threshold what it has to be, as the row says; null where a row says no such thing
 * @param asOf the day the value is of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Unmet(
    String code,
    @Nullable String input,
    @Nullable String value,
    @Nullable String threshold,
    @Nullable LocalDate asOf) {

  /** A figure nobody has reported. */
  public static final String FIGURE_MISSING = "FIGURE_MISSING";

  /** A figure that is too old to count. */
  public static final String FIGURE_OUTDATED = "FIGURE_OUTDATED";

  /** The platform has not invited it. */
  public static final String NOT_INVITED = "NOT_INVITED";

  /** It may apply again on a later day, which is the threshold. */
  public static final String TOO_EARLY = "TOO_EARLY";

  /** It is a member, or has applied: the value is that membership's id. */
  public static final String MEMBER_ALREADY = "MEMBER_ALREADY";

  static Unmet of(String code) {
    return new Unmet(code, null, null, null, null);
  }

  /** The same without what it was on that day, to tell whether something else is unmet. */
  String key() {
    return code + " " + input;
  }
}
