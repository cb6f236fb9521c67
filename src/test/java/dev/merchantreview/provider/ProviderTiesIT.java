package dev.merchantreview.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/**
 * [K-sp] A provider serves when its deposit is paid; a merchant has one provider an industry; the
 * platform may set another deposit for one provider.
 */
class ProviderTiesIT {

  private static final long DEPOSIT = 10_000_000;
  private static final AtomicInteger NEXT = new AtomicInteger(76_000);

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient admin = service.api("admin");
  private final MerchantSystem system =
      new MerchantSystem(service.api("merchant"), service.sandbox());

  @Test
  void aProviderServesWhenItsWholeDepositIsPaid() {
    String provider = admitted(null);
    String merchant = Merchants.next();
    assertThat(state(provider)).isEqualTo("DEPOSIT_DUE");
    ApiClient.Answer refused = bind(provider, merchant);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("state").asString()).isEqualTo("DEPOSIT_DUE");

    assertThat(system.pay(provider, DEPOSIT - 1).status()).isEqualTo(200);
    assertThat(state(provider)).isEqualTo("DEPOSIT_DUE");
    assertThat(bind(provider, merchant).status()).isEqualTo(409);

    assertThat(system.pay(provider, 1).status()).isEqualTo(200);
    assertThat(state(provider)).isEqualTo("ACTIVE");
    assertThat(bind(provider, merchant).status()).isEqualTo(200);

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
    String merchant = Merchants.next();
    String jewellery = serving("珠宝文玩");
    String other = serving("珠宝文玩");
    String clothing = serving("服饰");
    assertThat(bind(jewellery, merchant).status()).isEqualTo(200);
    assertThat(bind(jewellery, merchant).status()).isEqualTo(200);
    ApiClient.Answer second = bind(other, merchant);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body().path("existing").asString()).isEqualTo(jewellery);
    assertThat(bind(clothing, merchant).status()).isEqualTo(200);
    assertThat(bind(other, Merchants.next()).status()).isEqualTo(200);
    assertThatThrownBy(
            () ->
                service
                    .database()
                    .sql(
                        "insert into service_provider_merchant (provider_id, merchant_id, bound_at, platform,"
                            + " industry) values (:id, :merchant, now(), 'KUAISHOU', '珠宝文玩')")
                    .param("id", other)
                    .param("merchant", merchant)
                    .update())
        .isInstanceOf(DuplicateKeyException.class);

    assertThat(
            admin
                .send(
                    admin
                        .request(
                            "/api/v1/service-providers/" + jewellery + "/merchants/" + merchant)
                        .DELETE())
                .status())
        .isEqualTo(200);
    assertThat(bind(other, merchant).status()).isEqualTo(200);
  }

  @Test
  void anIndustryIsACategoryOfThePlatform() {
    ApiClient.Answer unknown = admin.post("/api/v1/service-providers", admission("珠宝 "));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body().at("/errors/0/code").asString()).isEqualTo("UNKNOWN_CATEGORY");
  }

  @Test
  void thePlatformSetsAnotherDepositForOneProvider() {
    String provider = admitted(null);
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
                .body()
                .path("items")
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

  private String admitted(@Nullable String industry) {
    ApiClient.Answer answer = admin.post("/api/v1/service-providers", admission(industry));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  private static Map<String, Object> admission(@Nullable String industry) {
    String owner = "m-1p" + NEXT.getAndIncrement();
    Map<String, Object> admission =
        new HashMap<>(
            Map.of(
                "platform", "KUAISHOU",
                "ownerId", owner,
                "kind", "LOCAL",
                "legalName", "云桥服务有限公司",
                "licenceNumber", SampleApplications.licenceNumber(owner)));
    if (industry != null) {
      admission.put("industry", industry);
    }
    return admission;
  }

  private ApiClient.Answer bind(String provider, String merchant) {
    return admin.put("/api/v1/service-providers/" + provider + "/merchants/" + merchant, Map.of());
  }

  private String state(String provider) {
    return admin.get("/api/v1/service-providers/" + provider).body().path("state").asString();
  }
}
