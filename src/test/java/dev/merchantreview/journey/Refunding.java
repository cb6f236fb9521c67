package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.testing.AdmittedProviders;
import dev.merchantreview.testing.TestPlatform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What owners of deposits, the platform, its bank and its reviewers do about deposit refunds in
 * tests. Service providers stand for all holders where it does not matter which: they need no
 * opening.
 */
public final class Refunding {

  public static final long PROVIDER_DEPOSIT = 10_000_000;
  private static final AtomicInteger NEXT = new AtomicInteger(1);
  private static final List<String> PAPERS =
      List.of("REFUND_REQUEST", "BUSINESS_LICENCE", "BANK_ACCOUNT_PROOF");

  public final TestPlatform platform = TestPlatform.get();
  public final ApiClient merchant = platform.api("merchant");
  public final ApiClient other = platform.api("merchant2");
  public final ApiClient admin = platform.api("admin");
  public final ApiClient auditor = platform.api("auditor");
  private final MerchantSystem system = new MerchantSystem(merchant, platform.sandbox());

  /** Who has a deposit. */
  public record Holder(String id, String ownerId, String legalName) {

    Map<String, Object> named() {
      return Map.of(
          id.startsWith("st_")
              ? "storeId"
              : id.startsWith("sa_") ? "applicationId" : "serviceProviderId",
          id);
    }
  }

  /** A service provider that serves and has paid its deposit. */
  public Holder provider() {
    int number = NEXT.getAndIncrement();
    String owner = "m-1r" + number;
    String name = "云桥" + number + "服务有限公司";
    String id = AdmittedProviders.admitted(platform.bean(ServiceProviders.class), owner, name);
    assertThat(system.pay(id, PROVIDER_DEPOSIT).status()).isEqualTo(200);
    return new Holder(id, owner, name);
  }

  /** Has a merchant asked, and agree. */
  public void bind(Holder provider, String merchantId) {
    ApiClient.Answer proposed =
        merchant.put(
            "/api/v1/service-providers/" + provider.id() + "/merchants/" + merchantId, null);
    assertThat(proposed.status()).as(proposed.body().toString()).isEqualTo(202);
    assertThat(
            merchant
                .post("/api/v1/binding-proposals/" + proposed.id() + "/agreement", null)
                .status())
        .isEqualTo(200);
  }

  /** The same after its service has ended. */
  public Holder endedProvider() {
    Holder holder = provider();
    end(holder);
    return holder;
  }

  public void end(Holder holder) {
    end(holder, Map.of("expelled", false, "note", "合作到期"));
  }

  public void end(Holder holder, Map<String, Object> how) {
    ApiClient.Answer ended = admin.post("/api/v1/service-providers/" + holder.id() + "/end", how);
    assertThat(ended.status()).as(ended.body().toString()).isEqualTo(200);
  }

  /** A store that was opened the whole way; who approved it is auditor1. */
  public Holder store() {
    return store("青禾女装");
  }

  /** The same with a name of its own, so that its tasks can be told apart. */
  public Holder store(String name) {
    Applications applications = new Applications();
    ObjectNode content = applications.complete("KUAISHOU", "ENTERPRISE");
    content.put("storeName", name);
    String application = applications.submit(content);
    applications.approve(application);
    platform.awaitState(application, "DEPOSIT_DUE");
    applications.pay(application, 400_000);
    platform.awaitState(application, "ACTIVE");
    return new Holder(
        applications.read(application).path("storeId").asString(),
        content.path("merchantId").asString(),
        content.path("subject").path("legalName").asString());
  }

  public ApiClient.Answer askToClose(Holder store) {
    return merchant.post("/api/v1/stores/" + store.id() + "/closure", Map.of("reason", "转线下经营"));
  }

