package dev.merchantreview.journey.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A store of Kuaishou that wants promotion, from its application to its promotion's refund. */
@SharesPlatform
class PromotionIT {

  private final Applications applications = new Applications();
  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;
  private final MerchantSystem system = new MerchantSystem(refunding.merchant, platform.sandbox());

  /** [K-open] store deposit, and promotion deposit where promotion is wanted. */
  @Test
  void depositsForPromotionApartAndIsPaidThatBackAlone() {
    ObjectNode content = applications.complete("KUAISHOU", "ENTERPRISE");
    content.put("promotion", true);
    String application = applications.submit(content);
    applications.approve(application);
    platform.awaitState(application, "DEPOSIT_DUE");
    JsonNode demanded = applications.read(application).path("deposit");
    assertThat(demanded.path("requiredFen").asLong()).isEqualTo(400_000);
    long promotionFen = demanded.path("promotion").path("requiredFen").asLong();
    assertThat(promotionFen).isEqualTo(200_000);

    assertThat(applications.pay(application, 400_000).status()).isEqualTo(200);
    assertThat(system.pay(application, "PROMOTION", promotionFen).status()).isEqualTo(200);
    platform.awaitState(application, "ACTIVE");
    Refunding.Holder store =
        new Refunding.Holder(
            applications.read(application).path("storeId").asString(),
            content.path("merchantId").asString(),
            content.path("subject").path("legalName").asString());

    ApiClient.Answer givenUp =
        refunding.merchant.post("/api/v1/stores/" + store.id() + "/promotion/withdrawal", Map.of());
    assertThat(givenUp.status()).as(givenUp.body().toString()).isEqualTo(200);
    Map<String, Object> request = refunding.request(store, "0000");
    request.put("deposits", List.of("PROMOTION"));
    ApiClient.Answer asked = refunding.submit(request);
    assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
    platform.awaitState(asked.id(), "IN_REVIEW");
    refunding.approve("finance1", asked.id());
    platform.awaitState(asked.id(), "PAID");

    assertThat(refunding.received(request).path(0).path("amountFen").asLong())
        .isEqualTo(promotionFen);
    assertThat(refunding.deposit(store).path("heldFen").asLong()).isEqualTo(400_000);
    assertThat(
            refunding
                .merchant
                .get("/api/v1/deposits/" + store.id() + "?deposit=PROMOTION")
                .body()
                .path("paidOutFen")
                .asLong())
        .isEqualTo(promotionFen);
    assertThat(
            refunding.merchant.get("/api/v1/stores/" + store.id()).body().path("state").asString())
        .isEqualTo("OPEN");
    assertThat(refunding.actions(store.id())).contains("PROMOTION_GIVEN_UP");
    assertThat(applications.historyHolds(application)).isTrue();
  }
}
