package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** A representative's confirmation is of the account that was verified then, and of no other. */
class RepresentativeConfirmationsIT {

  private static final long INSTANCE_BASE = 9_300_000;
  private static final AtomicInteger NEXT = new AtomicInteger(177_000);

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");
  private final ApiClient admin = service.api("admin");
  private final StoreApplications applications = service.bean(StoreApplications.class);
  private final TransactionTemplate transaction = service.bean(TransactionTemplate.class);
  private final ObjectNode content =
      SampleApplications.withDocuments(
          SampleApplications.application(
              "WECHAT", Merchants.next(), "ENTERPRISE", "扫码小店" + NEXT.get(), List.of("服饰内衣")),
          merchant);

  @Test
  void isAnsweredTheSameAgainAndCountsOnce() {
    String id = verifying();
    assertThat(confirm(id, Map.of("confirmationId", "cf-1")).status()).isEqualTo(202);
    ApiClient.Answer again = confirm(id, Map.of("confirmationId", "cf-1"));
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.id()).isEqualTo(id);
    assertThat(confirm(id, Map.of("confirmationId", "cf-1", "transfer", 1)).status())
        .isEqualTo(202);
    assertThat(confirm(id, Map.of("confirmationId", "cf-2")).status()).isEqualTo(409);
    assertThat(service.api("auditor").actions(id)).containsOnlyOnce("ACCOUNT_VERIFIED");
  }

  @Test
  void verifiesNoAccountThatWasNamedAfterIt() {
    String id = verifying();
    assertThat(confirm(id, Map.of("confirmationId", "cf-a")).status()).isEqualTo(202);
    otherAccount(id);
    assertThat(error(confirm(id, Map.of("confirmationId", "cf-a"))))
        .isEqualTo("/confirmationId USED_BEFORE");
    assertThat(error(confirm(id, Map.of("confirmationId", "cf-a", "transfer", 2))))
        .isEqualTo("/confirmationId USED_BEFORE");
    assertThat(isVerified(id)).isFalse();

    assertThat(confirm(id, Map.of("confirmationId", "cf-b", "transfer", 2)).status())
        .isEqualTo(202);
    assertThat(isVerified(id)).isTrue();
    assertThat(
            service
                .api("auditor")
                .get("/api/v1/cases/" + id + "/history?limit=200")
                .items()
                .valueStream()
                .filter(event -> event.path("action").asString().equals("ACCOUNT_VERIFIED"))
                .map(event -> event.at("/details/transfer").asInt()))
        .containsExactly(1, 2);
  }

  /** The representative confirmed account A, and the merchant was faster with account B. */
  @Test
  void comesTooLateForAnAccountThatWasReplaced() {
    String id = verifying();
    otherAccount(id);
    assertThat(error(confirm(id, Map.of("confirmationId", "cf-late", "transfer", 1))))
        .isEqualTo("/transfer OTHER_VERIFICATION");
    // Which of the two it is of, nobody said.
    assertThat(error(confirm(id, Map.of("confirmationId", "cf-late"))))
        .isEqualTo("/transfer REQUIRED");
    assertThat(error(confirm(id, Map.of("confirmationId", "cf-late", "transfer", 3))))
        .isEqualTo("/transfer OTHER_VERIFICATION");
    assertThat(isVerified(id)).isFalse();
    assertThat(confirm(id, Map.of("confirmationId", "cf-now", "transfer", 2)).status())
        .isEqualTo(202);
  }

  private String verifying() {
    String id = merchant.post("/api/v1/store-applications", content).id();
    in(id, StoreApplication::checksPassed);
    begin(id);
    return id;
  }

  /** Sent back, with another account in the next round, whose verification begins. */
  private void otherAccount(String id) {
    Instant now = Instant.now();
    in(
        id,
        application ->
            application.sendBack(
                List.of(new Problem("/settlementAccount", "OTHER", "户名", Problem.Source.AUDITOR)),
                null,
                new Waiting(now.plus(Duration.ofDays(2)), now.plus(Duration.ofDays(3)), null),
                0));
    ObjectNode fixed = content.deepCopy();
    ((ObjectNode) fixed.path("settlementAccount")).put("accountNumber", "622202000000777");
    ApiClient.Answer answer =
        merchant.post("/api/v1/store-applications/" + id + "/resubmission", fixed);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    in(id, StoreApplication::checksPassed);
    begin(id);
  }

  private void begin(String id) {
    CaseId caseId = new CaseId(id);
    Asked asked =
        new Asked(caseId, INSTANCE_BASE + id.hashCode() % 1_000_000, "Task_BeginVerification");
    VerificationSteps steps = service.bean(VerificationSteps.class);
    assertThat(steps.begin(asked)).isEmpty();
    transaction.executeWithoutResult(status -> steps.begun(asked));
  }

  private void in(String id, Consumer<StoreApplication> fact) {
    transaction.executeWithoutResult(
        status -> {
          StoreApplication application = applications.lock(new CaseId(id)).orElseThrow();
          fact.accept(application);
          applications.update(application, Instant.now());
        });
  }

  private ApiClient.Answer confirm(String id, Map<String, Object> confirmation) {
    return admin.post(
        "/api/v1/store-applications/" + id + "/representative-confirmation", confirmation);
  }

  private boolean isVerified(String id) {
    return merchant
        .get("/api/v1/store-applications/" + id)
        .body()
        .at("/accountVerification/verified")
        .asBoolean();
  }

  private static String error(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer.body().at("/errors/0/pointer").asString()
        + " "
        + answer.body().at("/errors/0/code").asString();
  }
}
