package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the query parameters of a call and reports everything wrong with them at once. */
public final class Query {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;
  private static final int LONGEST_DAY = "YYYY-MM-DD".length();

  private final Map<String, String> parameters;
  private final List<FieldError> errors = new ArrayList<>();

  /** What the contract says of {@code limit}. */
  static Schema<?> limits() {
    IntegerSchema limits = new IntegerSchema();
    limits.setMinimum(BigDecimal.ONE);
    limits.setMaximum(BigDecimal.valueOf(MAX_LIMIT));
    limits.setDefault(DEFAULT_LIMIT);
    return limits;
  }

  /**
   * @param known the names this list understands besides {@code limit} and {@code cursor}
   */
  public Query(Map<String, String> parameters, Set<String> known) {
    this(parameters, known, Kind.LIST);
  }

  /** What a call answers. */
  public enum Kind {
    /** A page of a list: {@code limit} and {@code cursor} are understood. */
    LIST,
    /** One thing. */
    SINGLE
  }

  /**
   * @param known the names this call understands, besides those its kind does
   */
  public Query(Map<String, String> parameters, Set<String> known, Kind kind) {
    this.parameters = parameters;
    for (String name : parameters.keySet()) {
      boolean paging = kind == Kind.LIST && (name.equals("limit") || name.equals("cursor"));
      if (!known.contains(name) && !paging) {
        errors.add(FieldError.of("#query/" + name, "UNKNOWN_FIELD"));
      }
    }
  }

  public int limit() {
    String text = parameters.get("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, together with a number out of range.
    }
    errors.add(FieldError.of("#query/limit", "WRONG_LIMIT", 1, MAX_LIMIT));
    return DEFAULT_LIMIT;
  }

  /** A whole number from 1 on. */
  public Optional<Integer> positive(String name) {
    Optional<String> text = text(name);
    Optional<Integer> number =
        text.filter(given -> given.matches("[1-9][0-9]{0,8}")).map(Integer::valueOf);
    if (text.isPresent() && number.isEmpty()) {
      errors.add(FieldError.of("#query/" + name, "NOT_ALLOWED"));
    }
    return number;
  }

  public Optional<Page.Cursor> cursor() {
    return Page.Cursor.read(parameters.get("cursor"), errors);
  }

  /** A text; {@link ParameterTexts} has judged its length and its characters. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** A text that has to be there; empty when it is not, which is reported. */
  public String required(String name) {
    Optional<String> text = text(name).filter(given -> !given.isEmpty());
    if (text.isEmpty()) {
      errors.add(FieldError.of("#query/" + name, "REQUIRED"));
    }
    return text.orElse("");
  }

  /** An RFC 3339 time with offset. */
  public Optional<Instant> instant(String name) {
    try {
      return Optional.ofNullable(parameters.get(name))
          .map(Times::parse)
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeException wrong) {
      errors.add(FieldError.of("#query/" + name, "INVALID_TIME"));
      return Optional.empty();
    }
  }

  /**
   * A time that has been.
   *
   * @param now the latest that is taken for now
   */
  public Optional<Instant> past(String name, Instant now) {
    Optional<Instant> given = instant(name);
    if (given.isPresent() && given.get().isAfter(now)) {
      errors.add(FieldError.of("#query/" + name, "IN_FUTURE"));
    }
    return given;
  }

  /** A day, YYYY-MM-DD. */
  public Optional<LocalDate> date(String name) {
    try {
      return Optional.ofNullable(parameters.get(name)).map(Query::day);
    } catch (DateTimeException wrong) {
      errors.add(FieldError.of("#query/" + name, "INVALID_DATE"));
      return Optional.empty();
    }
  }

  /** Longer years than people write are days no database knows. */
  private static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text);
    if (text.length() != LONGEST_DAY) {
      throw new DateTimeException(text);
    }
    return day;
  }

  /** Reports something else that is wrong. */
  public void wrong(FieldError error) {
    errors.add(error);
  }

  public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    String text = parameters.get(name);
    if (text == null) {
      return Optional.empty();
    }
    Optional<E> found =
        Arrays.stream(type.getEnumConstants()).filter(one -> one.name().equals(text)).findFirst();
    if (found.isEmpty()) {
      errors.add(
          FieldError.of("#query/" + name, "NOT_ALLOWED", Arrays.toString(type.getEnumConstants())));
    }
    return found;
  }

  /**
   * @throws ApiProblem 422 with everything that was wrong
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(List.copyOf(errors));
    }
  }
}
