package dev.merchantreview.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What owners of deposits, the platform and its reviewers do about refunds: for the demo and the
 * bench alike.
 */
final class RefundSystem {

  private static final List<String> PAPERS =
      List.of("REFUND_REQUEST", "BUSINESS_LICENCE", "BANK_ACCOUNT_PROOF");
  private static final String REFUNDS = "/api/v1/deposit-refunds/";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Settings settings;
  private final ApiClient merchant;
  private final ApiClient admin;
  private final MerchantSystem system;

  RefundSystem(Settings settings) {
    this.settings = settings;
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
    this.admin = new ApiClient(settings.serviceUrl(), "admin");
    this.system = new MerchantSystem(merchant, new ApiClient(settings.sandboxUrl(), "merchant"));
  }

  /** Who has a deposit. */
  record Holder(String id, String ownerId, String legalName) {}

  /** A service provider that has paid its deposit and whose service has ended. */
  Holder endedProvider(String ownerId, String legalName, long depositFen) {
    String provider = admitted(apply(ownerId, legalName));
    accepted(system.pay(provider, depositFen));
    accepted(
        admin.post(
            "/api/v1/service-providers/" + provider + "/end",
            Map.of("expelled", false, "note", "合作到期")));
    return new Holder(provider, ownerId, legalName);
  }

  /** Applies to be a local service provider. */
  String apply(String ownerId, String legalName) {
    return accepted(
            merchant.post(
                "/api/v1/provider-applications",
                Map.of(
                    "platform",
                    "KUAISHOU",
                    "merchantId",
                    ownerId,
                    "kind",
                    "LOCAL",
                    "legalName",
                    legalName,
                    "licenceNumber",
                    SampleApplications.licenceNumber(ownerId),
                    "resources",
                    List.of("STREAMERS"),
                    "trainsStreamers",
                    true,
                    "specialVatInvoices",
                    true,
                    "documents",
                    List.of(
                        Map.of(
                            "kind",
                            "BUSINESS_LICENCE",
                            "documentId",
                            merchant.upload("BUSINESS_LICENCE", SampleApplications.png()))))))
        .id();
  }

  /** The provider an application leads to, which a person approves. */
  private String admitted(String application) {
    String path = "/api/v1/provider-applications/" + application;
    approve("auditor2", application);
    Http.await(
        application + " becoming APPROVED",
        PATIENCE,
        () -> merchant.get(path).state().equals("APPROVED"));
    return merchant.get(path).body().path("serviceProviderId").asString();
  }

  /**
   * Asks for a deposit back.
   *
   * @param ending of the account number, by which the sandbox's bank behaves
   * @param complete whether every paper is handed in
   */
  String submit(Holder holder, String ending, boolean complete) {
    List<Map<String, Object>> papers = new ArrayList<>();
    for (String kind : complete ? PAPERS : List.<String>of()) {
      papers.add(
          Map.of("kind", kind, "documentId", merchant.upload(kind, SampleApplications.png())));
    }
    return accepted(
            merchant.post(
                "/api/v1/deposit-refunds",
                Map.of(
                    holder.id().startsWith("st_") ? "storeId" : "serviceProviderId",
                    holder.id(),
                    "account",
                    Map.of(
                        "holder",
                        holder.legalName(),
                        "bank",
                        "招商银行杭州分行",
                        "accountNumber",
                        SampleApplications.accountNumber(holder.ownerId()).substring(0, 12)
                            + ending,
                        "kind",
                        "COMPANY"),
                    "documents",
                    papers)))
        .id();
  }

  void fine(Holder holder, long fen, String note) {
    accepted(
        admin.post(
            "/api/v1/deposits/" + holder.id() + "/penalties",
            Map.of("amountFen", fen, "ruleId", "R-7", "note", note)));
  }

  void askToClose(Holder store, String reason) {
    accepted(merchant.post("/api/v1/stores/" + store.id() + "/closure", Map.of("reason", reason)));
  }

  void approve(String user, String caseId) {
    review(user, caseId, Map.of("verdict", "APPROVED"));
  }

  void review(String user, String caseId, Map<String, Object> verdict) {
    TasklistClient tasklist = new TasklistClient(settings.webUrl(), user);
    AtomicReference<Optional<String>> task = new AtomicReference<>(Optional.empty());
    Http.await(
        "the task of " + caseId,
        Duration.ofMinutes(3),
        () -> {
          task.set(tasklist.openTask(caseId));
          return task.get().isPresent();
        });
    tasklist.complete(task.get().orElseThrow(), verdict);
  }

  void await(String id, String state, Duration patience) {
    String path = id.startsWith("st_") ? "/api/v1/stores/" : REFUNDS;
    Http.await(
        id + " becoming " + state, patience, () -> merchant.get(path + id).state().equals(state));
  }

  static ApiClient.Answer accepted(ApiClient.Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new LaunchException("refused: " + answer.body());
    }
    return answer;
  }
}
