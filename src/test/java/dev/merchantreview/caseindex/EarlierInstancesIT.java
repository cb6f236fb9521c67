package dev.merchantreview.caseindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.merchantreview.filing.FilingSample;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What instances of before the index change, beside one that has it or after a step back, is found
 * by whoever looks after it next.
 */
class EarlierInstancesIT {

  private static final String NEVER = "1h";

  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    service =
        ServiceAlone.with(
            "--merchant-review.case-index.first-look=" + NEVER,
            "--merchant-review.case-index.interval=" + NEVER);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void look(ServiceAlone instance) {
    instance.bean(IndexKeeper.class).look();
  }

  private static List<String> wrong(String id) {
    return RightIndex.wrong(service, row -> row.id().equals(id));
  }

  private static String submitted(String merchantId) {
    ApiClient.Answer answer =
        service
            .api("merchant")
            .post(
                "/api/v1/store-applications",
                SampleApplications.withDocuments(
                    SampleApplications.application(
                        "DOUYIN", merchantId, "ENTERPRISE", "旧版" + merchantId, List.of("服饰")),
                    service.api("merchant")));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  /** Nobody with the index ran for three hours, nor knows of it from memory. */
  @Test
  void findsWhatWasWrittenWhileNobodyLookedAfterTheIndex() {
    String id;
    service.travelTo(Instant.now().minus(Duration.ofHours(3)));
    try {
      look(service);
      service.travelTo(Instant.now().minus(Duration.ofHours(2)));
      id = submitted("m-18001");
      service.database().sql("delete from case_index where id = :id").param("id", id).update();
    } finally {
      service.returnToPresent();
    }
    ServiceAlone upgraded =
        service.beside(
            "--merchant-review.case-index.first-look=" + NEVER,
            "--merchant-review.case-index.interval=" + NEVER);
    try {
      look(upgraded);
      assertThat(wrong(id)).isEmpty();
    } finally {
      upgraded.close();
    }
  }

  /** What was not written then is not forgotten: it is tried until it is. */
  @Test
  void goesOnTryingWhatCouldNotBeRead() {
    String id;
    service.travelTo(Instant.now().minus(Duration.ofHours(6)));
    try {
      look(service);
      id = submitted("m-18002");
      service.database().sql("delete from case_index where id = :id").param("id", id).update();
      String masterKey = wrappedBy("lost");
      service.travelTo(Instant.now().minus(Duration.ofHours(5)));
      look(service);
      assertThat(wrappedBy(masterKey)).isEqualTo("lost");
      service.travelTo(Instant.now().minus(Duration.ofHours(4)));
      look(service);
    } finally {
      service.returnToPresent();
    }
    assertThat(wrong(id)).isEmpty();
  }

  /** How far back is looked does not depend on one case, and everybody sees which it is. */
  @Test
  void stepsOverWhatCannotBeReadAndTriesItAgain() {
    String broken;
    String other;
    String kept;
    service.travelTo(Instant.now().minus(Duration.ofHours(9)));
    try {
      look(service);
      broken = submitted("m-18005");
      other = submitted("m-18006");
      service
          .database()
          .sql("delete from case_index where id in (:ids)")
          .param("ids", List.of(broken, other))
          .update();
    } finally {
      service.returnToPresent();
    }
    kept = content(broken, "{\"content\": 5}");
    try {
      service.travelTo(Instant.now().minus(Duration.ofHours(8)));
      Instant looked = Instant.now().minus(Duration.ofHours(8));
      look(service);
      assertThat(isIndexed(other)).isTrue();
      assertThat(unreadable()).contains(broken).doesNotContain(other);
      assertThat(lookedAt()).isCloseTo(looked, within(1, ChronoUnit.MINUTES));
      assertThat(
              service.api("operator").get("/api/v1/case-index").body().path("unreadable").asLong())
          .isPositive();
      // A rebuild is not stopped by it.
      service.bean(IndexBuild.class).run();
      assertThat(unreadable()).contains(broken);
    } finally {
      content(broken, kept);
    }
    try {
      service.travelTo(Instant.now().minus(Duration.ofHours(7)));
      look(service);
    } finally {
      service.returnToPresent();
    }
    assertThat(unreadable()).doesNotContain(broken);
    assertThat(wrong(broken)).isEmpty();
  }

  /** A lost master key took hundreds away; when it is back, one look finds them all again. */
  @Test
  void takesAllBackInOneLookOnceTheirKeyIsBack() {
    List<String> ids = new ArrayList<>();
    try {
      at(Duration.ofHours(12));
      look(service);
      for (int i = 0; i < 230; i++) {
        ids.add(submittedWithoutDocuments("m-181%03d".formatted(i)));
      }
      keys("'lost ' || master_key_id");
      service
          .database()
          .sql("delete from case_index where id in (:ids)")
          .param("ids", ids)
          .update();
      at(Duration.ofHours(11));
      look(service);
      assertThat(unreadable()).containsAll(ids);
      // Without their key a few are tried in each look.
      service.database().sql("update case_index_unreadable set tried_at = 'epoch'").update();
      at(Duration.ofHours(10));
      look(service);
      assertThat(
              service
                  .database()
                  .sql("select count(*) from case_index_unreadable where tried_at > 'epoch'")
                  .query(Integer.class)
                  .single())
          .isEqualTo(100);
      keys("substr(master_key_id, 6)");
      look(service);
    } finally {
      service.returnToPresent();
    }
    assertThat(unreadable()).doesNotContainAnyElementsOf(ids);
    assertThat(RightIndex.wrong(service, row -> ids.contains(row.id()))).isEmpty();
  }

  private static void at(Duration ago) {
    service.travelTo(Instant.now().minus(ago));
  }

  private static void keys(String masterKey) {
    service
        .database()
        .sql(
            "update personal_data_key set master_key_id = %s where owner like 'm-181___'"
                .formatted(masterKey))
        .update();
  }

  private static String submittedWithoutDocuments(String merchantId) {
    ApiClient.Answer answer =
        service
            .api("merchant")
            .post(
                "/api/v1/store-applications",
                SampleApplications.application(
                    "DOUYIN", merchantId, "ENTERPRISE", "失钥" + merchantId, List.of("服饰")));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  private static boolean isIndexed(String id) {
    return service
        .database()
        .sql("select exists (select from case_index where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private static String content(String id, String content) {
    return service
        .database()
        .sql(
            "update store_application a set data = cast(:content as jsonb) from (select id, data from"
                + " store_application) b where a.id = :id and b.id = a.id returning b.data::text")
        .param("id", id)
        .param("content", content)
        .query(String.class)
        .single();
  }

  private static List<String> unreadable() {
    return service
        .database()
        .sql("select case_id from case_index_unreadable")
        .query(String.class)
        .list();
  }

  private static Instant lookedAt() {
    return service
        .database()
        .sql("select looked_at from case_index_build")
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .single();
  }

  /** Gives the master key the owner's key was said to be wrapped by before. */
  private static String wrappedBy(String masterKey) {
    return service
        .database()
        .sql(
            "update personal_data_key k set master_key_id = :id from (select owner, master_key_id from personal_data_key) b"
                + " where k.owner = 'm-18002' and b.owner = k.owner returning b.master_key_id")
        .param("id", masterKey)
        .query(String.class)
        .single();
  }

  @Test
  void findsACaseByTheNameAnEarlierInstanceGaveItsProduct() {
    String id = new FilingSample(service).inReview().value();
    look(service);
    assertThat(
            service
                .databaseAsService()
                .sql(
                    "update product set content = jsonb_set(content, '{title}', '\"雨过天青瓷碗\"'), version = version + 1"
                        + " where id = (select substr(key, 3) from case_index, unnest(keys) key where id = :id and key like 'P:%')")
                .param("id", id)
                .update())
        .isEqualTo(1);
    assertThat(found("雨过天青")).isEmpty();
    look(service);
    assertThat(found("雨过天青")).containsExactly(id);
    assertThat(wrong(id)).isEmpty();
  }

  @Test
  void findsAPkByTheNameAnEarlierInstanceGaveItsStreamer() {
    String id = planned("s-earlier-a", "s-earlier-b").value();
    look(service);
    assertThat(
            service
                .databaseAsService()
                .sql(
                    "update streamer set nickname = '山外青山', version = version + 1 where id = 's-earlier-a'")
                .update())
        .isEqualTo(1);
    look(service);
    assertThat(wrong(id)).isEmpty();
    // Once is enough.
    assertThat(
            service
                .database()
                .sql("select count(*) from case_index_renamed")
                .query(Long.class)
                .single())
        .isZero();
  }

  private static CaseId planned(String streamer, String opponent) {
    streamer(streamer, "m-18003");
    streamer(opponent, "m-28003");
    ApiClient.Answer planned =
        service
            .api("merchant")
            .post(
                "/api/v1/pk-sessions",
                Map.of(
                    "platform",
                    "KUAISHOU",
                    "streamerId",
                    streamer,
                    "counterpartId",
                    opponent,
                    "liveAt",
                    Instant.now()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plus(Duration.ofDays(20))
                        .toString()));
    assertThat(planned.status()).as(planned.body().toString()).isEqualTo(201);
    return new CaseId(planned.id());
  }

  private static void streamer(String streamerId, String merchant) {
    assertThat(
            service
                .api("admin")
                .put("/api/v1/streamers/" + streamerId, SampleStreamers.figures(merchant, true))
                .status())
        .isEqualTo(201);
    service
        .database()
        .sql(
            "insert into streamer_standing (streamer_id, platform, streamer_version, rules, rules_number, pk_unmet,"
                + " lucky_draw_unmet, evidence, judged_at) values (:id, 'KUAISHOU', 1, 'x', 1, '[]', '[]', '[]', now())")
        .param("id", streamerId)
        .update();
  }

  private static List<String> found(String name) {
    return service
        .database()
        .sql("select id from case_index where position(:name in search) > 0")
        .param("name", name)
        .query(String.class)
        .list();
  }
}
