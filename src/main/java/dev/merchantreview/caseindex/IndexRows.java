package dev.merchantreview.caseindex;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.database.WriteBehind;
import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.TypedText;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the index's rows of what the cases' own tables have. */
@Component
class IndexRows {

  private static final String KEEP = IndexRow.INSERT + IndexRow.UPDATE;

  private final JdbcClient jdbc;
  private final WriteBehind writes;
  private final CaseTypes types;

  IndexRows(JdbcClient jdbc, WriteBehind writes, CaseTypes types) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.types = types;
  }

  /** Names and licence a case has from another. */
  private record Inherited(String names, String search, @Nullable String licence) {

    private static final Inherited NOTHING = new Inherited("", "", null);
  }

  /** When a case was changed last, and when its state was. */
  record Last(long seq, Instant at, @Nullable Instant stateSince) {

    /** Whether an event says all of it: it changes the state. */
    static Optional<Last> of(RecordedEvent event) {
      return event.toState() == null || event.toState().equals(event.fromState())
          ? Optional.empty()
          : Optional.of(new Last(event.seq(), event.at(), event.at()));
    }

    Last followedBy(RecordedEvent event) {
      return of(event).orElse(new Last(event.seq(), event.at(), stateSince));
    }
  }

  /**
   * The row a case has to have, by its tables and its history as the caller's transaction sees
   * them; empty when there is no such case, or it has no history.
   */
  Optional<IndexRow> of(CaseId id) {
    return of(id, null);
  }

  /**
   * @param known what is known of its history; null when that has to be read
   */
  Optional<IndexRow> of(CaseId id, @Nullable Last known) {
    Optional<CaseType> type = types.of(id);
    return type.flatMap(one -> one.indexed(id))
        .flatMap(
            indexed ->
                Optional.ofNullable(known).or(() -> last(id)).map(last -> row(indexed, last)));
  }

  private IndexRow row(IndexedCase indexed, Last last) {
    IndexedCase.Standing standing = indexed.standing();
    IndexedCase.Named named = indexed.named();
    Inherited inherited =
        named.cameFrom() == null ? Inherited.NOTHING : inherited(named.cameFrom());
    return new IndexRow(
        indexed.id().value(),
        indexed.type(),
        indexed.platform() == null ? null : indexed.platform().name(),
        indexed.merchantId(),
        joined(named.names().stream().map(TypedText::shown), inherited.names()),
        joined(named.names().stream().map(TypedText::normal), inherited.search()),
        named.licenceNumber() == null ? inherited.licence() : named.licenceNumber(),
        named.keys().stream().map(IndexedCase.Key::text).sorted().toList(),
        standing.state(),
        standing.open(),
        standing.round(),
        standing.reviewer(),
        standing.dueAt(),
        standing.createdAt(),
        last.at(),
        last.stateSince() == null ? standing.createdAt() : last.stateSince(),
        last.seq());
  }

  private static String joined(Stream<String> own, String inherited) {
    return Stream.concat(own, inherited.lines())
        .filter(name -> !name.isEmpty())
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  /** By its own tables, for its row may not be there yet. */
  private Inherited inherited(CaseId from) {
    return of(from)
        .map(row -> new Inherited(row.names(), row.search(), row.licenceNumber()))
        .orElse(Inherited.NOTHING);
  }

  private Optional<Last> last(CaseId id) {
    return jdbc.sql(
            """
            select e.seq, e.at, (select s.at from history_event s
                                  where s.case_id = :id and s.to_state is not null
                                    and s.to_state is distinct from s.from_state
                                  order by s.seq desc limit 1) as since
              from history_event e where e.case_id = :id order by e.seq desc limit 1
            """)
        .param("id", id.value())
        .query(
            (row, number) -> {
              Timestamp since = row.getTimestamp("since");
              return new Last(
                  row.getLong("seq"),
                  row.getTimestamp("at").toInstant(),
                  since == null ? null : since.toInstant());
            })
        .optional();
  }

  /** The rows there are, by their ids. */
  Map<String, IndexRow> kept(Collection<CaseId> ids) {
    return jdbc
        .sql("select " + IndexRow.COLUMNS + " from case_index where id = any(:ids)")
        .param("ids", ids.stream().map(CaseId::value).toArray(String[]::new))
        .query(IndexRow::read)
        .list()
        .stream()
        .collect(Collectors.toMap(IndexRow::id, Function.identity()));
  }

  /** Keeps a row; one that knows of a later event stays as it is. */
  boolean keep(IndexRow row) {
    return jdbc.sql(KEEP).params(row.parameters()).update() == 1;
  }

  /** The same, by the end of the caller's transaction. */
  void keepLater(IndexRow row) {
    writes.add(KEEP, row.parameters());
  }

  /** Takes away what no case stands behind. */
  int removeOrphans(String prefix) {
    return jdbc.sql(
            "delete from case_index i where starts_with(i.id, :prefix)"
                + " and not exists (select from history_event e where e.case_id = i.id)")
        .param("prefix", prefix)
        .update();
  }

  /** The ids of those among these whose rows do not know of their last event. */
  List<CaseId> behind(Instant since) {
    return jdbc
        .sql(
            """
            select e.case_id from (select case_id, max(seq) as seq from history_event where at > :since group by case_id) e
              left join case_index i on i.id = e.case_id
             where coalesce(i.seq, 0) < e.seq
            """)
        .param("since", Timestamp.from(since))
        .query((row, number) -> row.getString(1))
        .list()
        .stream()
        .map(CaseId::new)
        .filter(id -> types.of(id).isPresent())
        .toList();
  }

  /** Something cases have their names from, and which has another. */
  record Renamed(long id, String key) {}

  /** What has another name since somebody looked, oldest first. */
  List<Renamed> renamed(int limit) {
    return jdbc.sql("select id, key from case_index_renamed order by id limit :limit")
        .param("limit", limit)
        .query((row, number) -> new Renamed(row.getLong("id"), row.getString("key")))
        .list();
  }

  /** Every case with it has its name. */
  void forget(Renamed renamed) {
    jdbc.sql("delete from case_index_renamed where id = :id").param("id", renamed.id()).update();
  }

  /** The ids of the cases that have to do with something, in their order. */
  List<CaseId> with(String key, String after, int limit) {
    return jdbc.sql(
            "with found as materialized (select id from case_index where keys && array[cast(:key as text)])"
                + " select id from found where id > :after order by id limit :limit")
        .param("key", key)
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString(1)))
        .list();
  }
}
