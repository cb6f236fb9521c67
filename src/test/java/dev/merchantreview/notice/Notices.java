package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notices and editions as tests load them. */
public final class Notices {

  private Notices() {}

  /** The body of a notice of Douyin's that is published on the day before it takes effect. */
  public static Map<String, Object> notice(LocalDate from, @Nullable LocalDate until) {
    Map<String, Object> notice = new LinkedHashMap<>();
    notice.put("platforms", new ArrayList<>(List.of("DOUYIN")));
    notice.put("title", Map.of("zh", "保证金标准调整", "en", "New deposits"));
    notice.put("publishedOn", from.minusDays(1).toString());
    notice.put("effectiveFrom", from.toString());
    if (until != null) {
      notice.put("endsOn", until.toString());
    }
    notice.put("source", "https://school.jinritemai.com/rules/deposit");
    notice.put("tables", new ArrayList<Object>());
    notice.put("categories", new ArrayList<>(List.of("服饰")));
    notice.put("programmes", new ArrayList<Object>());
    notice.put("transition", Map.of("kind", "NOTHING"));
    return notice;
  }

  /** The same that brings an edition. */
  public static Map<String, Object> bringing(
      String table, int edition, LocalDate from, @Nullable LocalDate until) {
    Map<String, Object> notice = notice(from, until);
    notice.put("tables", List.of(Map.of("table", table, "edition", edition)));
    return notice;
  }

  /** Has a notice name a category and a table that there are no more. */
  public static void goneSince(ServiceAlone service, String id) {
    service
        .database()
        .sql("update rule_notice set categories = categories || '{不在了}' where id = :id")
        .param("id", id)
        .update();
    service
        .database()
        .sql(
            "insert into rule_notice_table (notice_id, place, table_id)"
                + " select :id, coalesce(max(place), -1) + 1, 'gone-table' from rule_notice_table where notice_id = :id")
        .param("id", id)
        .update();
  }

  /** The released table with a text in it replaced. */
  public static String edition(ServiceAlone service, String table, String text, String by) {
    String released = service.bean(DecisionTables.class).released(table).orElseThrow();
    if (!released.contains(text)) {
      throw new AssertionError(table + " has no " + text);
    }
    return released.replace(text, by);
  }

  public static ApiClient.Answer load(ServiceAlone service, String table, int edition, String dmn) {
    return service
        .api("admin")
        .put("/api/v1/decision-tables/" + table + "/editions/" + edition, Map.of("dmn", dmn));
  }
}
