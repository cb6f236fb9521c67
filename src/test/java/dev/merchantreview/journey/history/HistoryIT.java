package dev.merchantreview.journey.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The record cannot be changed through the database's own rules, and a change past them shows. */
@HasPlatformAlone("counts the rows of whole tables")
class HistoryIT {

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;
  private final JdbcClient database = platform.database();

  @Test
  void refusesToChangeOrForgetAnEvent() {
    String id = applications.submit(applications.complete("KUAISHOU", "ENTERPRISE"));
    for (String change :
        new String[] {
          "update history_event set action = 'APPROVED' where case_id = '" + id + "'",
          "delete from history_event where case_id = '" + id + "'",
          "truncate history_event",
          "update deposit_payment set amount_fen = 1",
          "delete from deposit_payment"
        }) {
      assertThatThrownBy(() -> database.sql(change).update())
          .as(change)
          .hasStackTraceContaining("append-only");
    }
  }

  @Test
  void showsWhereSomebodyChangedItPastTheRules() {
    String id = applications.submit(applications.complete("KUAISHOU", "ENTERPRISE"));
    platform.awaitState(id, "IN_REVIEW");
    assertThat(applications.historyHolds(id)).isTrue();
    tamper(
        "update history_event set actor_id = 'somebody' where seq = 2 and case_id = '" + id + "'");
    JsonNode broken =
        applications.auditor.get("/api/v1/cases/" + id + "/history/verification").body();
    assertThat(broken.path("valid").asBoolean()).isFalse();
    assertThat(broken.path("brokenAt").asLong()).isEqualTo(2);
    assertThat(broken.path("events").asLong()).isEqualTo(3);
  }

  /** As somebody with the rights of the database's owner could. */
  private void tamper(String sql) {
    database.sql("alter table history_event disable trigger history_event_append_only").update();
    database.sql(sql).update();
    database.sql("alter table history_event enable trigger history_event_append_only").update();
  }

  @Test
  void recordsEveryReadOfADocument() {
    var application = applications.complete();
    String document = application.path("documents").path(0).path("documentId").asString();
    applications.auditor.get("/api/v1/documents/" + document);
    ApiClient.Answer history = applications.auditor.get("/api/v1/cases/" + document + "/history");
    assertThat(history.items().findValuesAsString("action"))
        .containsExactly("DOCUMENT_UPLOADED", "DOCUMENT_READ");
    assertThat(history.items().path(1).path("actor").path("id").asString()).isEqualTo("auditor");
  }

  @Test
  void pagesThroughEventsAndApplicationsWithoutLosingOne() {
    String id = applications.submit(applications.complete("KUAISHOU", "ENTERPRISE"));
    platform.awaitState(id, "IN_REVIEW");
    String path = "/api/v1/cases/" + id + "/history?limit=2";
    JsonNode first = applications.auditor.get(path).body();
    JsonNode second =
        applications.auditor.get(path + "&cursor=" + first.path("next").asString()).body();
    assertThat(first.path("items").size()).isEqualTo(2);
    assertThat(second.path("items").path(0).path("seq").asLong()).isEqualTo(3);
    assertThat(second.path("next").isNull()).isTrue();

    for (int i = 0; i < 4; i++) {
      applications.submit(applications.complete("KUAISHOU", "ENTERPRISE"));
    }
    Set<String> seen = new HashSet<>();
    long stored = database.sql("select count(*) from store_application").query(Long.class).single();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page =
          applications.auditor.get("/api/v1/store-applications?limit=3&cursor=" + cursor).body();
      page.path("items").forEach(item -> assertThat(seen.add(item.path("id").asString())).isTrue());
      cursor = page.path("next").asString("");
      pages++;
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize((int) stored);
    assertThat(pages).isEqualTo((int) Math.ceilDiv(stored, 3));
  }
}
