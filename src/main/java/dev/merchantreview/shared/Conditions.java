package dev.merchantreview.shared;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conditions of a list's query, put together from the filters that are given. */
public final class Conditions {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();
  private final String createdAt;

  /** Of a list ordered by {@code created_at}. */
  public Conditions() {
    this("created_at");
  }

  /**
   * @param createdAt the column the list is ordered by, newest first, before the id
   */
  public Conditions(String createdAt) {
    this.createdAt = createdAt;
  }

  private Conditions(Conditions other) {
    this(other.createdAt);
    conditions.addAll(other.conditions);
    parameters.putAll(other.parameters);
  }

  /** The same and one more; parameters of these conditions that come later are not its. */
  public Conditions and(String condition) {
    Conditions more = new Conditions(this);
    more.add(condition);
    return more;
  }

  /** Adds a condition as it is. */
  public void add(String condition) {
    conditions.add(condition);
  }

  /**
   * Lets through what has the value; everything when there is none.
   *
   * @param column a column's name, never a caller's text
   * @param value a constant stands for its name
   */
  public void equal(String column, @Nullable Object value) {
    if (value != null) {
      conditions.add(column + " = :" + column);
      parameters.put(column, value instanceof Enum<?> constant ? constant.name() : value);
    }
  }

  /**
   * A condition that holds for what matches one of the patterns; for nothing when there are none.
   *
   * @param patterns a trailing {@code *} stands for any rest
   */
  public String anyOf(String column, List<String> patterns) {
    List<String> any = new ArrayList<>(List.of("false"));
    for (String pattern : patterns) {
      String name = "p" + parameters.size();
      boolean prefix = pattern.endsWith("*");
      any.add(prefix ? "starts_with(" + column + ", :" + name + ")" : column + " = :" + name);
      parameters.put(name, prefix ? pattern.substring(0, pattern.length() - 1) : pattern);
    }
    return "(" + String.join(" or ", any) + ")";
  }

  /** Continues after a page of a list ordered by creation, newest first. */
  public void after(Optional<Page.Cursor> cursor) {
    cursor.ifPresent(
        place -> {
          conditions.add("(" + createdAt + ", id) < (:afterAt, :afterId)");
          parameters.put("afterAt", Timestamp.from(place.at()));
          parameters.put("afterId", place.id());
        });
  }

  /** The where clause, with a leading space; empty without conditions. */
  private String where() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  /** The where clause and what makes a page of it, newest first: {@code :limit} is the caller's. */
  public String page() {
    return where() + " order by " + createdAt + " desc, id desc limit :limit";
  }

  public Map<String, Object> parameters() {
    return parameters;
  }
}
