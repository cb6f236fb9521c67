package dev.merchantreview.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Stores that close, fines, and refunds in every state, brought there by the ways people and
 * systems bring them.
 */
final class RefundDemo {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final RefundSystem refunds;
  private final ApiClient merchant;
  private final MerchantSystem system;
  private final TasklistClient auditor;

  RefundDemo(Settings settings) {
    this.refunds = new RefundSystem(settings);
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
    this.system = new MerchantSystem(merchant, new ApiClient(settings.sandboxUrl(), "merchant"));
    this.auditor = new TasklistClient(settings.webUrl(), "auditor1");
  }

  void play() {
    if (!merchant.get("/api/v1/deposit-refunds?limit=1").items().isEmpty()) {
      // Played before, and the data survived.
      return;
    }
    List<String> applications =
        List.of(submit("m-1031", "听雨文创"), submit("m-1032", "拾野咖啡"), submit("m-1033", "半亩花田"));
    List<RefundSystem.Holder> stores = applications.stream().map(this::opened).toList();
    RefundSystem.Holder closing = stores.get(0);
    refunds.fine(closing, 60_000, "发货超时");
    refunds.askToClose(closing, "品牌调整，停止线上经营");
    RefundSystem.Holder reviewed = stores.get(1);
    RefundSystem.Holder paid = stores.get(2);
    for (RefundSystem.Holder store : List.of(reviewed, paid)) {
      refunds.askToClose(store, "转线下经营");
      refunds.approve("auditor2", store.id());
      refunds.await(store.id(), "CLOSED", PATIENCE);
    }
    refunds.submit(reviewed, "0000", true);
    String done = refunds.submit(paid, "0000", true);
    refunds.approve("finance1", done);

    RefundSystem.Holder provider = refunds.endedProvider("m-1041", "云桥服务有限公司", 10_000_000);
    // Waits for its reviewer.
    refunds.apply("m-1044", "鹿鸣服务有限公司");
    String second = refunds.submit(provider, "0000", true);
    refunds.approve("finance1", second);
    RefundSystem.Holder lacking = refunds.endedProvider("m-1042", "远岫服务有限公司", 10_000_000);
    String blocked = refunds.submit(lacking, "0000", false);
    RefundSystem.Holder wrong = refunds.endedProvider("m-1043", "松风服务有限公司", 10_000_000);
    String refused = refunds.submit(wrong, "0404", true);
    refunds.approve("finance1", refused);
    refunds.await(refused, "SECOND_REVIEW", PATIENCE);
    refunds.approve("finance2", refused);
    refunds.await(done, "PAID", PATIENCE);
    refunds.await(second, "SECOND_REVIEW", PATIENCE);
    refunds.await(blocked, "FIX_REQUIRED", PATIENCE);
    refunds.await(refused, "FIX_REQUIRED", PATIENCE);
  }

  private String submit(String merchantId, String name) {
    return RefundSystem.accepted(
            merchant.post(
                "/api/v1/store-applications",
                SampleApplications.withDocuments(
                    SampleApplications.application(
                        "KUAISHOU", merchantId, "ENTERPRISE", name, List.of("文具")),
                    merchant)))
        .id();
  }

  private RefundSystem.Holder opened(String id) {
    Http.await("the task of " + id, PATIENCE, () -> auditor.openTask(id).isPresent());
    auditor.complete(auditor.openTask(id).orElseThrow(), Map.of("verdict", "APPROVED"));
    awaitState(id, "DEPOSIT_DUE");
    RefundSystem.accepted(
        system.pay(id, system.read(id).path("deposit").path("requiredFen").asLong()));
    awaitState(id, "ACTIVE");
    JsonNode application = system.read(id);
    return new RefundSystem.Holder(
        application.path("storeId").asString(),
        application.path("merchantId").asString(),
        application.path("subject").path("legalName").asString());
  }

  private void awaitState(String id, String state) {
    Http.await(
        id + " becoming " + state,
        PATIENCE,
        () -> system.read(id).path("state").asString().equals(state));
  }
}
