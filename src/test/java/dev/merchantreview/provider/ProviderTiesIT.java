package dev.merchantreview.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.testing.AdmittedProviders;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.databind.JsonNode;

/**
 * [K-sp] A provider serves when its deposit is paid; a merchant has one provider an industry; the
 * platform may set another deposit for one provider.
 */
class ProviderTiesIT {

  private static final long DEPOSIT = 10_000_000;
  private static final String PROVIDERS = "/api/v1/service-providers/";
  private static final String PROPOSALS = "/api/v1/binding-proposals/";
  private static final AtomicInteger NEXT = new AtomicInteger(76_000);

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient admin = service.api("admin");
  private final ApiClient merchant = service.api("merchant");
  private final ApiClient other = service.api("merchant2");
  private final MerchantSystem system =
      new MerchantSystem(service.api("merchant"), service.sandbox());

  @Test
  void aProviderServesWhenItsWholeDepositIsPaid() {
    String provider = admitted("");
    String asked = Merchants.next();
    assertThat(state(provider)).isEqualTo("DEPOSIT_DUE");
    ApiClient.Answer refused = bind(provider, asked);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("state").asString()).isEqualTo("DEPOSIT_DUE");

    assertThat(system.pay(provider, DEPOSIT - 1).status()).isEqualTo(200);
    assertThat(state(provider)).isEqualTo("DEPOSIT_DUE");
    assertThat(bind(provider, asked).status()).isEqualTo(409);

    assertThat(system.pay(provider, 1).status()).isEqualTo(200);
    assertThat(state(provider)).isEqualTo("ACTIVE");
    assertThat(bind(provider, asked).status()).isEqualTo(200);

