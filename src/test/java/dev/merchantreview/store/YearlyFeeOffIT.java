package dev.merchantreview.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.deposit.YearlyFeeSwitch;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As shipped no platform asks for a yearly fee: nothing is kept, taken or said of one. */
class YearlyFeeOffIT {

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void leavesNothingAnywhere() {
    Platforms platforms = service.bean(Platforms.class);
    assertThat(platforms.served()).containsExactlyInAnyOrder(Platform.values());
    for (Platform platform : platforms.served()) {
      assertThat(YearlyFeeSwitch.of(platforms.get(platform))).as(platform.name()).isEmpty();
      String merchant = Merchants.next();
      String store = "st_%016d".formatted(88_900_000 + platform.ordinal());
      StoredStores.open(service.database(), store, platform.name(), merchant);
      service.bean(YearlyFeeJob.class).look();
      service.bean(YearlyFeeJob.class).demandAndTell();
      ApiClient.Answer paid =
          service
              .sandbox()
              .post(
                  "/payments", Map.of("reference", store, "deposit", "YEARLY_FEE", "amountFen", 1));
      assertThat(paid.status()).isEqualTo(404);
      assertThat(
              service
                  .api("operator")
                  .get("/api/v1/deposits/" + store + "?deposit=YEARLY_FEE")
                  .status())
          .isEqualTo(404);
      for (String rows :
          new String[] {
            "yearly_fee where store_id = :id",
            "deposit_account where holder_id = :id",
            "history_event where case_id = :id",
            "reconciliation_finding where case_id = :id",
            "yearly_fee_switch where :id = :id"
          }) {
        assertThat(
                service
                    .database()
                    .sql("select count(*) from " + rows)
                    .param("id", store)
                    .query(Long.class)
                    .single())
            .as(rows)
            .isZero();
      }
    }
  }
}
