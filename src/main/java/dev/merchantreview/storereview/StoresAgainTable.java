package dev.merchantreview.storereview;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.notice.ReviewAgainOrder;
import dev.merchantreview.notice.ReviewedAgain;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.StoreType;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which stores notices touch, and what became of those that are reviewed again. */
@Repository
class StoresAgainTable {

  /**
   * Those of an order, but for what was opened for it. A store that has a category has its parts:
   * it is found by what a touched category is part of, and judged when it is opened. What counts is
   * when its application was approved: it may have opened long after. One that an instance of
   * before opened has the categories of its application.
   */
  private static final String TOUCHED =
      """
       from store s
      where s.state in ('OPEN', 'PREPARING', 'CLOSING')
        and coalesce((s.data ->> 'approvedAt')::timestamptz, s.created_at) < :before
        and s.data #>> '{opening,storeType}' = any(:types)
        and exists (select from unnest(:of::text[], :categories::text[]) t(platform, category)
                     where t.platform = s.platform
                       and t.category = any(coalesce(s.held_categories,
                               (select array(select jsonb_array_elements_text(a.data #> '{content,categories}'))
                                  from store_application a where a.id = s.application_id))))
        and not exists (select from store_review r where r.notice_id = :notice and r.store_id = s.id)
      """;

  private static final String NOT_ASIDE =
      """
         and not exists (select from store_review_aside x
                          where x.notice_id = :notice and x.store_id = s.id and x.next_at > :now)
      """;

  /** Put aside and not opened since; a store that closed meanwhile is not tried again. */
  private static final String ASIDE =
      """
       from store_review_aside x join store s on s.id = x.store_id
      where x.notice_id = :notice and s.state in ('OPEN', 'PREPARING', 'CLOSING')
      """;

  /** The pauses double from the first to about the longest (ours). */
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

  private static final int MOST_DOUBLINGS = 8;
  private static final int LONGEST_WHY = 500;

  private final JdbcClient jdbc;
  private final Categories categories;

  StoresAgainTable(JdbcClient jdbc, Categories categories) {
    this.jdbc = jdbc;
    this.categories = categories;
  }

  private record Named(String platform, String category) {}

  private Map<String, Object> parameters(ReviewAgainOrder order) {
    Set<Named> named = new LinkedHashSet<>();
    order
        .categories()
        .forEach(
            one ->
                categories.find(one.platform(), one.name()).stream()
                    .flatMap(StoresAgainTable::withAbove)
                    .forEach(name -> named.add(new Named(one.platform().name(), name))));
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("notice", order.noticeId());
    parameters.put("of", named.stream().map(Named::platform).toArray(String[]::new));
    parameters.put("categories", named.stream().map(Named::category).toArray(String[]::new));
    parameters.put(
        "types",
        Arrays.stream(StoreType.values())
            .filter(order.terms()::isOf)
            .map(Enum::name)
            .toArray(String[]::new));
    parameters.put("before", Timestamp.from(order.approvedBefore()));
    return parameters;
  }

  private static Stream<String> withAbove(Category category) {
    return Stream.concat(Stream.of(category.name()), category.above().stream());
  }

  long count(ReviewAgainOrder order) {
    return jdbc.sql("select count(*)" + TOUCHED)
        .params(parameters(order))
        .query(Long.class)
        .single();
  }

  List<CaseId> next(ReviewAgainOrder order, String after, int limit, Instant now) {
    return jdbc.sql(
            "select s.id" + TOUCHED + NOT_ASIDE + " and s.id > :after order by s.id limit :limit")
        .params(parameters(order))
        .param("now", Timestamp.from(now))
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /** The system that handed in a store's application; another module's table, read only. */
  Optional<String> submitter(CaseId application) {
    return jdbc.sql("select data ->> 'submittedBy' from store_application where id = :id")
        .param("id", application.value())
        .query(String.class)
        .optional();
  }

  /**
   * Keeps that a store could not be opened, and when that is tried again.
   *
   * @return whether it was tried for the first time
   */
  boolean putAside(String noticeId, CaseId id, String why, Instant now) {
    return jdbc.sql(
            """
            insert into store_review_aside as x (notice_id, store_id, tries, tried_at, next_at, why)
            values (:notice, :store, 1, :now, cast(:now as timestamptz) + cast(:pause as int) * interval '1 second', :why)
            on conflict (notice_id, store_id) do update
               set tries = x.tries + 1, tried_at = excluded.tried_at, why = excluded.why,
                   next_at = excluded.tried_at
                       + cast(:pause as int) * 2 ^ least(x.tries, :most) * interval '1 second'
            returning tries = 1
            """)
        .param("notice", noticeId)
        .param("store", id.value())
        .param("now", Timestamp.from(now))
        .param("pause", FIRST_PAUSE.toSeconds())
        .param("most", MOST_DOUBLINGS)
        .param("why", why.substring(0, Math.min(LONGEST_WHY, why.length())))
        .query(Boolean.class)
        .single();
  }

  /** It is not put aside any more. */
  void takeUp(String noticeId, CaseId id) {
    jdbc.sql("delete from store_review_aside where notice_id = :notice and store_id = :id")
        .param("notice", noticeId)
        .param("id", id.value())
        .update();
  }

  /** When the first of those put aside is tried again that were not to be tried yet. */
  Optional<Instant> nextTry(String noticeId, Instant since) {
    return jdbc.sql(
            "select x.next_at" + ASIDE + " and x.next_at > :since order by x.next_at limit 1")
        .param("notice", noticeId)
        .param("since", Timestamp.from(since))
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  ReviewedAgain.Progress progress(String noticeId, Instant now) {
    return jdbc.sql(
            "select (select count(*)"
                + ASIDE
                + """
            ) as aside, count(*), count(*) filter (where state = 'APPROVED'),
                   count(*) filter (where state in ('REJECTED', 'EXPIRED')), count(*) filter (where state = 'STORE_CLOSED'),
                   count(*) filter (where state = 'PAPERS_DUE'), count(*) filter (where state in ('SUBMITTED', 'IN_REVIEW')),
                   count(*) filter (where open and due_at <= :now)
              from store_review where notice_id = :notice
            """)
        .param("notice", noticeId)
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new ReviewedAgain.Progress(
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong("aside")))
        .single();
  }

  List<ReviewedAgain.Aside> aside(String noticeId, String after, int limit) {
    return jdbc.sql(
            "select x.store_id, x.tries, x.tried_at, x.next_at, x.why"
                + ASIDE
                + " and x.store_id > :after order by x.store_id limit :limit")
        .param("notice", noticeId)
        .param("after", after)
        .param("limit", limit)
        .query(
            (row, number) ->
                new ReviewedAgain.Aside(
                    new CaseId(row.getString("store_id")),
                    row.getInt("tries"),
                    row.getTimestamp("tried_at").toInstant(),
                    row.getTimestamp("next_at").toInstant(),
                    row.getString("why")))
        .list();
  }
}
