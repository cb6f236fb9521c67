package dev.merchantreview.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.RecordedStatements;
import dev.merchantreview.testing.RoundTrips;
import dev.merchantreview.testing.ServiceAlone;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the look at all PK sessions under way costs, whom it tells, and what stands in its way. */
class PkWatchIT {

  /** The lock, the portion's ids, what is asked of them together, and that none come after. */
  private static final int TRIPS = 9;

  private static final int OF_A_PORTION = 7;

  private static final int STORED = 30_000;
  private static final int STREAMERS = 100_000;
  private static final int OPEN = 150;

  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    service =
        ServiceAlone.with(
            new Class<?>[] {RecordedStatements.class},
            "--merchant-review.pk.watch-interval=1d",
            "--merchant-review.case-index.first-look=1h",
            "--merchant-review.case-index.interval=1h",
            "--merchant-review.reconciliation.interval=1h");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** None of before is under way. */
  @BeforeEach
  void clear() {
    service.database().sql("update pk_session set open = false").update();
    service
        .database()
        .sql("update engine_outbox set sent_at = now() where sent_at is null")
        .update();
  }

  /** Both sides were asked of, and one of them waits for its product. */
  private PlannedPk asked() {
    PlannedPk pk = new PlannedPk(service).opened();
    pk.declare();
    assertThat(pk.check(pk.streamer)).isEqualTo("PRODUCTS_MISSING");
    assertThat(pk.check(pk.opponent)).isEqualTo("UNCONFIRMED");
    pk.takeMessages();
    return pk;
  }

  /** Sessions like this one, of the same sides, by their numbers. */
  private void add(PlannedPk like, int from, int to) throws SQLException {
    String id = "'pk_w' || lpad(n::text, 15, '0')";
    String session = "'session_id', " + id;
    String ofSession = "session_id = '%s'".formatted(like.id);
    more(
        "pk_session",
        "id = '%s'".formatted(like.id),
        from,
        to,
        "'id', " + id + ", 'live_at', live_at + n * interval '1 millisecond'");
    more("pk_lane", ofSession, from, to, session);
    more("pk_product", ofSession, from, to, session);
  }

  /**
   * Sessions like this one, each of other streamers and with another product, most of them over.
   */
  private void addOthers(PlannedPk like, int count) throws SQLException {
    String one = "'s-w' || lpad(n::text, 6, '0')";
    String other = "'s-w' || lpad((n + 1)::text, 6, '0')";
    String product = "'p-w' || n";
    String filing = "'fl_w' || lpad(n::text, 15, '0')";
    String session = "'pk_w' || lpad(n::text, 15, '0')";
    String ofStreamer = "streamer_id = '%s'".formatted(like.streamer);
    String ofSession = "session_id = '%s'".formatted(like.id);
    more("streamer", "id = '%s'".formatted(like.streamer), 1, STREAMERS, "'id', " + one);
    more("streamer_standing", ofStreamer, 1, count + 1, "'streamer_id', " + one);
    more(
        "figure",
        "subject_id = '%s'".formatted(like.streamer),
        1,
        count + 1,
        "'subject_id', " + one);
    String products = "select %s from pk_product where " + ofSession;
    more(
        "product",
        "id = (%s)".formatted(products.formatted("product_id")),
        1,
        count,
        "'id', " + product);
    more(
        "filing",
        "id = (%s)".formatted(products.formatted("filing_id")),
        1,
        count,
        "'id', %s, 'product_id', %s".formatted(filing, product));
    more(
        "pk_session",
        "id = '%s'".formatted(like.id),
        1,
        count,
        "'id', %s, 'first_id', %s, 'second_id', %s, 'open', n <= %d"
            .formatted(session, one, other, OPEN));
    for (String side : List.of(one, other)) {
      more(
          "pk_lane",
          ofSession + " and " + ofStreamer,
          1,
          count,
          "'session_id', %s, 'streamer_id', %s".formatted(session, side));
    }
    more(
        "pk_product",
        ofSession,
        1,
        count,
        "'session_id', %s, 'streamer_id', %s, 'product_id', %s, 'filing_id', %s"
            .formatted(session, one, product, filing));
    more(
        "engine_outbox",
        "case_id = '%s' and name = 'pk-session-planned'".formatted(like.id),
        1,
        count,
        "'message_id', gen_random_uuid(), 'case_id', " + session);
  }

