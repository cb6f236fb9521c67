package dev.merchantreview.score;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.Platform;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which industry subjects are of. A store's is the main category, on its platform, above the first
 * category its application names. A streamer's is that of the oldest store, of those that are not
 * closed, of the merchant it sells for; streamers without one are compared with each other.
 */
@Component
class ScoreIndustries {

  private static final String STORES =
      """
      select s.id, i.number as industry
        from store s
        join score_store c on c.store_id = s.id
        join industry i on i.platform = c.platform and i.category = c.category
       where s.state <> 'CLOSED'
      """;
  private static final String STREAMERS =
      """
      select s.id, coalesce(o.industry, 0) as industry
        from streamer s
        left join (select distinct on (t.merchant_id) t.merchant_id, i.number as industry
                     from store t
                     join score_store c on c.store_id = t.id
                     join industry i on i.platform = c.platform and i.category = c.category
                    where t.state <> 'CLOSED'
                    order by t.merchant_id, t.created_at, t.id) o on o.merchant_id = s.merchant_id
      """;

  private final JdbcClient jdbc;
  private final Categories categories;

  ScoreIndustries(JdbcClient jdbc, Categories categories) {
    this.jdbc = jdbc;
    this.categories = categories;
  }

  /**
   * The industries of all categories stores have.
   *
   * @param names each industry's: its platform and main category
   * @param platforms of each category
   * @param categories as stores named them
   * @param numbers of each category's industry, from 1 in the order of names
   */
  record Mapping(
      List<String> names, List<String> platforms, List<String> categories, List<Integer> numbers) {}

  /** The id and industry of each subject of a kind, as SQL that knows the mapping as industry. */
  String subjects(SubjectKind kind) {
    return kind == SubjectKind.STREAMER ? STREAMERS : STORES;
  }

  /** The mapping for a score; stores that are new are looked up first. */
  Mapping of(ScoreDefinition definition) {
    jdbc.sql(
            """
            insert into score_store (store_id, platform, category)
            select s.id, s.platform, a.data #>> '{content,categories,0}'
              from store s
              join store_application a on a.id = s.application_id
             where not exists (select from score_store c where c.store_id = s.id)
               and a.data #>> '{content,categories,0}' is not null
            on conflict do nothing
            """)
        .update();
    Mapping mapping =
        new Mapping(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    jdbc.sql("select distinct platform, category from score_store order by platform, category")
        .query(
            row -> {
              Platform platform = Platform.valueOf(row.getString("platform"));
              if (definition.subject() == SubjectKind.STREAMER
                  || definition.platforms().contains(platform)) {
                add(mapping, platform, row.getString("category"));
              }
            });
    return mapping;
  }

  /** A category the tree does not have any more is an industry of its own. */
  private void add(Mapping mapping, Platform platform, String name) {
    String main =
        categories
            .find(platform, name)
            .map(Category::above)
            .filter(above -> !above.isEmpty())
            .map(List::getLast)
            .orElse(name);
    String industry = platform + " " + main;
    if (!mapping.names().contains(industry)) {
      mapping.names().add(industry);
    }
    mapping.platforms().add(platform.name());
    mapping.categories().add(name);
    mapping.numbers().add(mapping.names().indexOf(industry) + 1);
  }
}
