package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Who closed a store is recognised, whatever merchant id comes next. */
class ReopeningPeriodIT {

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subject/licenceNumber",
        "/subject/legalRepresentative/identityNumber",
        "/settlementAccount/accountNumber"
      })
  void holdsForAnotherMerchantIdWithTheSameLicenceRepresentativeOrAccount(String same) {
    String seed = "m-18" + Math.abs(same.hashCode() % 1_000);
    ObjectNode former = application("DOUYIN", seed + "1");
    closed(former);
    ObjectNode again = application("DOUYIN", seed + "2");
    int slash = same.lastIndexOf('/');
    ((ObjectNode) again.at(same.substring(0, slash)))
        .set(same.substring(slash + 1), former.at(same));
    ApiClient.Answer refused = merchant.post("/api/v1/store-applications", again);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("rule").asString()).isEqualTo("REOPENING_PERIOD");
    // Another platform is another place.
    again.put("platform", "KUAISHOU");
    again.remove("shop");
    assertThat(merchant.post("/api/v1/store-applications", again).status()).isEqualTo(201);
  }

  @Test
  void letsSomebodyElseIn() {
    closed(application("DOUYIN", "m-18991"));
    assertThat(
            merchant.post("/api/v1/store-applications", application("DOUYIN", "m-18992")).status())
        .isEqualTo(201);
  }

  @Test
  void holdsForTheMerchantOnThePlatformOnly() {
    closed(application("DOUYIN", "m-18993"));
    assertThat(
            merchant.post("/api/v1/store-applications", application("DOUYIN", "m-18993")).status())
        .isEqualTo(409);
    ObjectNode elsewhere = application("KUAISHOU", "m-18993");
    elsewhere.remove("shop");
    assertThat(merchant.post("/api/v1/store-applications", elsewhere).status()).isEqualTo(201);
  }

  private ObjectNode application(String platform, String merchantId) {
    return SampleApplications.withDocuments(
        SampleApplications.application(
            platform, merchantId, "ENTERPRISE", "青禾女装" + merchantId, List.of("服饰")),
        merchant);
  }

  /** A store of the application that was opened and closed a month ago. */
  private void closed(ObjectNode content) {
    ApiClient.Answer submitted = merchant.post("/api/v1/store-applications", content);
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    String store = submitted.id().replace("sa_", "st_");
    StoredStores.open(service.database(), store, submitted.id());
    StoredStores.close(service.database(), store);
    service
        .database()
        .sql(
            "update store_application set state = 'ACTIVE', open = false, store_id = :store where id = :id")
        .param("store", store)
        .param("id", submitted.id())
        .update();
  }
}