  /** Rows like one, but for what is different in each. */
  private static void more(String table, String like, int from, int to, String different)
      throws SQLException {
    try (Connection superuser = service.superuser().getConnection();
        Statement statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(
          """
          do $$ declare columns text;
          begin
            select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
             where table_schema = 'public' and table_name = '%1$s' and is_generated = 'NEVER' and is_identity = 'NO';
            execute 'insert into %1$s (' || columns || ') select ' || columns || ' from (select (jsonb_populate_record(x, changed)).*'
              || ' from (select t as x, jsonb_build_object(' || $d$%5$s$d$ || ') as changed from %1$s t cross join generate_series(%3$d, %4$d) n'
              || ' where ' || $d$%2$s$d$ || ') y) z';
          end $$
          """
              .formatted(table, like, from, to, different));
    }
  }

  private void look() {
    service.bean(PkWatch.class).watch();
  }

  private void takes(int trips) {
    RoundTrips.assertAtMost(trips, service.bean(RecordedStatements.class).during(this::look));
  }

  private long messages() {
    return service
        .database()
        .sql("select count(*) from engine_outbox where sent_at is null and case_id like 'pk_%'")
        .query(Long.class)
        .single();
  }

  private void outdate(PlannedPk pk) {
    service
        .database()
        .sql("update streamer set experience_rating_on = current_date - 9 where id = :id")
        .param("id", pk.streamer)
        .update();
  }

  @Test
  void takesAsFewTripsForManySessionsAsForOne() throws SQLException {
    PlannedPk pk = asked();
    look();
    takes(TRIPS);
    add(pk, 50_001, 50_090);
    takes(TRIPS);
    add(pk, 50_091, 50_150);
    takes(TRIPS + OF_A_PORTION);
    assertThat(messages()).isZero();
    outdate(pk);
    look();
    assertThat(messages()).as("each of them is told").isEqualTo(151);
    assertThat(pk.takeMessages()).containsExactly("pk-side-changed #:" + pk.streamer);
    look();
    assertThat(messages()).as("each is told once, until it knows").isEqualTo(151);
  }

  /** As when a newer version of the service, beside this one, answered its process. */
  @Test
  void isHeldUpByNoSessionThatCannotBeRead() throws SQLException {
    PlannedPk pk = asked();
    add(pk, 40_001, 40_120);
    service
        .database()
        .sql("update pk_lane set answered = 'OF_A_NEWER_VERSION' where session_id = :id")
        .param("id", "pk_w000000000040007")
        .update();
    outdate(pk);
    look();
    assertThat(messages()).isEqualTo(120);
    assertThat(pk.takeMessages()).containsExactly("pk-side-changed #:" + pk.streamer);
  }

  /** However many there are of everything. */
  @Test
  void readsNoTableFromEndToEnd() throws SQLException {
    addOthers(asked(), STORED);
    service.database().sql("analyze").update();
    assertThat(readFromEndToEnd()).isEmpty();
  }

  /** The rows a look at all of them reads without an index, by table. */
  private Map<String, Long> readFromEndToEnd() {
    Map<String, Long> rows = new HashMap<>();
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              Map<String, Long> before = rowsWithoutIndex();
              look();
              rowsWithoutIndex().forEach((table, read) -> rows.merge(table, read, Long::sum));
              before.forEach((table, read) -> rows.merge(table, -read, Long::sum));
            });
    rows.values().removeIf(read -> read == 0);
    return rows;
  }

  /** What was not counted yet of this connection. */
  private Map<String, Long> rowsWithoutIndex() {
    Map<String, Long> rows = new HashMap<>();
    service
        .bean(JdbcClient.class)
        .sql("select relname, seq_tup_read from pg_stat_xact_user_tables where seq_tup_read > 0")
        .query(
            row -> {
              rows.put(row.getString(1), row.getLong(2));
            });
    return rows;
  }
}
