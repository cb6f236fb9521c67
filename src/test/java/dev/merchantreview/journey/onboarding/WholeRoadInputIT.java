package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Wrong, late and strange input to the calls between verdict and opened store. */
@HasPlatformAlone("counts the rows of whole tables")
class WholeRoadInputIT {

  private static final String APPLICATIONS = "/api/v1/store-applications";
  private static final String NO_CASE = APPLICATIONS + "/sa_0000000000000000";

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;
  private final ApiClient merchant = applications.merchant;
  private final ApiClient admin = platform.api("admin");

  @ParameterizedTest
  @CsvSource({
    "'{}', REQUIRED",
    "'{\"amountFen\": 0}', TOO_SMALL",
    "'{\"amountFen\": -1}', TOO_SMALL",
    "'{\"amountFen\": 9223372036854775808}', TOO_LARGE",
    "'{\"amountFen\": 1.5}', WRONG_TYPE",
    "'{\"amountFen\": \"37\"}', WRONG_TYPE",
    "'{\"amountFen\": null}', REQUIRED",
    "'{\"amountFen\": 37, \"extra\": 1}', UNKNOWN_FIELD"
  })
  void refusesAnAmountThatIsNone(String body, String code) {
    String id = applications.submit(applications.complete());
    ApiClient.Answer answer =
        send(merchant, APPLICATIONS + "/" + id + "/account-verification", body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(codes(answer)).contains(code);
  }

  @Test
  void refusesAnswersBeforeTheyAreWaitedForAndAfterwards() {
    String id = applications.submit(applications.complete());
    assertThat(applications.nameAmount(id, 37).status()).isEqualTo(409);
    assertThat(applications.pay(id, 400_000).status()).isEqualTo(409);
    applications.task(id);
    ApiClient.Answer early =
        admin.post(
            APPLICATIONS + "/" + id + "/contract-signature",
            Map.of("contractId", "k-1", "signedAt", "2026-11-20T10:00:00+08:00", "signer", "陈青"));
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body().path("allowed").path(0).asString()).isEqualTo("WITHDRAW");
    applications.withdraw(id);
    ApiClient.Answer late = applications.pay(id, 400_000);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(applications.nameAmount(id, 37).body().path("state").asString())
        .isEqualTo("WITHDRAWN");
  }

  @Test
  void knowsNoCaseThatIsNotThere() {
    assertThat(merchant.post(NO_CASE + "/account-verification", Map.of("amountFen", 1)).status())
        .isEqualTo(404);
    assertThat(
            admin
                .post(
                    NO_CASE + "/contract-signature",
                    Map.of("contractId", "k", "signedAt", "2026-11-20T10:00:00Z", "signer", "x"))
                .status())
        .isEqualTo(404);
    assertThat(
            admin
                .post(NO_CASE + "/representative-confirmation", Map.of("confirmationId", "c"))
                .status())
        .isEqualTo(404);
    assertThat(
            applications
                .auditor
                .post(NO_CASE + "/personal-data", Map.of("purpose", "核对银行流水"))
                .status())
        .isEqualTo(404);
    assertThat(merchant.post("/api/v1/notifications/ev_x/replay", Map.of()).status())
        .isEqualTo(404);
  }

  @Test
  void namesEverythingThatIsWrongWithASignatureAtOnce() {
    String id = applications.submit(applications.complete());
    String path = APPLICATIONS + "/" + id + "/contract-signature";
    assertThat(codes(send(admin, path, "{}"))).hasSize(3).containsOnly("REQUIRED");
    assertThat(
            codes(
                send(
                    admin,
                    path,
                    "{\"contractId\": \"k\", \"signedAt\": \"2036-01-01T00:00:00Z\", \"signer\": \"x\"}")))
        .containsExactly("IN_FUTURE");
    assertThat(send(admin, path, "not json").status()).isEqualTo(400);
  }

