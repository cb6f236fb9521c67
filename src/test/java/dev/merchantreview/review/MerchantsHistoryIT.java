package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.refund.RefundSample;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the rounds of a case keep from its owner, its events keep from it, too. */
class MerchantsHistoryIT {

  private static final String OTHER = "sa_0123456789abcdef";

  private static final ActorRef REVIEWER = new ActorRef(ActorRef.Kind.AUDITOR, "auditor1");

  private final ServiceAlone service = ServiceAlone.get();

  private void happened(CaseEvent event) {
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(status -> service.bean(History.class).append(event));
  }

  private static Map<String, Object> table() {
    return new Decisions.Result(
            "required-documents",
            7,
            Map.of("platform", "DOUYIN"),
            JsonMapper.shared().readTree("[\"BUSINESS_LICENCE\"]"),
            List.of("Rule_Secret"),
            null,
            null)
        .evidence();
  }

  private static CaseEvent checked(CaseId id) {
    Problem other =
        new Problem("/subject/licenceNumber", "DUPLICATE_LICENCE", OTHER, Problem.Source.MACHINE);
    Problem expired =
        new Problem("/subject/licenceValidUntil", "EXPIRED", null, Problem.Source.MACHINE);
    return new CaseEvent(
        id,
        ActorRef.SYSTEM,
        "MACHINE_CHECKED",
        null,
        null,
        "Task_CheckApplication",
        Map.of(
            "round",
            1,
            "checks",
            List.of(
                new RuleResult(
                    "DUPLICATE_LICENCE",
                    "duplicate-licence 1",
                    Map.of("otherOpenApplications", List.of(OTHER)),
                    List.of(),
                    List.of(other)),
                new RuleResult(
                    "LICENCE_VALIDITY",
                    "licence-validity 1",
                    Map.of("validUntil", "2020-01-01"),
                    List.of(expired),
                    List.of(other))),
            "requiredDocuments",
            table(),
            "decision",
            table()));
  }

  private JsonNode events(String user, CaseId id) {
    ApiClient.Answer answer = service.api(user).get("/api/v1/cases/" + id + "/history?limit=200");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.items();
  }

  private static JsonNode last(JsonNode events) {
    return events.get(events.size() - 1);
  }

  @Test
  void tellsTheOwnerWhatHasToBeFixedAndNotWhatTablesSaidNorWhoElseThereIs() {
    CaseId id = new ApplicationSample(service).inReview();
    happened(checked(id));
    JsonNode own = last(events("merchant", id));
    assertThat(own.path("action").asString()).isEqualTo("MACHINE_CHECKED");
    assertThat(own.path("elementId").isNull()).isTrue();
    assertThat(own.path("details").toString())
        .contains("EXPIRED", "LICENCE_VALIDITY")
        .doesNotContain(OTHER, "DUPLICATE_LICENCE", "Rule_Secret", "required-documents", "2020");
    for (String reader : List.of("operator", "auditor", "admin")) {
      JsonNode whole = last(events(reader, id));
      assertThat(whole.path("elementId").asString()).isEqualTo("Task_CheckApplication");
      assertThat(whole.path("details").toString())
          .contains("EXPIRED", OTHER, "DUPLICATE_LICENCE", "Rule_Secret", "2020");
    }
    assertThat(
            service
                .api("merchant")
                .get("/api/v1/cases/" + id + "/history/verification")
                .body()
                .path("valid")
                .asBoolean())
        .isTrue();
  }

  @Test
  void tellsTheOwnerWhatWasDecidedAndNotByWhom() {
    CaseId id = new ApplicationSample(service).inReview();
    happened(
        CaseEvent.moved(
            id,
            REVIEWER,
            "SENT_BACK",
            "IN_REVIEW",
            "FIX_REQUIRED",
            Map.of("round", 1, "taskKey", "4711", "reason", "请补充")));
    JsonNode own = last(events("merchant", id));
    assertThat(own.at("/actor/kind").asString()).isEqualTo("AUDITOR");
    assertThat(own.at("/actor/id").isNull()).isTrue();
    assertThat(own.at("/details/reason").asString()).isEqualTo("请补充");
    assertThat(own.path("details").has("taskKey")).isFalse();
    assertThat(last(events("auditor", id)).at("/actor/id").asString()).isEqualTo("auditor1");
    // Who handed in is no secret from who handed in.
    assertThat(events("merchant", id).get(0).at("/actor/id").asString()).isEqualTo("merchant");
  }

  @Test
  void tellsTheOwnerThatAVerdictDidNotCountAndNotWhose() {
    CaseId id = new ApplicationSample(service).inReview();
    happened(
        CaseEvent.noted(
            id,
            ActorRef.SYSTEM,
            "VERDICT_RETURNED",
            Map.of(
                "reason", "auditor2: …", "rule", "GROUP", "reviewer", "auditor2", "taskKey", "1")));
    assertThat(last(events("merchant", id)).path("details").isEmpty()).isTrue();
    assertThat(last(events("auditor", id)).path("details").toString()).contains("auditor2");
  }

  @Test
  void namesNoReviewersOfAPayout() {
    CaseId id = new RefundSample(service).inReview();
    happened(
        CaseEvent.noted(
            id,
            ActorRef.SYSTEM,
            "PAID",
            Map.of("amountFen", 1, "financeReviewer", "finance1", "secondReviewer", "finance2")));
    assertThat(last(events("merchant", id)).path("details").toString())
        .contains("amountFen")
        .doesNotContain("finance");
    assertThat(last(events("operator", id)).path("details").toString()).contains("finance2");
  }
}
