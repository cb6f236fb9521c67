package dev.merchantreview.journey.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.admission.ProviderRequests;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** [K-sp] The whole way of a service provider, by the real process and its tables. */
@SharesPlatform
class ProviderAdmissionIT {

  private static final String PROVIDERS = "/api/v1/service-providers/";

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;
  private final ApiClient merchant = refunding.merchant;

  private String applied(ObjectNode request) {
    ApiClient.Answer answer = merchant.post(ProviderRequests.PATH, request);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  private JsonNode read(String id) {
    return merchant.get(ProviderRequests.PATH + "/" + id).body();
  }

  @Test
  void leadsFromAnApplicationOverItsFixingToADepositAndABoundMerchant() {
    ObjectNode request = ProviderRequests.brand(merchant, "m-1adm1");
    request.put("industry", "珠宝文玩");
    ((ObjectNode) request.path("brand")).put("registeredCapitalFen", 49_999_999);
    String id = applied(request);
    platform.awaitState(id, "IN_REVIEW");
    assertThat(read(id).path("findings").findValuesAsString("code"))
        .containsExactly("CAPITAL_TOO_LOW");
    // Nobody approves what is not met; the task comes back and says so.
    refunding.review("auditor1", id, Map.of("verdict", "APPROVED"));
    TestPlatform.await("a returned task", () -> refunding.actions(id).contains("VERDICT_RETURNED"));
    refunding.review(
        "auditor2",
        id,
        Map.of(
            "verdict",
            "SENT_BACK",
            "problems",
            List.of(Map.of("field", "/brand/registeredCapitalFen", "code", "CONDITION_UNMET")),
            "reason",
            "注册资本须达到五十万元"));
    platform.awaitState(id, "FIX_REQUIRED");
    ObjectNode fixed = ProviderRequests.again(request);
    ((ObjectNode) fixed.path("brand")).put("registeredCapitalFen", 50_000_000);
    assertThat(merchant.post(ProviderRequests.PATH + "/" + id + "/resubmission", fixed).status())
        .isEqualTo(202);
    platform.awaitState(id, "IN_REVIEW");
    assertThat(read(id).path("findings")).isEmpty();
    refunding.review("auditor2", id, Map.of("verdict", "APPROVED"));
    platform.awaitState(id, "APPROVED");
    platform.awaitEnd(id);
    String provider = read(id).path("serviceProviderId").asString();
    assertThat(merchant.get(PROVIDERS + provider).state()).isEqualTo("DEPOSIT_DUE");
    assertThat(merchant.put(PROVIDERS + provider + "/merchants/m-2adm", null).status())
        .isEqualTo(409);
    assertThat(refunding.pay(provider, Refunding.PROVIDER_DEPOSIT).status()).isEqualTo(200);
    assertThat(merchant.get(PROVIDERS + provider).state()).isEqualTo("ACTIVE");
    ApiClient.Answer proposed = merchant.put(PROVIDERS + provider + "/merchants/m-2adm", null);
    assertThat(proposed.status()).isEqualTo(202);
    assertThat(merchant.get(PROVIDERS + provider).body().path("merchants")).isEmpty();
    assertThat(
            refunding
                .other
                .post("/api/v1/binding-proposals/" + proposed.id() + "/agreement", null)
                .status())
        .isEqualTo(200);
    assertThat(merchant.get(PROVIDERS + provider).body().path("merchants")).hasSize(1);
    assertThat(refunding.actions(id))
        .containsExactly(
            "SUBMITTED",
            "ADMISSION_REVIEW_OPENED",
            "VERDICT_RETURNED",
            "SENT_BACK",
            "RESUBMITTED",
            "ADMISSION_REVIEW_OPENED",
            "APPROVED");
    assertThat(refunding.auditor.historyHolds(id)).isTrue();
    assertThat(refunding.auditor.historyHolds(provider)).isTrue();
  }

  @Test
  void endsWhereItIsRefusedOrTakenBackAndSendsBackWhatLacksAPaper() {
    String refused = applied(ProviderRequests.local(merchant, "m-1adm2"));
    platform.awaitState(refused, "IN_REVIEW");
    refunding.review("auditor1", refused, TasklistClient.rejection("NOT_ELIGIBLE", "不具备所述的主播资源"));
    platform.awaitState(refused, "REJECTED");
    assertThat(read(refused).path("serviceProviderId").isNull()).isTrue();
    assertThat(
            merchant
                .post(ProviderRequests.PATH, ProviderRequests.local(merchant, "m-1adm2"))
                .status())
        .isEqualTo(409);

    ObjectNode lacking = ProviderRequests.local(merchant, "m-1adm3");
    lacking.putArray("documents");
    String withdrawn = applied(lacking);
    platform.awaitState(withdrawn, "FIX_REQUIRED");
    assertThat(read(withdrawn).path("problems").findValuesAsString("code"))
        .isEqualTo(List.of("PAPERS_MISSING"));
    assertThat(
            merchant
                .post(ProviderRequests.PATH + "/" + withdrawn + "/withdrawal", Map.of())
                .status())
        .isEqualTo(202);
    TestPlatform.await(
        "the withdrawn process's end", () -> !platform.processState(withdrawn).equals("ACTIVE"));
    assertThat(read(withdrawn).path("state").asString()).isEqualTo("WITHDRAWN");
  }

  @Test
  void saysBeforehandWhatAKindNeeds() {
    JsonNode brand =
        merchant.get(ProviderRequests.PATH + "/requirements?platform=KUAISHOU&kind=BRAND").body();
    assertThat(brand.path("conditions")).hasSize(12);
    assertThat(brand.path("papers")).hasSize(3);
    assertThat(brand.path("depositFen").asLong()).isEqualTo(Refunding.PROVIDER_DEPOSIT);
    assertThat(brand.at("/conditions/4/code").asString()).isEqualTo("CAPITAL_TOO_LOW");
    assertThat(brand.at("/conditions/4/text").asString()).contains("500000.00");
    assertThat(brand.at("/conditions/4/threshold").asLong()).isEqualTo(50_000_000);
    JsonNode core =
        merchant.get(ProviderRequests.PATH + "/requirements?platform=KUAISHOU&kind=CORE").body();
    assertThat(core.path("conditions")).hasSize(3);
    assertThat(merchant.get(ProviderRequests.PATH + "/requirements?platform=KUAISHOU").status())
        .isEqualTo(422);
  }
}
