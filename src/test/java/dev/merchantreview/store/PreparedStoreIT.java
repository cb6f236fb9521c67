package dev.merchantreview.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A store that is prepared sells nothing; once another of its merchant is open, that one sells. */
class PreparedStoreIT {

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");
  private final String owner = Merchants.next();
  private final String product = "p-prepared-" + owner;
  private final String streamer = "s-prepared-" + owner;

  @Test
  void sellsFromItsOpeningOnAndNotBefore() {
    onSale();
    assertThat(reasons()).doesNotContain("STORE_PREPARING");
    CaseId first = in(stores -> stores.prepare(approved("a")).id());
    assertThat(reasons()).contains("STORE_PREPARING");
    JsonNode seen = merchant.get("/api/v1/stores/" + first).body();
    assertThat(seen.path("state").asString()).isEqualTo("PREPARING");
    assertThat(seen.path("nextActions").path(0).path("action").asString())
        .isEqualTo("FINISH_APPLICATION");

    in(stores -> stores.open(first, approved("a"), 0, null));
    assertThat(reasons()).doesNotContain("STORE_PREPARING");
    // Another one that is prepared keeps this one from nothing.
    CaseId second = in(stores -> stores.prepare(approved("b")).id());
    assertThat(reasons()).doesNotContain("STORE_PREPARING");
    in(
        stores -> {
          stores.cancel(second, "EXPIRED");
          return second;
        });
    JsonNode closed = merchant.get("/api/v1/stores/" + second).body();
    assertThat(closed.path("state").asString()).isEqualTo("CLOSED");
    assertThat(closed.path("cancelledBy").asString()).isEqualTo("EXPIRED");
    assertThat(closed.path("sellsFrom").isNull()).isTrue();
    assertThat(closed.path("nextActions")).isEmpty();
    assertThat(service.api("auditor").actions(second.value()))
        .containsExactly("STORE_PREPARED", "STORE_CANCELLED");
    assertThat(service.bean(StoreRegister.class).reopenableFrom(Platform.KUAISHOU, owner))
        .isEmpty();
  }

  private void onSale() {
    assertThat(
            merchant
                .put(
                    "/api/v1/products/" + product,
                    SampleProducts.product("KUAISHOU", owner, "青禾连衣裙", "服饰", merchant))
                .status())
        .isEqualTo(201);
    assertThat(
            service
                .api("admin")
                .put("/api/v1/streamers/" + streamer, SampleStreamers.figures(owner, false))
                .status())
        .isEqualTo(201);
  }

  private List<String> reasons() {
    return merchant
        .get(
            "/api/v1/sale-permits?scenario=SELF_BUILT&productId="
                + product
                + "&streamerId="
                + streamer)
        .body()
        .path("reasons")
        .valueStream()
        .map(reason -> reason.path("code").asString())
        .toList();
  }

  private StoreRegister.Approved approved(String number) {
    return new StoreRegister.Approved(
        new CaseId("sa_prepar" + number + owner.replace("-", "")),
        Platform.KUAISHOU,
        owner,
        StoreType.ENTERPRISE,
        "青禾女装",
        "auditor1",
        null,
        List.of("服饰"));
  }

  private <T> T in(Function<StoreRegister, T> work) {
    return service
        .bean(TransactionTemplate.class)
        .execute(status -> work.apply(service.bean(StoreRegister.class)));
  }
}