    // What a fine takes is missing.
    assertThat(
            admin
                .post(
                    "/api/v1/deposits/" + provider + "/penalties",
                    Map.of("amountFen", 100, "ruleId", "R-7", "note", "违规"))
                .status())
        .isEqualTo(201);
    assertThat(state(provider)).isEqualTo("DEPOSIT_DUE");
    assertThat(bind(provider, Merchants.next()).status()).isEqualTo(409);
  }

  @Test
  void aMerchantHasOneProviderAnIndustry() {
    String asked = Merchants.next();
    String jewellery = serving("珠宝文玩");
    String second = serving("珠宝文玩");
    String clothing = serving("服饰");
    assertThat(bind(jewellery, asked).status()).isEqualTo(200);
    assertThat(bind(jewellery, asked).status()).isEqualTo(409);
    ApiClient.Answer refused = bind(second, asked);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("existing").asString()).isEqualTo(jewellery);
    assertThat(bind(clothing, asked).status()).isEqualTo(200);
    assertThat(bind(second, Merchants.next()).status()).isEqualTo(200);
    assertThatThrownBy(
            () ->
                service
                    .database()
                    .sql(
                        "insert into service_provider_merchant (provider_id, merchant_id, bound_at, platform,"
                            + " industry) values (:id, :merchant, now(), 'KUAISHOU', '珠宝文玩')")
                    .param("id", second)
                    .param("merchant", asked)
                    .update())
        .isInstanceOf(DuplicateKeyException.class);

    assertThat(
            admin
                .send(
                    admin
                        .request("/api/v1/service-providers/" + jewellery + "/merchants/" + asked)
                        .DELETE())
                .status())
        .isEqualTo(200);
    assertThat(bind(second, asked).status()).isEqualTo(200);
  }

  /** A provider of any industry is one of each. */
  @Test
  void aProviderOfAnyIndustryLeavesRoomForNoOther() {
    String any = serving("");
    String named = serving("珠宝文玩");
    String first = Merchants.next();
    assertThat(bind(any, first).status()).isEqualTo(200);
    assertThat(bind(named, first).body().path("existing").asString()).isEqualTo(any);
    String second = Merchants.next();
    assertThat(bind(named, second).status()).isEqualTo(200);
    assertThat(bind(any, second).body().path("existing").asString()).isEqualTo(named);
  }

  @Test
  void aMerchantIsBoundOnceItAgreesAndOnlyItself() {
    String provider = serving("珠宝文玩");
    String asked = "m-2" + NEXT.getAndIncrement();
    ApiClient.Answer proposed = propose(provider, asked);
    assertThat(proposed.status()).isEqualTo(202);
    assertThat(proposed.state()).isEqualTo("PROPOSED");
    // Once more, it is asked no second time.
    assertThat(propose(provider, asked).id()).isEqualTo(proposed.id());
    assertThat(merchants(provider)).isEmpty();
    String proposal = PROPOSALS + proposed.id();
    // The provider does not agree for the merchant, nor does the platform, nor a third.
    assertThat(agree(proposed.id()).status()).isEqualTo(403);
    assertThat(admin.post(proposal + "/agreement", null).status()).isEqualTo(403);
    assertThat(service.api("auditor").post(proposal + "/agreement", null).status()).isEqualTo(403);
    assertThat(other.post(proposal + "/withdrawal", null).status()).isEqualTo(403);

    assertThat(other.get("/api/v1/binding-proposals?merchantId=" + asked).items()).hasSize(1);
    // Agreeing twice is one binding.
    assertThat(other.post(proposal + "/agreement", null).status()).isEqualTo(200);
    assertThat(other.post(proposal + "/agreement", null).status()).isEqualTo(200);
    assertThat(merchants(provider)).containsExactly(asked);
    assertThat(other.post(proposal + "/refusal", null).status()).isEqualTo(409);
    assertThat(merchant.post(proposal + "/withdrawal", null).status()).isEqualTo(409);
    assertThat(admin.actions(provider)).containsOnlyOnce("MERCHANT_BOUND");
    assertThat(admin.actions(proposed.id())).containsExactly("BINDING_PROPOSED", "BINDING_AGREED");
    assertThat(other.get(proposal).status()).isEqualTo(200);
    String stranger = propose(provider, Merchants.next()).id();
    assertThat(other.get(PROPOSALS + stranger).status()).isEqualTo(404);
    assertThat(other.post(PROPOSALS + stranger + "/agreement", null).status()).isEqualTo(404);
  }

  @Test
  void whoDeclinesOrIsAskedNoMoreIsNotBound() {
    String provider = serving("珠宝文玩");
    String asked = Merchants.next();
    String declined = propose(provider, asked).id();
    assertThat(merchant.post(PROPOSALS + declined + "/refusal", null).state())
        .isEqualTo("DECLINED");
    assertThat(agree(declined).body().path("state").asString()).isEqualTo("DECLINED");
    String withdrawn = propose(provider, asked).id();
    assertThat(withdrawn).isNotEqualTo(declined);
    assertThat(service.api("operator").post(PROPOSALS + withdrawn + "/withdrawal", null).state())
        .isEqualTo("WITHDRAWN");
    assertThat(agree(withdrawn).status()).isEqualTo(409);
    String late = propose(provider, asked).id();
    service
        .database()
        .sql("update provider_binding_proposal set expires_at = now() where id = :id")
        .param("id", late)
        .update();
    ApiClient.Answer tooLate = agree(late);
    assertThat(tooLate.status()).isEqualTo(409);
    assertThat(tooLate.body().path("state").asString()).isEqualTo("EXPIRED");
    service.bean(Bindings.class).expire(10_000);
    assertThat(merchant.get(PROPOSALS + late).state()).isEqualTo("EXPIRED");
    assertThat(admin.actions(late)).containsExactly("BINDING_PROPOSED", "BINDING_EXPIRED");
    assertThat(merchants(provider)).isEmpty();
  }

  @Test
  void aProviderThatServesNoMoreBindsNobody() {
    String provider = serving("服饰");
    String fined = propose(provider, Merchants.next()).id();
    admin.post(
        "/api/v1/deposits/" + provider + "/penalties",
        Map.of("amountFen", 100, "ruleId", "R-7", "note", "违规"));
    assertThat(agree(fined).body().path("state").asString()).isEqualTo("DEPOSIT_DUE");
    assertThat(system.pay(provider, 100).status()).isEqualTo(200);
    assertThat(agree(fined).status()).isEqualTo(200);
    String open = propose(provider, Merchants.next()).id();
    admin.post(PROVIDERS + provider + "/end", Map.of("expelled", true, "note", "伪造资质"));
    assertThat(merchant.get(PROPOSALS + open).state()).isEqualTo("VOID");
    assertThat(agree(open).body().path("state").asString()).isEqualTo("VOID");
    assertThat(propose(provider, Merchants.next()).body().path("state").asString())
        .isEqualTo("EXPELLED");
    assertThat(merchants(provider)).isEmpty();
  }

  /** Two providers of one industry ask; whichever the merchant takes first has it. */
  @Test
  void ofTwoAgreementsAtOnceOneBinds() throws Exception {
    List<String> providers = List.of(serving("珠宝文玩"), serving("珠宝文玩"));
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int tried = 0; tried < 5; tried++) {
        String asked = Merchants.next();
        List<String> proposals =
            providers.stream().map(provider -> propose(provider, asked).id()).toList();
        List<Future<ApiClient.Answer>> running = new ArrayList<>();
        for (String one : proposals) {
          running.add(both.submit(() -> agree(one)));
        }
        List<ApiClient.Answer> answers = new ArrayList<>();
        for (Future<ApiClient.Answer> one : running) {
          answers.add(one.get());
        }
        assertThat(answers.stream().map(ApiClient.Answer::status))
            .containsExactlyInAnyOrder(200, 409);
        int refused = answers.get(0).status() == 409 ? 0 : 1;
        assertThat(answers.get(refused).body().path("existing").asString())
            .isEqualTo(providers.get(1 - refused));
        assertThat(merchants(providers.get(1 - refused))).contains(asked);
        assertThat(merchants(providers.get(refused))).doesNotContain(asked);
      }
    }
  }

  private List<String> merchants(String provider) {
    return admin
        .get(PROVIDERS + provider)
        .body()
        .path("merchants")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  @Test
  void thePlatformSetsAnotherDepositForOneProvider() {
    String provider = admitted("");
    String path = "/api/v1/service-providers/" + provider + "/deposit";
    Map<String, Object> half = Map.of("requiredFen", DEPOSIT / 2, "reason", "首批产业带服务商");
    assertThat(service.api("operator").put(path, half).status()).isEqualTo(403);
    assertThat(service.api("merchant").put(path, half).status()).isEqualTo(403);
    assertThat(admin.put(path, Map.of("requiredFen", 0, "reason", "x")).status()).isEqualTo(422);
    assertThat(admin.put(path, Map.of("requiredFen", 1)).status()).isEqualTo(422);

    assertThat(system.pay(provider, DEPOSIT / 2).status()).isEqualTo(200);
    assertThat(state(provider)).isEqualTo("DEPOSIT_DUE");
    assertThat(admin.put(path, half).status()).isEqualTo(200);
    assertThat(admin.put(path, half).status()).isEqualTo(200);
    assertThat(state(provider)).isEqualTo("ACTIVE");
    assertThat(
            admin
                .get("/api/v1/cases/" + provider + "/history?limit=200")
                .items()
                .valueStream()
                .filter(event -> event.path("action").asString().equals("PROVIDER_DEPOSIT_SET"))
                .map(event -> event.at("/details/requiredFen").asLong()))
        .containsExactly(DEPOSIT / 2);

    assertThat(admin.put(path, Map.of("requiredFen", DEPOSIT, "reason", "恢复标准")).status())
        .isEqualTo(200);
    assertThat(state(provider)).isEqualTo("DEPOSIT_DUE");
  }

  private String serving(String industry) {
    String provider = admitted(industry);
    assertThat(system.pay(provider, DEPOSIT).status()).isEqualTo(200);
    return provider;
  }

  private String admitted(String industry) {
    return AdmittedProviders.admitted(
        service.bean(ServiceProviders.class),
        "m-1p" + NEXT.getAndIncrement(),
        "云桥服务有限公司",
        industry);
  }

  private ApiClient.Answer propose(String provider, String asked) {
    return merchant.put(PROVIDERS + provider + "/merchants/" + asked, null);
  }

  /** Proposed and agreed to. */
  private ApiClient.Answer bind(String provider, String asked) {
    ApiClient.Answer proposed = propose(provider, asked);
    return proposed.status() == 202 ? agree(proposed.id()) : proposed;
  }

  private ApiClient.Answer agree(String proposal) {
    return merchant.post(PROPOSALS + proposal + "/agreement", null);
  }

  private String state(String provider) {
    return admin.get("/api/v1/service-providers/" + provider).body().path("state").asString();
  }
}
