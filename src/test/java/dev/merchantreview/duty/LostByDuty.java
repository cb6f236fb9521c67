package dev.merchantreview.duty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionTemplate;

/** A store that lost jewellery by a duty, without the weeks that takes. */
public record LostByDuty(String duty, String store, String merchant) {

  public static final String JEWELLERY = "珠宝文玩";
  private static final String NOTICE = "kuaishou-jewellery-belt-2022";

  public static LostByDuty in(ServiceAlone service) {
    String merchant = Merchants.next();
    return service
        .bean(TransactionTemplate.class)
        .execute(
            status -> {
              CaseId store = open(service, merchant);
              CaseId duty = new CaseId(Ids.next("pd_"));
              Instant now = service.bean(Clock.class).instant();
              ProviderDutyTable table = service.bean(ProviderDutyTable.class);
              table.add(
                  new ProviderDuty(
                      duty,
                      Platform.KUAISHOU,
                      store,
                      merchant,
                      JEWELLERY,
                      JEWELLERY,
                      NOTICE,
                      ProviderDuty.State.DUE,
                      LocalDate.parse("2026-11-20"),
                      now,
                      null,
                      null,
                      null));
              service
                  .bean(StoreCategories.class)
                  .lose(
                      store,
                      JEWELLERY,
                      new StoreCategory.Ground(DutyLook.CODE, "未按要求绑定", NOTICE, null),
                      ActorRef.SYSTEM);
              table.end(duty, ProviderDuty.State.UNMET, now);
              return new LostByDuty(duty.value(), store.value(), merchant);
            });
  }

  private static CaseId open(ServiceAlone service, String merchant) {
    return service
        .bean(StoreRegister.class)
        .open(
            null,
            new StoreRegister.Approved(
                new CaseId(Ids.next("sa_")),
                Platform.KUAISHOU,
                merchant,
                StoreType.ENTERPRISE,
                "青禾珠宝",
                "auditor1",
                Instant.now(),
                List.of(JEWELLERY)),
            0,
            null)
        .id();
  }

  /** Its merchant appeals. */
  public LostByDuty appealed(ServiceAlone service, String words) {
    ApiClient.Answer answer =
        service
            .api("merchant")
            .post("/api/v1/provider-duties/" + duty + "/appeal", Map.of("words", words));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return this;
  }
}
