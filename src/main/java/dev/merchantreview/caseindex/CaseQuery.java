package dev.merchantreview.caseindex;

import dev.merchantreview.shared.Page;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SQL of a question to the index: what is put together from the filters that are given. */
final class CaseQuery {

  /** What {@link #found} calls what it finds. */
  static final String FOUND = "found";

  private static final String NEWEST = "created_at desc, id desc";
  private static final String SOONEST_DUE = "due_at, id";

  private final CaseFilter.Order order;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();
  private final List<String> terms = new ArrayList<>();
  private final List<String> narrow = new ArrayList<>();
  private boolean nothing;

  CaseQuery(CaseFilter.Order order) {
    this.order = order;
  }

  /** A condition, never with a caller's text in it. */
  void add(String condition) {
    conditions.add(condition);
  }

  /** The same with a parameter. */
  void add(String condition, String name, Object value) {
    conditions.add(condition);
    parameters.put(name, value);
  }

  /**
   * A condition few cases meet. They are found first, by the indexes of the condition, and put in
   * order then: asked in one with the order and the limit, the database walks the newest for them,
   * all of them where they are few (5 s at a million cases).
   */
  void addNarrow(String condition) {
    narrow.add(condition);
  }

  /** The same with a parameter. */
  void addNarrow(String condition, String name, Object value) {
    addNarrow(condition);
    parameters.put(name, value);
  }

  /** Parts of a name, in the form they are compared in, each of at least two characters. */
  void terms(List<String> wanted) {
    for (String term : wanted) {
      parameters.put("term" + terms.size(), term);
      terms.add(term);
    }
  }

  /** Nothing can match. */
  void nothing() {
    nothing = true;
  }

  boolean isNothing() {
    return nothing;
  }

  boolean isNarrow() {
    return !narrow.isEmpty();
  }

  List<String> terms() {
    return terms;
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  /** A page of what meets the conditions. */
  String page(Optional<Page.Cursor> after, int limit) {
    return isNarrow()
        ? found(narrow) + select(FOUND, all(after, true), limit)
        : select("case_index", all(after, true), limit);
  }

  /** Finds what meets some conditions before anything else is asked of it. */
  static String found(List<String> wanted) {
    return "with %s as materialized (select * from case_index%s) ".formatted(FOUND, where(wanted));
  }

  /** The same as {@link #page}, of the newest alone, walked one by one. */
  String amongNewest(Optional<Page.Cursor> after, int newest, int limit) {
    return select(newestOnly(after, newest), named(), limit);
  }

  /** Whether there are more that meet the other conditions than are walked. */
  String hasMoreThan(Optional<Page.Cursor> after, int newest) {
    return "select count(*) = %d from %s".formatted(newest, newestOnly(after, newest));
  }

  private String newestOnly(Optional<Page.Cursor> after, int newest) {
    return "(select * from case_index%s order by %s limit %d) as newest"
        .formatted(where(all(after, false)), by(), newest);
  }

  /** Whether the names of no more than so many have all pieces of the words. */
  String hasFewPieces(int few) {
    return "select count(*) <= %d from (select from case_index%s limit %d) as few"
        .formatted(few, where(pieces()), few + 1);
  }

  /** The same as {@link #page}, of those whose names have all pieces of the words. */
  String byPieces(Optional<Page.Cursor> after, int limit) {
    return found(pieces()) + select(FOUND, all(after, true), limit);
  }

  private List<String> pieces() {
    List<String> pieces = new ArrayList<>(conditions);
    for (int i = 0; i < terms.size(); i++) {
      pieces.add("name_pieces(search) @> name_pieces(:term" + i + ")");
    }
    return pieces;
  }

  private String select(String from, List<String> wanted, int limit) {
    return "select %s from %s%s order by %s limit %d"
        .formatted(FoundCase.COLUMNS, from, where(wanted), by(), limit);
  }

  private String by() {
    return order == CaseFilter.Order.NEWEST ? NEWEST : SOONEST_DUE;
  }

  private List<String> all(Optional<Page.Cursor> after, boolean withNames) {
    List<String> all = new ArrayList<>(conditions);
    after.ifPresent(
        place -> {
          all.add(
              order == CaseFilter.Order.NEWEST
                  ? "(created_at, id) < (:afterAt, :afterId)"
                  : "(due_at, id) > (:afterAt, :afterId)");
          parameters.put("afterAt", Timestamp.from(place.at()));
          parameters.put("afterId", place.id());
        });
    if (withNames) {
      all.addAll(named());
    }
    return all;
  }

  private List<String> named() {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      named.add("position(:term" + i + " in search) > 0");
    }
    return named;
  }

  private static String where(List<String> wanted) {
    return wanted.isEmpty() ? "" : " where " + String.join(" and ", wanted);
  }
}
