package dev.merchantreview.caseindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people know of a case finds it; what is not theirs nobody finds. */
class CaseIndexIT {

  private static final String CASES = "/api/v1/cases";
  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    service = ServiceAlone.with();
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
            "茶铺 云栖",
            "云 栖 雨前茶铺".replace(" ", ""))) {
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
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
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
}
