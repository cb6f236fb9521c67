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

  /** What every condition may call the case it is about. */
  private static final String CASE = "c";

  private static final String NEWEST = "created_at desc, id desc";
  private static final String SOONEST_DUE = "due_at, id";

  private final CaseFilter.Order order;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();
  private final List<String> narrow = new ArrayList<>();
  private final List<Sifting> sifted = new ArrayList<>();
  private int firstWalk;
  private boolean nothing;

  CaseQuery(CaseFilter.Order order) {
    this.order = order;
  }

  /**
   * A condition many cases may meet, or few.
   *
   * @param walked as it is quickly told of one case
   * @param indexed the same, as indexes find the cases that meet it
   */
  private record Sifting(String walked, String indexed) {}

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

  /**
   * A condition of which nobody knows how many cases meet it. The first cases of the order are
   * looked through for it: what very many meet fills a page there. What few meet is found by its
   * indexes next, as narrow ones are. What is in between is looked for among many of the first, and
   * found by the indexes after all where it is of long ago.
   *
   * @param walked as it is quickly told of one case
   * @param indexed the same, as indexes find the cases that meet it
   * @param lookedThrough how many cases are looked through at least
   */
  void sift(String walked, String indexed, int lookedThrough) {
    sifted.add(new Sifting(walked, indexed));
    firstWalk = Math.max(firstWalk, lookedThrough);
  }

  /** Nothing can match. */
  void nothing() {
    nothing = true;
  }

  boolean isNothing() {
    return nothing;
  }

  /** How many of the first are looked through before anything else. */
  int firstWalk() {
    return firstWalk;
  }

  /** Whether its first cases are to be looked through before its indexes are asked. */
  boolean isSifted() {
    return narrow.isEmpty() && !sifted.isEmpty();
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  /** A page of what meets the conditions. */
  String page(Optional<Page.Cursor> after, int limit) {
    List<String> all = all(after);
    all.addAll(walked());
    return narrow.isEmpty()
        ? select("case_index", all, limit)
        : found(narrow) + select(FOUND, all, limit);
  }

  /** Finds what meets some conditions before anything else is asked of it. */
  static String found(List<String> wanted) {
    return "with %s as materialized (select * from case_index %s%s) "
        .formatted(FOUND, CASE, where(wanted));
  }

  /** The same, of the first cases alone, looked through one by one. */
  String amongFirst(Optional<Page.Cursor> after, int walk, int limit) {
    return select(firstOnly(after, walk), walked(), limit);
  }

  /** Whether there are more that meet the other conditions than are looked through. */
  String hasMoreThan(Optional<Page.Cursor> after, int walk) {
    return "select count(*) = %d from %s %s".formatted(walk, firstOnly(after, walk), CASE);
  }

  private String firstOnly(Optional<Page.Cursor> after, int walk) {
    return "(select * from case_index %s%s order by %s limit %d)"
        .formatted(CASE, where(all(after)), by(), walk);
  }

  /** Whether indexes find no more than so many. */
  String hasFew(int few) {
    return "select count(*) <= %d from (select from case_index %s%s limit %d) as few"
        .formatted(few, CASE, where(indexed()), few + 1);
  }

  /** The same, of all cases, found by the indexes of the conditions. */
  String byIndexes(Optional<Page.Cursor> after, int limit) {
    return found(indexed()) + select(FOUND, all(after), limit);
  }

  private List<String> indexed() {
    List<String> indexed = new ArrayList<>(conditions);
    sifted.stream().map(Sifting::indexed).forEach(indexed::add);
    return indexed;
  }

  private String select(String from, List<String> wanted, int limit) {
    return "select %s from %s %s%s order by %s limit %d"
        .formatted(FoundCase.COLUMNS, from, CASE, where(wanted), by(), limit);
  }

  private String by() {
    return order == CaseFilter.Order.NEWEST ? NEWEST : SOONEST_DUE;
  }

  private List<String> walked() {
    return sifted.stream().map(Sifting::walked).toList();
  }

  private List<String> all(Optional<Page.Cursor> after) {
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
    return all;
  }

  private static String where(List<String> wanted) {
    return wanted.isEmpty() ? "" : " where " + String.join(" and ", wanted);
  }
}