  @Test
  void takesRareCharactersAndEmojiAsTheyAreAndRefusesNamesTooLong() {
    ObjectNode application = applications.complete();
    application.put("storeName", "𠮷野屋🌸女装");
    ObjectNode person = (ObjectNode) application.path("subject").path("legalRepresentative");
    person.put("name", "𠮷青");
    String id = applications.submit(application);
    JsonNode read = applications.read(id);
    assertThat(read.path("storeName").asString()).isEqualTo("𠮷野屋🌸女装");
    assertThat(read.path("subject").path("legalRepresentative").path("name").asString())
        .isEqualTo("𠮷青");
    assertThat(
            applications
                .auditor
                .get(APPLICATIONS + "/" + id)
                .body()
                .path("subject")
                .path("legalRepresentative")
                .path("name")
                .asString())
        .isEqualTo("𠮷*");
    applications.approveUpToDeposit(id);

    ObjectNode longNames = applications.complete();
    longNames.put("storeName", "长".repeat(500));
    ((ObjectNode) longNames.path("subject")).put("legalName", "𠮷".repeat(500));
    assertThat(codes(merchant.post(APPLICATIONS, longNames)))
        .containsExactly("TOO_LONG", "TOO_LONG");
  }

  @Test
  void answersAPreCheckWithEveryRuleAndKeepsNothing() {
    ObjectNode application = applications.complete();
    ((ObjectNode) application.path("subject")).put("licenceValidUntil", "2020-01-01");
    ((ObjectNode) application.path("settlementAccount")).put("holder", "另一家公司");
    application.putArray("documents");
    long before = count();
    ApiClient.Answer answer = merchant.post(APPLICATIONS + "/pre-check", application);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("passed").asBoolean()).isFalse();
    assertThat(answer.body().path("checks")).hasSize(9);
    assertThat(
            answer
                .body()
                .path("checks")
                .valueStream()
                .flatMap(check -> check.path("problems").valueStream())
                .map(problem -> problem.path("code").asString()))
        .containsExactly(
            "LICENCE_EXPIRED",
            "ACCOUNT_HOLDER_DIFFERS",
            "DOCUMENT_MISSING",
            "DOCUMENT_MISSING",
            "DOCUMENT_MISSING");
    for (JsonNode check : answer.body().path("checks")) {
      assertThat(check.path("version").asString()).isNotBlank();
      assertThat(check.path("name").asString()).isNotBlank();
      assertThat(check.has("inputs")).isTrue();
    }
    assertThat(count()).isEqualTo(before);
    assertThat(merchant.post(APPLICATIONS + "/pre-check", Map.of()).status()).isEqualTo(422);
    assertThat(platform.api("merchant2").post(APPLICATIONS + "/pre-check", application).status())
        .isIn(403, 422);
  }

  /** The same rules in the process: what a pre-check finds, an application is sent back for. */
  @Test
  void admitsInvitedMerchantsToACategoryByInvitation() {
    ObjectNode application = applications.complete("KUAISHOU", "ENTERPRISE");
    application.putArray("categories").add("畜牧活体");
    String id = applications.submit(application);
    platform.awaitState(id, "FIX_REQUIRED");
    assertThat(applications.read(id).path("problems").path(0).path("code").asString())
        .isEqualTo("INVITATION_REQUIRED");
    Map<String, Object> invitation =
        Map.of(
            "platform", "KUAISHOU",
            "merchantId", application.path("merchantId").asString(),
            "category", "畜牧活体");
    assertThat(merchant.put("/api/v1/category-invitations", invitation).status()).isEqualTo(403);
    assertThat(admin.put("/api/v1/category-invitations", invitation).status()).isEqualTo(200);
    assertThat(admin.put("/api/v1/category-invitations", invitation).status()).isEqualTo(200);
    assertThat(
            merchant
                .get(
                    "/api/v1/category-invitations?platform=KUAISHOU&merchantId="
                        + application.path("merchantId").asString())
                .body())
        .hasSize(1);
    application.put("storeName", "草原牧场");
    ((ObjectNode) application.path("settlementAccount")).put("bank", "中国农业银行");
    applications.resubmit(id, application);
    platform.awaitState(id, "IN_REVIEW");
  }

  @Test
  void withdrawsWhatNoMachineHasLookedAtYet() {
    String id = applications.handIn(applications.complete());
    assertThat(applications.withdraw(id).status()).isEqualTo(202);
    assertThat(applications.read(id).path("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(applications.withdraw(id).status()).isEqualTo(409);
    TestPlatform.await(
        "the end of the instance of " + id,
        () ->
            platform.hasInstance(id) && platform.processState(id).equals("COMPLETED")
                || !platform.hasInstance(id));
  }

  private long count() {
    return platform
        .database()
        .sql("select count(*) from store_application")
        .query(Long.class)
        .single();
  }

  private static ApiClient.Answer send(ApiClient as, String path, String body) {
    return as.send(
        as.request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static List<String> codes(ApiClient.Answer answer) {
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("code").asString())
        .toList();
  }
}
