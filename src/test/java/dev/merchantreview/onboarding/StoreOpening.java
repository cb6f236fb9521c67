package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Opens stores by what their applications pay, as their processes do, without an engine. */
public final class StoreOpening {

  /** What {@link #due} demands for the store. */
  public static final long STORE_FEN = 400_000;

  /** What {@link #due} demands for promotion, where it is wanted. */
  public static final long PROMOTION_FEN = 200_000;

  private final ServiceAlone service;
  private final ApiClient merchant;
  private final MerchantSystem system;
  private final TransactionTemplate transaction;

  public StoreOpening(ServiceAlone service) {
    this.service = service;
    this.merchant = service.api("merchant");
    this.system = new MerchantSystem(merchant, service.sandbox());
    this.transaction = new TransactionTemplate(service.bean(PlatformTransactionManager.class));
  }

  /** An open store, the application it came from, and whose it is. */
  public record Opened(String id, String application, String merchantId) {}

  /** What a merchant nobody used yet hands in, with its documents. */
  public ObjectNode content(String platform, List<String> categories) {
    return SampleApplications.withDocuments(
        SampleApplications.application(
            platform, Merchants.next(), "ENTERPRISE", "青禾女装", categories),
        merchant);
  }

  /** The id of the application that was handed in. */
  public String handedIn(ObjectNode content) {
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications", content);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  /** The id of one for clothes on Kuaishou that was handed in. */
  public String handedIn(boolean promotion) {
    return handedIn(content("KUAISHOU", List.of("服饰")).put("promotion", promotion));
  }

  /** Demands the deposit of an application, and the one for promotion. */
  public void due(String application, boolean promotion) {
    new InState(service).signed(application);
    DepositRule.Requirement store = new DepositRule.Requirement(STORE_FEN, Map.of());
    DepositRule.Requirement more =
        promotion ? new DepositRule.Requirement(PROMOTION_FEN, Map.of()) : null;
    in(
        () ->
            service
                .bean(DepositSteps.class)
                .demandDeposit(asked(application), new DepositRule.Demand(store, more)));
  }

  /**
   * @return the id of the store that was opened; null where something is not paid
   */
  public @Nullable String activate(String application) {
    Object store =
        in(() -> service.bean(DepositSteps.class).activate(asked(application)).variables())
            .get("storeId");
    return store == null ? null : store.toString();
  }

  /** With all deposits paid that its application was asked for. */
  public Opened open(boolean promotion) {
    ObjectNode content = content("KUAISHOU", List.of("服饰")).put("promotion", promotion);
    String application = handedIn(content);
    due(application, promotion);
    assertThat(system.pay(application, STORE_FEN).status()).isEqualTo(200);
    if (promotion) {
      assertThat(system.pay(application, "PROMOTION", PROMOTION_FEN).status()).isEqualTo(200);
    }
    return new Opened(
        Objects.requireNonNull(activate(application)),
        application,
        content.path("merchantId").asString());
  }

  /** Closes a store, and its deposits ask for nothing any more. */
  public void close(String store) {
    StoredStores.close(service.database(), store);
    in(
        () -> {
          service.bean(Deposits.class).ended(store);
          return store;
        });
  }

  /** As a job asks for a case's step. */
  public static Asked asked(String id) {
    return new Asked(
        new CaseId(id), 9_000_000 + Math.floorMod(id.hashCode(), 1_000_000), "Task_Tried");
  }

  /** What a step comes to, in a transaction of its own. */
  public <T> T in(Supplier<T> step) {
    return transaction.execute(status -> step.get());
  }
}
