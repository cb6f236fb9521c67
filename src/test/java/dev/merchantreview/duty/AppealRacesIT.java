package dev.merchantreview.duty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Two people answer for the same category at once, by two doors. */
class AppealRacesIT {

  private static final ActorRef ADMIN = new ActorRef(ActorRef.Kind.ADMIN, "admin");
  private static final ActorRef OTHER = new ActorRef(ActorRef.Kind.ADMIN, "another-admin");

  private final ServiceAlone service = ServiceAlone.get();

  /** Whoever refuses an appeal waits for whoever gives the category back, and finds it given. */
  @Test
  void waitForEachOtherAndNeverInACircle() {
    LostByDuty lost = LostByDuty.in(service).appealed(service, "已联系服务商");
    CaseId store = new CaseId(lost.store());
    CompletableFuture<Optional<Change<ProviderDuty>>> refused =
        service
            .bean(TransactionTemplate.class)
            .execute(
                status -> {
                  service.bean(StoreRegister.class).lock(store);
                  service
                      .bean(History.class)
                      .append(CaseEvent.noted(store, ADMIN, "STORE_CATEGORY_RESTORED", Map.of()));
                  int ours =
                      service
                          .bean(JdbcClient.class)
                          .sql("select pg_backend_pid()")
                          .query(Integer.class)
                          .single();
                  CompletableFuture<Optional<Change<ProviderDuty>>> refusing =
                      CompletableFuture.supplyAsync(
                          () ->
                              service
                                  .bean(ProviderDuties.class)
                                  .refuseAppeal(new CaseId(lost.duty()), "没有服务商", OTHER));
                  TestPlatform.await("the one who refuses", () -> isWaitedFor(ours));
                  service
                      .bean(StoreCategories.class)
                      .restore(store, LostByDuty.JEWELLERY, "已绑定", ADMIN);
                  return refusing;
                });
    assertThat(refused.join().orElseThrow()).isInstanceOf(Change.Refused.class);
    assertThat(service.bean(ProviderDuties.class).find(new CaseId(lost.duty())).orElseThrow())
        .extracting(ProviderDuty::state)
        .isEqualTo(ProviderDuty.State.RESTORED);
  }

  private boolean isWaitedFor(int holder) {
    return service
        .database()
        .sql(
            "select exists (select from pg_stat_activity where :holder = any(pg_blocking_pids(pid)))")
        .param("holder", holder)
        .query(Boolean.class)
        .single();
  }
}
