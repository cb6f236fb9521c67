package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** A notice is corrected, or comes at last, while audits run. */
class AuditRedatingIT {

  private static final ServiceAlone SERVICE = ServiceAlone.with();
  private static final String APPLICATIONS = "/api/v1/store-applications/";

  @TempDir Path config;

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void countsAnewWhatACorrectedNoticeChangesAndNothingElse() throws IOException {
    // A Wednesday; three working days, a reminder after the first.
    SERVICE.travelTo(Instant.parse("2026-11-11T02:00:00Z"));
    String id = inReview("m-1971");
    String broken = inReview("m-1972");
    assertThat(dueAt(id)).isEqualTo(Instant.parse("2026-11-16T16:00:00Z"));

    FileSystemUtils.copyRecursively(Path.of("config"), config);
    // A profile's numbers of tomorrow are those of cases that begin tomorrow.
    for (String platform : List.of("douyin", "kuaishou", "wechat", "xiaohongshu")) {
      replace("platforms/" + platform + ".yaml", "audit-working-days: 3", "audit-working-days: 5");
    }
    restart();
    assertThat(dueAt(id)).isEqualTo(Instant.parse("2026-11-16T16:00:00Z"));
    assertThat(redatings(id)).isZero();

    // Thursday and Friday are off after all. One that cannot be read keeps nobody waiting.
    String kept = content(broken, "{\"content\": 5}");
    // Nor does one whose store is still to be made recognisable.
    String store = "st_" + broken.substring(3);
    StoredStores.open(SERVICE.database(), store, broken);
    store(broken, store);
    Path notice = config.resolve("calendar/cn-2026.yaml");
    String before = Files.readString(notice);
    replace("calendar/cn-2026.yaml", "days-off: [", "days-off: [2026-11-12, 2026-11-13, ");
    restart();
    assertThat(dueAt(id)).isEqualTo(Instant.parse("2026-11-18T16:00:00Z"));
    assertThat(time(id, "remindAt")).isEqualTo(Instant.parse("2026-11-16T16:00:00Z"));
    assertThat(redatings(id)).isEqualTo(1);
    assertThat(sent(id)).isEqualTo(1);
    restart();
    assertThat(redatings(id)).isEqualTo(1);

    // Nor any submission.
    inReview("m-1973");

    store(broken, null);
    content(broken, kept);
    assertThat(dueAt(broken)).isEqualTo(Instant.parse("2026-11-16T16:00:00Z"));

    // Taken back.
    Files.writeString(notice, before);
    restart();
    assertThat(dueAt(id)).isEqualTo(Instant.parse("2026-11-16T16:00:00Z"));
    assertThat(time(id, "remindAt")).isEqualTo(Instant.parse("2026-11-12T16:00:00Z"));
    assertThat(redatings(id)).isEqualTo(2);

    // Who knows less leaves it as it is.
    Files.delete(notice);
    restart();
    assertThat(dueAt(id)).isEqualTo(Instant.parse("2026-11-16T16:00:00Z"));
    assertThat(redatings(id)).isEqualTo(2);
  }

  /** Gives what was there before. */
  private static String content(String id, String content) {
    return SERVICE
        .database()
        .sql(
            "update store_application a set data = cast(:content as jsonb) from (select id, data from"
                + " store_application) b where a.id = :id and b.id = a.id returning b.data::text")
        .param("id", id)
        .param("content", content)
        .query(String.class)
        .single();
  }

  private static void store(String id, @Nullable String store) {
    SERVICE
        .database()
        .sql("update store_application set store_id = :store, printed = false where id = :id")
        .param("store", store)
        .param("id", id)
        .update();
  }

  private static String inReview(String merchantId) {
    ApiClient merchant = SERVICE.api("merchant");
    ApiClient.Answer answer =
        merchant.post(
            APPLICATIONS.substring(0, APPLICATIONS.length() - 1),
            SampleApplications.withDocuments(
                SampleApplications.enterprise(merchantId, "青禾女装", List.of("服饰")), merchant));
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
    new InState(SERVICE).inReview(answer.id());
    return answer.id();
  }

  private void restart() {
    SERVICE.restart("--merchant-review.config-location=file:" + config + "/");
  }

  private void replace(String file, String what, String by) throws IOException {
    String text = Files.readString(config.resolve(file));
    assertThat(text).contains(what);
    Files.writeString(config.resolve(file), text.replace(what, by));
  }

  private static Instant dueAt(String id) {
    return time(id, "dueAt");
  }

  private static Instant time(String id, String name) {
    JsonNode application = SERVICE.api("operator").get(APPLICATIONS + id).body();
    return OffsetDateTime.parse(application.path("auditDue").path(name).asString()).toInstant();
  }

  private static long redatings(String id) {
    JsonNode history = SERVICE.api("auditor").get("/api/v1/cases/" + id + "/history").items();
    Stream<JsonNode> events = StreamSupport.stream(history.spliterator(), false);
    return events.filter(event -> event.path("action").asString().equals("AUDIT_REDATED")).count();
  }

  /** What the process is told. */
  private static long sent(String id) {
    return SERVICE
        .database()
        .sql("select count(*) from engine_outbox where case_id = ? and name = ?")
        .param(id)
        .param(Onboarding.AUDIT_REDATED)
        .query(Long.class)
        .single();
  }
}
