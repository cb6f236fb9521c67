package dev.merchantreview.storereview;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.notice.AsideTable;
import dev.merchantreview.notice.ReviewAgainOrder;
import dev.merchantreview.notice.ReviewedAgain;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.StoreType;
import java.sql.Timestamp;
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

  /** Put aside and not opened since; a store that closed meanwhile is not tried again. */
  private static final String TRIED =
      "join store s on s.id = x.store_id where s.state in ('OPEN', 'PREPARING', 'CLOSING')";

  private final JdbcClient jdbc;
  private final Categories categories;
  private final AsideTable aside;

  StoresAgainTable(JdbcClient jdbc, Categories categories) {
    this.jdbc = jdbc;
    this.categories = categories;
    this.aside = new AsideTable(jdbc, "store_review_aside", "store_id", TRIED);
  }

  AsideTable aside() {
    return aside;
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
            "select s.id"
                + TOUCHED
                + aside.isNot("s.id")
                + " and s.id > :after order by s.id limit :limit")
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

  /** It is not put aside any more. */
  void takeUp(String noticeId, CaseId id) {
    jdbc.sql("delete from store_review_aside where notice_id = :notice and store_id = :id")
        .param("notice", noticeId)
        .param("id", id.value())
        .update();
  }

  ReviewedAgain.Progress progress(String noticeId, Instant now) {
    return jdbc.sql(
            "select "
                + aside.count()
                + """
             as aside, count(*), count(*) filter (where state = 'APPROVED'),
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
}