  /** Asks to close a store, and has it closed. */
  public void close(Holder store) {
    assertThat(askToClose(store).status()).isEqualTo(202);
    review("auditor2", store.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(store.id(), "CLOSED");
  }

  public ApiClient.Answer pay(String reference, long fen) {
    return system.pay(reference, fen);
  }

  public ApiClient.Answer fine(Holder holder, long fen) {
    return admin.post(
        "/api/v1/deposits/" + holder.id() + "/penalties",
        Map.of("amountFen", fen, "ruleId", "R-7", "note", "虚假宣传"));
  }

  public JsonNode deposit(Holder holder) {
    return auditor.get("/api/v1/deposits/" + holder.id()).body();
  }

  /**
   * @param ending of the account number, by which the sandbox's bank behaves
   */
  public static Map<String, Object> account(Holder holder, String ending) {
    return Map.of(
        "holder",
        holder.legalName(),
        "bank",
        "招商银行杭州分行",
        "accountNumber",
        "6225" + (10_000_000 + NEXT.getAndIncrement()) + ending,
        "kind",
        "COMPANY");
  }

  private List<Map<String, Object>> papers() {
    return PAPERS.stream()
        .map(
            kind ->
                Map.<String, Object>of(
                    "kind", kind, "documentId", merchant.upload(kind, SampleApplications.png())))
        .toList();
  }

  public Map<String, Object> request(Holder holder, String ending) {
    Map<String, Object> request = new HashMap<>(holder.named());
    request.put("account", account(holder, ending));
    request.put("documents", papers());
    return request;
  }

  /** The same without the holder, as it is handed in again. */
  public static Map<String, Object> content(Map<String, Object> request) {
    return Map.of("account", request.get("account"), "documents", request.get("documents"));
  }

  public ApiClient.Answer preCheck(Map<String, Object> request) {
    return merchant.post("/api/v1/deposit-refunds/pre-check", request);
  }

  public ApiClient.Answer submit(Map<String, Object> request) {
    return merchant.post("/api/v1/deposit-refunds", request);
  }

  /** A refund of an ended provider that waits for finance. */
  public String inReview() {
    return inReview(endedProvider(), "0000");
  }

  public String inReview(Holder holder, String ending) {
    ApiClient.Answer answer = submit(request(holder, ending));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    platform.awaitState(answer.id(), "IN_REVIEW");
    return answer.id();
  }

  public ApiClient.Answer resubmit(String id, Map<String, Object> content) {
    return merchant.post("/api/v1/deposit-refunds/" + id + "/resubmission", content);
  }

  public ApiClient.Answer withdraw(String id) {
    return merchant.post("/api/v1/deposit-refunds/" + id + "/withdrawal", Map.of("reason", "暂不退款"));
  }

  public JsonNode read(String id) {
    return merchant.get("/api/v1/deposit-refunds/" + id).body();
  }

  /** Completes the case's open task as this user. */
  public void review(String user, String id, Map<String, Object> verdict) {
    TasklistClient tasklist = platform.tasklist(user);
    tasklist.complete(platform.awaitTask(tasklist, id), verdict);
  }

  public void approve(String user, String id) {
    review(user, id, Map.of("verdict", "APPROVED"));
  }

  /** Both reviews. */
  public void approveTwice(String id) {
    approve("finance1", id);
    platform.awaitState(id, "SECOND_REVIEW");
    approve("finance2", id);
  }

  /** What arrived on the account of a request. */
  public JsonNode received(Map<String, Object> request) {
    Object number = ((Map<?, ?>) request.get("account")).get("accountNumber");
    return platform.sandbox().get("/bank/accounts/" + number + "/transfers").body();
  }

  public List<String> blockers(String id) {
    return read(id).path("blockers").findValuesAsString("code");
  }

  public List<String> actions(String caseId) {
    return auditor.actions(caseId);
  }

  /** The case's hash chain, and the deposit's. */
  public void assertHolds(Holder holder, String id) {
    assertThat(auditor.historyHolds(id)).isTrue();
    JsonNode ledger = auditor.get("/api/v1/deposits/" + holder.id() + "/verification").body();
    assertThat(ledger.path("valid").asBoolean()).as(ledger.toString()).isTrue();
  }

  /** The platform's other systems say this of a merchant from now on. */
  public void standing(Holder holder, Map<String, Object> facts) {
    assertThat(platform.sandbox().put("/standing/merchants/" + holder.ownerId(), facts).status())
        .isEqualTo(200);
  }

  public static Map<String, Object> standing(List<String> disputes, long orders, long arrearsFen) {
    return Map.of(
        "openDisputes", disputes,
        "unsettledOrders", orders,
        "unsettledFen", orders * 1_000,
        "arrearsFen", arrearsFen);
  }

  /** The task comes back, and whoever opens it in Tasklist reads why. */
  public void assertReturned(String id, Runnable attempt, String words) {
    String state = read(id).path("state").asString();
    long before = returned(id);
    attempt.run();
    TestPlatform.await("a returned task of " + id, () -> returned(id) > before);
    assertThat(read(id).path("state").asString()).isEqualTo(state);
    TestPlatform.await(
        "the reason in the task",
        () -> asRead(dossier(id).path("notice").asString("")).contains(words));
  }

  /** What a reviewer reads in the open task of a case. */
  public JsonNode dossier(String id) {
    TasklistClient tasklist = platform.tasklist("finance1");
    return tasklist
        .openTask(id)
        .map(task -> tasklist.variable(task, "dossier"))
        .orElseGet(MissingNode::getInstance);
  }

  /** Running text of a form has its signs by number. */
  private static String asRead(String encoded) {
    return Pattern.compile("&#([0-9]+);")
        .matcher(encoded)
        .replaceAll(
            sign -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(sign.group(1)))));
  }

  private long returned(String id) {
    return actions(id).stream().filter("VERDICT_RETURNED"::equals).count();
  }
}
