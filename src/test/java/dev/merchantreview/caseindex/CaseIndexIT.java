package dev.merchantreview.caseindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What people know of a case finds it; what is not theirs nobody finds. */
class CaseIndexIT {

  private static final String CASES = "/api/v1/cases";
  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    service = ServiceAlone.with("--merchant-review.case-index.interval=500ms");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ObjectNode application(String merchantId, String storeType, String name) {
    return SampleApplications.withDocuments(
        SampleApplications.application("DOUYIN", merchantId, storeType, name, List.of("服饰")),
        service.api("merchant"));
  }

  private static String submitted(ObjectNode application) {
    ApiClient.Answer answer =
        service.api("merchant").post("/api/v1/store-applications", application);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  private static List<String> found(String user, String query) {
    ApiClient.Answer answer = service.api(user).get(CASES + "?" + query);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return ids(answer.body());
  }

  private static List<String> ids(JsonNode page) {
    return StreamSupport.stream(page.get("items").spliterator(), false)
        .map(item -> item.get("id").asString())
        .toList();
  }

  @Test
  void findsACaseByWhatPeopleKnowOfIt() {
    ObjectNode application = application("m-1901", "ENTERPRISE", "云栖雨前茶铺");
    String id = submitted(application);
    JsonNode subject = application.get("subject");
    for (String known :
        List.of(
            id,
            "m-1901",
            subject.get("licenceNumber").asString(),
            subject.at("/legalRepresentative/identityNumber").asString(),
            "云栖",
            "雨前茶",
            "茶铺 云栖")) {
      assertThat(found("auditor", "q=" + encoded(known))).as(known).contains(id);
      assertThat(found("merchant", "q=" + encoded(known))).as(known).contains(id);
    }
    assertThat(found("auditor", "licence=" + subject.get("licenceNumber").asString())).contains(id);
    assertThat(
            found("auditor", "merchantId=m-1901&type=STORE_APPLICATION&platform=DOUYIN&open=true"))
        .containsExactly(id);
    assertThat(found("auditor", "q=" + encoded("云栖茶"))).doesNotContain(id);
    assertThat(found("auditor", "merchantId=m-1901&open=false")).isEmpty();
    assertThat(found("auditor", "merchantId=m-1901&from=2999-01-01")).isEmpty();
    assertThat(found("auditor", "merchantId=m-1901&to=2000-01-01T00:00:00Z")).isEmpty();
    JsonNode one = service.api("auditor").get(CASES + "/" + id).body();
    assertThat(one.get("type").asString()).isEqualTo("STORE_APPLICATION");
    assertThat(one.get("names").toString()).contains("云栖雨前茶铺");
    assertThat(one.get("path").asString()).isEqualTo("/api/v1/store-applications/" + id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void showsAPersonsNameToNobody() {
    ObjectNode application = application("m-1902", "PERSONAL", "小店");
    String person = application.at("/subject/legalName").asString();
    String id = submitted(application);
    JsonNode one = service.api("auditor").get(CASES + "/" + id).body();
    assertThat(one.toString()).doesNotContain(person);
    assertThat(found("auditor", "q=" + encoded(person))).doesNotContain(id);
    assertThat(
            service
                .database()
                .sql("select row_to_json(case_index)::text from case_index where id = :id")
                .param("id", id)
                .query(String.class)
                .single())
        .doesNotContain(person)
        .doesNotContain(application.at("/subject/legalRepresentative/identityNumber").asString());
  }

  @Test
  void followsACaseThroughItsStates() {
    String id = submitted(application("m-1903", "ENTERPRISE", "随行小筑"));
    service
        .api("merchant")
        .post("/api/v1/store-applications/" + id + "/withdrawal", Map.of("reason", "no more"));
    JsonNode one = service.api("auditor").get(CASES + "/" + id).body();
    assertThat(one.get("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(one.get("open").asBoolean()).isFalse();
    assertThat(one.get("stateSince").asString()).isEqualTo(one.get("updatedAt").asString());
  }

  @Test
  void namesEverythingThatIsWrongWithAQuestion() {
    ApiClient.Answer wrong =
        service
            .api("auditor")
            .get(
                CASES
                    + "?type=NOTHING&platform=X&state=x%20y&q=a%20&from=yesterday&to=2026-02-30&overdue=perhaps&limit=0&other=1");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body().toString())
        .contains("#query/type", "#query/platform", "#query/state", "#query/from")
        .contains("#query/to", "#query/overdue", "#query/limit", "#query/other");
    assertThat(service.api("auditor").get(CASES + "?q=" + encoded("茶")).status()).isEqualTo(422);
    assertThat(service.api("merchant").get(CASES + "?reviewer=auditor1").status()).isEqualTo(403);
    assertThat(service.api("auditor").get(CASES + "/sa_0000000000000000").status()).isEqualTo(404);
  }

  @Test
  void showsAMerchantItsOwnAlone() {
    String own = submitted(application("m-1904", "ENTERPRISE", "各归各家甲"));
    ObjectNode others = application("m-2904", "ENTERPRISE", "各归各家乙");
    ApiClient.Answer handedIn =
        service
            .api("merchant2")
            .post(
                "/api/v1/store-applications",
                SampleApplications.withDocuments(others, service.api("merchant2")));
    assertThat(handedIn.status()).as(handedIn.body().toString()).isEqualTo(201);
    String query = "q=" + encoded("各归各家");
    assertThat(found("auditor", query)).contains(own, handedIn.id());
    assertThat(found("merchant", query)).containsExactly(own);
    assertThat(found("merchant2", query)).containsExactly(handedIn.id());
    assertThat(found("merchant2", "q=" + own)).isEmpty();
    assertThat(found("merchant2", "merchantId=m-1904")).isEmpty();
    assertThat(service.api("merchant2").get(CASES + "/" + own).status()).isEqualTo(404);
    String exported =
        service
            .api("merchant2")
            .send(
                service
                    .api("merchant2")
                    .request(CASES + "/export")
                    .header("Accept", "application/jsonl")
                    .GET())
            .raw()
            .body();
    assertThat(exported).contains(handedIn.id()).doesNotContain(own);
  }

  @Test
  void forgetsAPersonsNumbersWithTheKeyOfTheOwner() {
    ObjectNode application = application("m-1905", "ENTERPRISE", "忘却书屋");
    String identity = application.at("/subject/legalRepresentative/identityNumber").asString();
    String id = submitted(application);
    assertThat(found("auditor", "q=" + identity)).contains(id);
    service.database().sql("delete from personal_data_key where owner = 'm-1905'").update();
    assertThat(found("auditor", "q=" + identity)).doesNotContain(id);
    assertThat(found("auditor", "q=" + encoded("忘却书屋"))).contains(id);
  }

  @Test
  void handsOutExactlyWhatItLists() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(submitted(application("m-191" + i, "ENTERPRISE", "=1+1 清单" + i)));
    }
    String query = CASES + "/export?q=" + encoded("清单") + "&merchantId=m-1911";
    ApiClient.Answer csv = exported(query, "text/csv");
    assertThat(csv.raw().headers().firstValue("content-type").orElse("")).startsWith("text/csv");
    List<String> lines = csv.raw().body().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("\uFEFFId,");
    assertThat(lines.getLast()).contains(ids.get(1)).contains("'=1+1 清单1");
    ApiClient.Answer jsonLines = exported(query, "application/jsonl");
    assertThat(jsonLines.raw().body().lines().toList())
        .singleElement()
        .satisfies(
            line ->
                assertThat(JsonMapper.shared().readTree(line))
                    .isEqualTo(service.api("auditor").get(CASES + "/" + ids.get(1)).body()));
    ApiClient.Answer book =
        exported(query, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assertThat(book.raw().body()).startsWith("PK");
    assertThat(exported(query, "image/png").status()).isEqualTo(406);
    assertThat(exported(CASES + "/export?cursor=x&type=Y", "text/csv").status()).isEqualTo(422);
  }

  private static ApiClient.Answer exported(String path, String accept) {
    ApiClient auditor = service.api("auditor");
    return auditor.send(auditor.request(path).header("Accept", accept).GET());
  }

  @Test
  void isMadeAnewWhileCasesChange() throws Exception {
    submitted(application("m-1907", "ENTERPRISE", "先错后正"));
    service
        .database()
        .sql("update case_index set state = 'WRONG', names = '' where type = 'STORE_APPLICATION'")
        .update();
    service
        .database()
        .sql(
            "insert into case_index select 'sa_00000000000orphn', type, platform, merchant_id, names, search,"
                + " licence_number, keys, state, open, round, reviewer, due_at, created_at, updated_at, state_since, seq from case_index limit 1")
        .update();
    try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
      List<Future<String>> written = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String merchant = "m-192" + i;
        written.add(
            writers.submit(
                () -> {
                  String id = submitted(application(merchant, "ENTERPRISE", "边写边建" + merchant));
                  service
                      .api("merchant")
                      .post(
                          "/api/v1/store-applications/" + id + "/withdrawal",
                          Map.of("reason", "no more"));
                  return id;
                }));
      }
      ApiClient.Answer asked = service.api("admin").post("/api/v1/case-index/rebuild", Map.of());
      assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
      for (Future<String> one : written) {
        one.get();
      }
    }
    TestPlatform.await(
        "the index",
        () -> !service.api("admin").get("/api/v1/case-index").body().get("running").asBoolean());
    assertThat(service.api("admin").get("/api/v1/case-index").body().get("repaired").asLong())
        .isPositive();
    RightIndex.check(service);
    assertThat(service.api("auditor").post("/api/v1/case-index/rebuild", Map.of()).status())
        .isEqualTo(403);
  }

  @Test
  void isMendedWhereAnInstanceWithoutItWroteACase() {
    String id = submitted(application("m-1906", "ENTERPRISE", "后补小记"));
    service.database().sql("delete from case_index where id = :id").param("id", id).update();
    // It may be at work already, from before the row was gone: then it comes again.
    TestPlatform.await(
        "the row of " + id,
        () -> {
          service.bean(IndexKeeper.class).look();
          return found("auditor", "q=" + encoded("后补小记")).contains(id);
        });
  }

  @Test
  void saysSoWhileItIsNotComplete() {
    ServiceAlone later = service.beside("--merchant-review.case-index.first-look=1h");
    try {
      // As long as somebody else looks after it, nobody makes it.
      service
          .bean(OneInstance.class)
          .inTurn(
              SharedJob.CASE_INDEX,
              () -> {
                service
                    .database()
                    .sql("update case_index_build set built_at = null, wanted = true")
                    .update();
                assertThat(later.api("auditor").get(CASES).status()).isEqualTo(503);
              });
      TestPlatform.await("the index", () -> later.api("auditor").get(CASES).status() == 200);
    } finally {
      later.close();
    }
  }
}
