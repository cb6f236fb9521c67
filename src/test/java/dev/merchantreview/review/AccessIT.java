package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.filing.FilingSample;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.unified.ApiLine;
import dev.merchantreview.testing.unified.Recorded;
import dev.merchantreview.testing.unified.ReviewOnRecord;
import dev.merchantreview.testing.unified.StandInCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who saw the personal data, the papers and the dossiers of a case. */
class AccessIT {

  private static final ServiceAlone service = ServiceAlone.ofSamples();

  private static String path(CaseId id) {
    return "/api/v1/cases/" + id + "/access";
  }

  private JsonNode access(String user, CaseId id) {
    ApiClient.Answer answer = service.api(user).get(path(id));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static List<String> what(JsonNode access) {
    return access.path("items").valueStream().map(one -> one.path("what").asString()).toList();
  }

  private CaseId application() {
    return new ApplicationSample(service).inReview();
  }

  private List<String> papers(CaseId id) {
    return service
        .api("auditor")
        .get("/api/v1/store-applications/" + id)
        .body()
        .path("documents")
        .valueStream()
        .map(one -> one.path("documentId").asString())
        .toList();
  }

  private void unmask(String user, CaseId id, String purpose) {
    assertThat(
            service
                .api(user)
                .post(
                    "/api/v1/store-applications/" + id + "/personal-data",
                    Map.of("purpose", purpose))
                .status())
        .isEqualTo(200);
  }

  /** The content is no JSON: it is asked for past the client that reads that. */
  private void readPaper(String user, String document) {
    ApiClient api = service.api(user);
    assertThat(api.send(api.request("/api/v1/documents/" + document)).status()).isEqualTo(200);
  }

  private TriedReview<?> tried(CaseId id) {
    return tried(service.bean(ReviewedTypes.class).of(id), id);
  }

  private <C extends ReviewedCase<?, ?>> TriedReview<C> tried(Reviewed<C> type, CaseId id) {
    ReviewSample there =
        new ReviewSample() {
          @Override
          public CaseId inReview() {
            return id;
          }

          @Override
          public void takeBack(CaseId caseId) {
            throw new UnsupportedOperationException();
          }
        };
    return new TriedReview<>(service, there, type, type.tasks().getLast());
  }

  @Test
  void listsReadsOfDataAndPapersAndDossiersInOneListNewestFirst() {
    CaseId id = application();
    unmask("auditor", id, "核对法定代表人");
    readPaper("operator", papers(id).getFirst());
    readPaper("merchant", papers(id).getLast());
    TriedReview<?> tried = tried(id);
    tried.record("admin", Verdict.APPROVED);
    tried.clean(Verdict.APPROVED);
    JsonNode all = access("auditor", id);
    assertThat(what(all))
        .containsExactly("DOSSIER", "DOSSIER", "DOCUMENT", "DOCUMENT", "PERSONAL_DATA");
    assertThat(all.path("items").valueStream().map(one -> one.at("/by/id").asString()))
        .containsExactly("auditor1", "admin", "merchant", "operator", "auditor");
    assertThat(all.path("items").valueStream().map(one -> one.at("/by/kind").asString()))
        .containsExactly("AUDITOR", "AUDITOR", "MERCHANT", "OPERATOR", "AUDITOR");
    assertThat(all.at("/items/4/purpose").asString()).isEqualTo("核对法定代表人");
    assertThat(all.at("/items/4/source").asString()).isEqualTo("CASE_HISTORY");
    assertThat(all.at("/items/3/documentId").asString()).isEqualTo(papers(id).getFirst());
    assertThat(all.at("/items/3/documentKind").asString()).isEqualTo("BUSINESS_LICENCE");
    assertThat(all.at("/items/3/source").asString()).isEqualTo("DOCUMENT_HISTORY");
    assertThat(all.at("/items/0/elementId").asString()).isEqualTo("Task_AuditStore");
    assertThat(all.at("/items/1/action").asString()).isEqualTo("VERDICT_RETURNED");
    assertThat(all.at("/items/1/taskKey").isString()).isTrue();
    // Nobody answers for the cluster here, and the answer says so.
    assertThat(all.at("/taken/answered").asBoolean()).isFalse();
    assertThat(all.at("/taken/tasks")).isEmpty();
  }

  @Test
  void showsTheFieldsThatWereAskedForAndSaysWhich() {
    CaseId id = application();
    String path = "/api/v1/store-applications/" + id + "/personal-data";
    ApiClient auditor = service.api("auditor");
    JsonNode phone =
        auditor.post(path, Map.of("purpose", "核对联系电话", "fields", List.of("PHONE"))).body();
    assertThat(phone.path("phone").asString()).isEqualTo("13800000000");
    assertThat(phone.path("email").asString()).isEqualTo("s***@example.com");
    assertThat(phone.path("contactName").asString()).isEqualTo("陈*");
    assertThat(phone.path("identityNumber").asString()).contains("****");
    assertThat(phone.path("accountNumber").asString()).contains("****");
    JsonNode read = access("auditor", id).at("/items/0");
    assertThat(read.path("fields").toString()).isEqualTo("[\"PHONE\"]");
    assertThat(access("merchant", id).at("/items/0/fields").toString()).isEqualTo("[\"PHONE\"]");
    ApiClient.Answer wrong =
        auditor.post(
            path, Map.of("purpose", "核对联系电话", "fields", List.of("PHONE", "ACCOUNT_HOLDER", "X")));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(
            auditor
                .post(path, Map.of("purpose", "核对联系电话", "fields", List.of("ACCOUNT_HOLDER")))
                .body()
                .toString())
        .contains("/fields/0", "NOT_ALLOWED");
    assertThat(auditor.post(path, Map.of("purpose", "核对联系电话", "fields", List.of())).status())
        .isEqualTo(422);
    assertThat(what(access("auditor", id))).containsExactly("PERSONAL_DATA");
    unmask("auditor", id, "核对法定代表人");
    assertThat(access("auditor", id).at("/items/0/fields").isNull()).isTrue();
  }

  @Test
  void listsNobodyWhoReadWhatIsMasked() {
    CaseId id = application();
    for (String user : List.of("auditor", "operator", "admin", "merchant")) {
      service.api(user).get("/api/v1/store-applications/" + id);
      service.api(user).get("/api/v1/cases/" + id + "/rounds");
      service.api(user).get("/api/v1/cases/" + id + "/history");
      service.api(user).get(path(id));
    }
    assertThat(what(access("auditor", id))).isEmpty();
  }

  @Test
  void listsPapersOfEarlierRoundsToo() {
    CaseId id = application();
    String first = papers(id).getFirst();
    tried(id).clean(Verdict.SENT_BACK);
    ObjectNode again =
        ApiClient.copy(service.api("merchant").get("/api/v1/store-applications/" + id).body());
    for (String answered :
        again.propertyNames().stream().filter(name -> !CONTENT.contains(name)).toList()) {
      again.remove(answered);
    }
    String second = service.api("merchant").upload("BUSINESS_LICENCE", SampleApplications.png());
    ((ObjectNode) again.at("/documents/0")).put("documentId", second);
    ApiClient.Answer resubmitted =
        service.api("merchant").post("/api/v1/store-applications/" + id + "/resubmission", again);
    assertThat(resubmitted.status()).as(resubmitted.body().toString()).isEqualTo(202);
    readPaper("auditor", first);
    readPaper("auditor", second);
    assertThat(
            access("auditor", id)
                .path("items")
                .valueStream()
                .map(one -> one.path("documentId").asString("")))
        .startsWith(second, first);
  }

  private static final List<String> CONTENT =
      List.of(
          "platform",
          "merchantId",
          "storeType",
          "storeName",
          "categories",
          "subject",
          "settlementAccount",
          "contact",
          "documents");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 200})
  void answersInPagesWithoutLosingOrRepeatingAny(int limit) {
    CaseId id = application();
    for (int time = 0; time < 3; time++) {
      unmask("auditor", id, "核对第" + time + "次的账户");
      readPaper("auditor", papers(id).getFirst());
      readPaper("operator", papers(id).getLast());
    }
    JsonNode whole = access("auditor", id).path("items");
    assertThat(whole).hasSize(9);
    List<JsonNode> read = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = service.api("auditor").get(path(id) + "?limit=" + limit + cursor).body();
      page.path("items").forEach(read::add);
      assertThat(page.path("taken").isNull()).isEqualTo(!cursor.isEmpty());
      cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
    } while (!cursor.isEmpty());
    assertThat(read).containsExactlyElementsOf(whole);
    assertThat(service.api("auditor").get(path(id) + "?cursor=eHh4").status()).isEqualTo(422);
  }

  /** A merchant learns when and why its data was seen, not by which person of the platform. */
  @Test
  void tellsTheOwnerWhatWasSeenAndWhyAndNotWhoThePersonWas() {
    CaseId id = application();
    unmask("auditor", id, "核对法定代表人");
    readPaper("operator", papers(id).getFirst());
    tried(id).clean(Verdict.APPROVED);
    JsonNode own = access("merchant", id);
    assertThat(what(own)).containsExactly("DOCUMENT", "PERSONAL_DATA");
    assertThat(own.at("/items/1/purpose").asString()).isEqualTo("核对法定代表人");
    assertThat(own.at("/items/1/by/kind").asString()).isEqualTo("AUDITOR");
    assertThat(own.path("items").valueStream()).allMatch(one -> one.at("/by/id").isNull());
    assertThat(own.path("taken").isNull()).isTrue();
    assertThat(service.api("merchant2").get(path(id)).status()).isEqualTo(404);
    assertThat(service.api("nobody").get(path(id)).status()).isEqualTo(401);
  }

  /** Who is only a side of a case gets no more of it than its history gives. */
  @Test
  void tellsNothingToWhoIsOnlyASideOfACase() {
    CaseId id = new FilingSample(service).inReview();
    assertThat(
            service
                .database()
                .sql(
                    "update streamer set merchant_id = 'm-29999' where id = (select seller_id from filing where id = :id)")
                .param("id", id.value())
                .update())
        .isEqualTo(1);
    ApiClient side = service.api("merchant2");
    assertThat(side.get("/api/v1/cases/" + id + "/history").status()).isEqualTo(200);
    assertThat(side.get(path(id)).status()).isEqualTo(404);
    JsonNode round = side.get("/api/v1/cases/" + id + "/rounds").body().at("/items/0");
    assertThat(round.path("standing").asString()).isEqualTo("OPEN");
    assertThat(round.path("submittedAt").isString()).isTrue();
    for (String kept : List.of("content", "submittedBy", "reason", "due", "decidedBy")) {
      assertThat(round.path(kept).isNull()).as(kept).isTrue();
    }
    for (String empty : List.of("items", "problems", "verdicts", "examinations")) {
      assertThat(round.path(empty)).as(empty).isEmpty();
    }
  }

  /** Open tasks somebody took, and those that ended without a verdict, only the cluster knows. */
  @Test
  void addsWhatOnlyTheClusterKnowsOfTasks() {
    try (StandInGateway gateway = new StandInGateway();
        StandInCluster cluster = ReviewOnRecord.on(ApiLine.V8_8)) {
      gateway.version = "8.8.9";
      ServiceAlone own =
          ServiceAlone.with(
              gateway.address(),
              "--merchant-review.engine.rest-address=" + cluster.url(),
              "--merchant-review.engine.request-timeout=5s");
      try {
        CaseId id = new ApplicationSample(own).inReview();
        long instance = 2251799813690000L;
        cluster.put(
            new Recorded.Instance(
                instance,
                ReviewOnRecord.DEFINITION.key(),
                "ACTIVE",
                false,
                ReviewOnRecord.NOON,
                null),
            new Recorded.Variable(
                instance + 1, instance, instance, "caseId", "\"" + id.value() + "\""),
            task(instance + 2, instance, "CREATED", "auditor1"),
            task(instance + 3, instance, "CREATED", null),
            task(instance + 4, instance, "CANCELED", "auditor2"));
        JsonNode taken = own.api("auditor").get(path(id)).body().path("taken");
        assertThat(taken.path("answered").asBoolean()).isTrue();
        assertThat(taken.path("complete").asBoolean()).isTrue();
        assertThat(taken.path("tasks").valueStream().map(one -> one.path("person").asString()))
            .containsExactly("auditor2", "auditor1");
        assertThat(taken.path("tasks").valueStream().map(one -> one.path("state").asString()))
            .containsExactly("CANCELED", "OPEN");
        assertThat(own.api("merchant").get(path(id)).body().path("taken").isNull()).isTrue();
      } finally {
        own.close();
      }
    }
  }

  private static Recorded.UserTask task(long key, long instance, String state, String assignee) {
    return new Recorded.UserTask(
        key,
        instance,
        instance + 9,
        "Task_AuditStore",
        "审核",
        state,
        assignee,
        List.of("store-auditors"),
        50,
        ReviewOnRecord.NOON,
        null,
        null,
        null,
        Map.of());
  }
}
