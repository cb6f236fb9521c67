package dev.merchantreview.caseindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.CaseBench;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Lists and files of more cases than are read at once, while cases are decided, renamed and added:
 * what is there all the time, and wanted all the time, comes once.
 */
class ManyCasesIT {

  private static final int CASES = 3_500;
  private static final int PAGE = 200;

  /** In so many parts cases are changed, while they are handed out. */
  private static final int CHANGES = 14;

  private static final int MANY = 100_300;

  /** As many as are read at once, and as many as are held of a sheet. */
  private static final int PORTION = 1_000;

  private static final int FLUSHED_AFTER = 500;
  private static final long COLUMNS = 14;

  /** Of other tests in the same JVM. */
  private static final int OTHERS = 1_000;

  private static final String NAME = "同名商贸有限公司";

  /** Nothing is due later. */
  private static final Instant DUE =
      Instant.now().plus(300, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    service = ServiceAlone.with();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** What is wanted of them, and what of them is wanted all the time. */
  private enum Wanted {
    ALL("", "true"),
    OPEN("&open=true", "n % 5 <> 0"),
    NAMED("&q=" + encoded(NAME), "n % 5 <> 1"),
    DUE_AND_NAMED("&dueBefore=" + encoded(DUE.toString()) + "&q=" + encoded(NAME), "n % 5 > 1");

    private final String query;
    private final String steady;

    Wanted(String query, String steady) {
      this.query = query;
      this.steady = steady;
    }

    CaseFilter filter() {
      return new CaseFilter(
          "SERVICE_PROVIDER",
          null,
          null,
          this == OPEN ? Boolean.TRUE : null,
          null,
          query.contains("&q=") ? NAME : null,
          null,
          null,
          null,
          null,
          query.contains("dueBefore") ? DUE : null,
          null,
          null);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Many began and are due in the same moment, more than are read at once. */
  private static void make() {
    service.database().sql("delete from case_index").update();
    service
        .database()
        .sql(
            """
            insert into case_index (id, type, platform, merchant_id, names, search, keys, state, open, round, due_at,
                   created_at, updated_at, state_since, seq)
            select 'sp_' || lpad(n::text, 16, '0'), 'SERVICE_PROVIDER', 'KUAISHOU', 'm-1' || n, :name || n, :name || n, '{}',
                   'ACTIVE', true, 1, cast(:due as timestamptz) - (1 + n % 3) * interval '1.000001 day',
                   cast(:due as timestamptz) - interval '2 years' - (n % 2) * interval '1.000001 day', now(), now(), 3
              from generate_series(1, :cases) n
            """)
        .param("name", NAME)
        .param("due", Timestamp.from(DUE))
        .param("cases", CASES)
        .update();
  }

  /** As they are made for the measurements, without what nothing here is found by. */
  private static void makeMany() throws IOException, SQLException {
    try (InputStream sql = CaseBench.class.getResourceAsStream("/bench/cases.sql");
        Connection connection = service.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      String all =
          new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8)
              .replace(":from", "1")
              .replace(":cases", Integer.toString(MANY));
      statement.execute("truncate case_index");
      for (String index :
          service
              .database()
              .sql(
                  "select indexname from pg_indexes where tablename = 'case_index'"
                      + " and indexname not in ('case_index_pkey', 'case_index_newest')")
              .query(String.class)
              .list()) {
        statement.execute("drop index " + index);
      }
      for (String one : all.split(";\n")) {
        if (!one.contains("into history_event") && !one.contains("into review_round")) {
          statement.execute(one);
        }
      }
    }
  }

  /**
   * Decides some, renames some, brings some a round further, and adds some, at every place of the
   * list.
   */
  private static void change(int part) {
    for (String changed :
        List.of(
            "update case_index set state = 'ENDED', open = false, due_at = null, updated_at = now(), seq = seq + 1"
                + " where substring(id from 4)::int % 5 = 0 and substring(id from 4)::int % :parts = :part",
            "update case_index set names = '改了', search = '改了', updated_at = now(), seq = seq + 1"
                + " where substring(id from 4)::int % 5 = 1 and substring(id from 4)::int % :parts = :part",
            "update case_index set round = round + 1, reviewer = 'auditor1', updated_at = now(), seq = seq + 1"
                + " where substring(id from 4)::int % 5 = 2 and substring(id from 4)::int % :parts = :part",
            "insert into case_index select 'sp_' || lpad((substring(id from 4)::int + 10000)::text, 16, '0'), type, platform,"
                + " merchant_id, names, search, licence_number, keys, state, open, round, reviewer, due_at, created_at,"
                + " updated_at, state_since, seq from case_index where substring(id from 4)::int % 250 = :part + 1"
                + " and substring(id from 4)::int <= 10000 and :parts > 0 on conflict do nothing")) {
      service.database().sql(changed).param("parts", CHANGES).param("part", part).update();
    }
  }

  private static void comesOnce(List<String> came, Wanted wanted) {
    Set<String> once = new HashSet<>();
    assertThat(came.stream().filter(id -> !once.add(id))).as("twice").isEmpty();
    List<String> steady =
        service
            .database()
            .sql(
                "select id from (select id, substring(id from 4)::int as n from case_index) one where n <= :cases and "
                    + wanted.steady)
            .param("cases", CASES)
            .query(String.class)
            .list();
    assertThat(steady).hasSizeGreaterThan(CASES / 2);
    Set<String> missing = new TreeSet<>(steady);
    missing.removeAll(once);
    assertThat(missing).as("not at all").isEmpty();
  }

  /** The pages of a list, one after the other. */
  private static final class Pages {

    // One that does not hold each of thousands of rows to the contract: others do.
    private final ApiClient auditor = new ApiClient(service.serviceUrl(), "auditor");
    private final String path;
    private final List<String> came = new ArrayList<>();
    private String next = "";
    private boolean last;

    Pages(Wanted wanted) {
      path = "/api/v1/cases?type=SERVICE_PROVIDER&limit=" + PAGE + wanted.query;
    }

    boolean hasNext() {
      return !last;
    }

    void turn() {
      JsonNode page = auditor.get(path + (next.isEmpty() ? "" : "&cursor=" + next)).body();
      page.path("items").forEach(item -> came.add(item.path("id").asString()));
      next = page.path("next").asString("");
      last = next.isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void comeOnceEachInAFileAndOnPagesWhileOthersChange(Wanted wanted) {
    make();
    Pages pages = new Pages(wanted);
    List<String> came = new ArrayList<>();
    int[] parts = {0};
    service
        .bean(CaseIndex.class)
        .each(
            wanted.filter(),
            null,
            found -> {
              came.add(found.id().value());
              if (came.size() % (CASES / CHANGES) == 0 && pages.hasNext()) {
                change(parts[0]++ % CHANGES);
                pages.turn();
              }
            });
    while (pages.hasNext()) {
      change(parts[0]++ % CHANGES);
      pages.turn();
    }
    comesOnce(came, wanted);
    comesOnce(pages.came, wanted);
  }

  /**
   * With the last of a hundred thousand cases written, nothing but the last portion of them is
   * reachable, and what was written has left.
   */
  @Test
  void areHandedOutWithoutBeingHeld() throws Exception {
    makeMany();
    AtomicReference<String> seen = new AtomicReference<>("");
    Map<CaseExport.Format, AtomicLong> written = new EnumMap<>(CaseExport.Format.class);
    Map<CaseExport.Format, Long> atTheLast = new ConcurrentHashMap<>();
    CyclicBarrier last =
        new CyclicBarrier(
            CaseExport.Format.values().length,
            () -> {
              written.forEach((format, bytes) -> atTheLast.put(format, bytes.get()));
              seen.set(CountedExport.histogram());
            });
    try (ExecutorService writers = Executors.newFixedThreadPool(3)) {
      List<Future<?>> files = new ArrayList<>();
      for (CaseExport.Format format : CaseExport.Format.values()) {
        AtomicLong bytes = new AtomicLong();
        written.put(format, bytes);
        files.add(
            writers.submit(
                () -> {
                  CountedExport.write(service, format, MANY, last, bytes);
                  return format;
                }));
      }
      for (Future<?> file : files) {
        file.get();
      }
    }
    long held = CountedExport.alive(seen.get(), FoundCase.class.getName());
    long shown = CountedExport.alive(seen.get(), CaseView.class.getName());
    long cells = CountedExport.alive(seen.get(), "org.dhatim.fastexcel.Cell");
    System.out.printf(
        "reachable with %,d cases written thrice: %,d found, %,d shown, %,d cells; %s of %s bytes%n",
        MANY, held, shown, cells, atTheLast, written);
    assertThat(held).isBetween(1L, 3L * PORTION + OTHERS);
    assertThat(shown).isLessThan(OTHERS);
    assertThat(cells).isBetween(1L, COLUMNS * (FLUSHED_AFTER + OTHERS));
    written.forEach(
        (format, bytes) ->
            assertThat(atTheLast.get(format))
                .as("%s, written with the last", format)
                .isGreaterThan(bytes.get() * 95 / 100));
  }
}
