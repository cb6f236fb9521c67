package dev.merchantreview.caseindex;

import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds cases of all types. */
@Component
public class CaseIndex {

  private static final int PORTION = 1_000;

  /** How many cases are put in order at once, when indexes found them (measured). */
  private static final int FEW = 5_000;

  /** How many of the first are looked through for what more have (measured). */
  private static final int LONG_WALK = 20_000;

  private final JdbcClient jdbc;
  private final CaseSearch search;
  private final IndexBuild build;

  CaseIndex(JdbcClient jdbc, CaseSearch search, IndexBuild build) {
    this.jdbc = jdbc;
    this.search = search;
    this.build = build;
  }

  /**
   * A case by its id.
   *
   * @throws OutsideUnavailableException while the index is not complete
   */
  @Transactional(readOnly = true)
  public Optional<FoundCase> find(CaseId id) {
    build.requireComplete();
    return jdbc.sql("select " + FoundCase.COLUMNS + " from case_index where id = :id")
        .param("id", id.value())
        .query(FoundCase::read)
        .optional();
  }

  /**
   * A part of a list, in the filter's order.
   *
   * @throws OutsideUnavailableException while the index is not complete
   */
  @Transactional(readOnly = true)
  public List<FoundCase> list(CaseFilter filter, Page.Slice slice) {
    build.requireComplete();
    CaseQuery query = search.query(filter, slice.merchants());
    return page(query, slice.after(), slice.limit());
  }

  private List<FoundCase> page(CaseQuery query, Optional<Page.Cursor> after, int limit) {
    if (query.isNothing()) {
      return List.of();
    }
    if (!query.isSifted()) {
      return run(query, query.page(after, limit));
    }
    return walked(query, after, query.firstWalk(), limit)
        .or(
            () ->
                is(query, query.hasFew(FEW))
                    ? Optional.empty()
                    : walked(query, after, LONG_WALK, limit))
        .orElseGet(() -> run(query, query.byIndexes(after, limit)));
  }

  /** A page of the first cases; empty where they do not fill it and there are more than these. */
  private Optional<List<FoundCase>> walked(
      CaseQuery query, Optional<Page.Cursor> after, int walk, int limit) {
    List<FoundCase> among = run(query, query.amongFirst(after, walk, limit));
    return among.size() == limit || !is(query, query.hasMoreThan(after, walk))
        ? Optional.of(among)
        : Optional.empty();
  }

  private boolean is(CaseQuery query, String sql) {
    return jdbc.sql(sql).params(query.parameters()).query(Boolean.class).single();
  }

  private List<FoundCase> run(CaseQuery query, String sql) {
    return jdbc.sql(sql).params(query.parameters()).query(FoundCase::read).list();
  }

  /**
   * Hands out everything that matches, in the filter's order, a portion at a time: no transaction
   * lasts longer than a portion, and nothing but a portion is held. What changes meanwhile is
   * handed out as it is when its turn comes.
   *
   * @param merchants patterns of the merchants whose cases are shown; null shows all
   * @throws OutsideUnavailableException while the index is not complete
   */
  public void each(CaseFilter filter, @Nullable List<String> merchants, Consumer<FoundCase> taken) {
    build.requireComplete();
    Optional<Page.Cursor> after = Optional.empty();
    List<FoundCase> portion;
    do {
      portion = page(search.query(filter, merchants), after, PORTION);
      portion.forEach(taken);
      if (!portion.isEmpty()) {
        after = Optional.of(portion.getLast().place(filter.order()));
      }
    } while (portion.size() == PORTION);
  }

  /** Those of several that are in the index, in the order they are asked for. */
  @Transactional(readOnly = true)
  public List<FoundCase> all(Collection<CaseId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, FoundCase> found = new HashMap<>();
    jdbc.sql("select " + FoundCase.COLUMNS + " from case_index where id = any(:ids)")
        .param("ids", ids.stream().map(CaseId::value).toArray(String[]::new))
        .query(FoundCase::read)
        .list()
        .forEach(one -> found.put(one.id().value(), one));
    return ids.stream().map(id -> found.get(id.value())).filter(Objects::nonNull).toList();
  }

  /**
   * Cases that have something in common with one.
   *
   * @param what what they share
   * @param more whether there are more than are named
   */
  public record Linked(What what, List<FoundCase> cases, boolean more) {}

  /** What cases share. */
  public enum What {
    /** One belongs to the other: an application, its store, its refunds, a PK and its filings. */
    CASE,
    /** The same licence number. */
    LICENCE,
    /** The same person stands for the subject. */
    REPRESENTATIVE,
    /** The same bank account. */
    ACCOUNT,
    /** The same product. */
    PRODUCT,
    /** The same streamer. */
    STREAMER,
    /** The same merchant. */
    MERCHANT
  }

  /**
   * The cases that have something in common with one, the newest of each kind first; one that
   * shares several things stands under the first of them.
   *
   * @param most up to how many of each kind
   */
  @Transactional(readOnly = true)
  public List<Linked> linked(CaseId id, int most) {
    List<LinkKeys> kept =
        jdbc.sql("select merchant_id, licence_number, keys from case_index where id = :id")
            .param("id", id.value())
            .query(LinkKeys::read)
            .list();
    if (kept.isEmpty()) {
      return List.of();
    }
    return new LinkedCases(jdbc, id, most).of(kept.getFirst());
  }

  /** What a case is found by, as it is kept. */
  record LinkKeys(String merchantId, @Nullable String licence, List<String> keys) {

    static LinkKeys read(ResultSet row, int number) throws SQLException {
      return new LinkKeys(
          row.getString("merchant_id"),
          row.getString("licence_number"),
          List.of((String[]) row.getArray("keys").getArray()));
    }

    List<String> of(IndexedCase.Kind kind) {
      return keys.stream().filter(key -> key.startsWith(kind.of("").text())).toList();
    }
  }
}
