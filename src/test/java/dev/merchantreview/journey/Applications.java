package dev.merchantreview.journey;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.TestPlatform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the merchant's system, the auditors and the payment provider do in tests, through the doors
 * they really use.
 */
public final class Applications {

  private static final AtomicInteger NEXT = new AtomicInteger(20_000);

  public final TestPlatform platform = TestPlatform.get();
  public final ApiClient merchant = platform.api("merchant");
  public final ApiClient auditor = platform.api("auditor");
  private final ApiClient operator = platform.api("operator");
  private final MerchantSystem system = new MerchantSystem(merchant, platform.sandbox());

  private TasklistClient auditor1() {
    return platform.tasklist("auditor1");
  }

  /** A merchant nobody used yet, of those the local user acts for. */
  public static String newMerchant() {
    return "m-1" + NEXT.getAndIncrement();
  }

  /** A complete application of an enterprise. */
  public ObjectNode complete() {
    return SampleApplications.withDocuments(
        SampleApplications.enterprise(newMerchant(), "青禾女装", List.of("服饰")), merchant);
  }

  /** The same with a store name of its own, so that its task can be told apart. */
  public ObjectNode named(String storeName) {
    return SampleApplications.withDocuments(
        SampleApplications.enterprise(newMerchant(), storeName, List.of("服饰")), merchant);
  }

  /** The same for another platform or store type. */
  public ObjectNode complete(String onPlatform, String storeType) {
    return SampleApplications.withDocuments(
        SampleApplications.application(
            onPlatform,
            newMerchant(),
            storeType,
            "青禾女装",
            List.of(onPlatform.equals("WECHAT") || storeType.equals("PERSONAL") ? "服饰内衣" : "服饰")),
        merchant);
  }

  /** The same with a licence number whose check character is wrong. */
  public ObjectNode withWrongLicence() {
    ObjectNode application = complete();
    ((ObjectNode) application.path("subject"))
        .put(
            "licenceNumber",
            SampleApplications.wrongLicenceNumber(application.path("merchantId").asString()));
    return application;
  }

  /** Submits it, and does what its platform asks for before a person looks. */
  public String submit(ObjectNode application) {
    String id = handIn(application);
    system.upToReview(id);
    return id;
  }

  /** Does what the platform asks for before a person looks. */
  public void upToReview(String id) {
    system.upToReview(id);
  }

  public ApiClient.Answer handInShop(String id, Object shop) {
    return system.handInShop(id, shop);
  }

  /** Submits it, and does nothing else. */
  public String handIn(ObjectNode application) {
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications", application);
    if (answer.status() != 201) {
      throw new AssertionError("refused: " + answer.body());
    }
    return answer.id();
  }

  public ApiClient.Answer resubmit(String id, ObjectNode application) {
    return merchant.post("/api/v1/store-applications/" + id + "/resubmission", application);
  }

  public ApiClient.Answer withdraw(String id) {
    return merchant.post(
        "/api/v1/store-applications/" + id + "/withdrawal", Map.of("reason", "暂不开店"));
  }

  public void approve(String id) {
    review(id, Map.of("verdict", "APPROVED"));
  }

  public void sendBack(String id) {
    review(
        id,
        Map.of(
            "verdict", "SENT_BACK",
            "problems", List.of(Map.of("field", "/storeName", "code", "NAME_NOT_ALLOWED")),
            "reason", "请修改店铺名称"));
  }

  public void reject(String id) {
    review(id, TasklistClient.rejection("BUSINESS_NOT_ALLOWED", "主体与类目不符"));
  }

  /** Approves, and does what comes before the deposit: signs the contract. */
  public void approveUpToDeposit(String id) {
    approve(id);
    TestPlatform.await(
        "the verdict on " + id, () -> !read(id).path("state").asString().equals("IN_REVIEW"));
    // By a diagram whose audit came first, the account is verified now.
    system.upToReview(id);
    sign(id);
    platform.awaitState(id, "DEPOSIT_DUE");
  }

  /** Has the account verified, the way the platform wants it; unless it is already. */
  public void verifyAccount(String id) {
    if (!read(id).path("accountVerification").path("verified").asBoolean()) {
      system.verifyAccount(id);
    }
  }

  public void awaitAnswerPossible(String id) {
    system.awaitAnswerPossible(id);
  }

  public ApiClient.Answer nameAmount(String id, long fen) {
    return system.nameAmount(id, fen);
  }

  public long receivedFen(String id) {
    return system.receivedFen(id);
  }

  public JsonNode statement(String id) {
    return system.statement(id);
  }

  /** Remits what the application is asked to, under a name; the bank's reference. */
  public String remit(String id, String payer) {
    return system.remit(id, payer);
  }

  public ApiClient.Answer sign(String id) {
    return system.sign(id);
  }

  public void review(String id, Map<String, Object> verdict) {
    auditor1().complete(task(id), verdict);
  }

  /** The case's open task, as soon as Tasklist shows it. */
  public String task(String id) {
    system.upToReview(id);
    return platform.awaitTask(auditor1(), id);
  }

  /** The task that follows another one of the case, as soon as Tasklist shows it. */
  public String taskOtherThan(String task, String id) {
    return platform.awaitTaskOtherThan(task, auditor1(), id);
  }

  /** When a task is due, as Tasklist shows it. */
  public Instant dueDate(String taskId) {
    return auditor1().dueDate(taskId);
  }

  /** When a task is to be looked at at the latest, as Tasklist shows it. */
  public Instant followUpDate(String taskId) {
    return auditor1().followUpDate(taskId);
  }

  /** A task's place in Tasklist's lists. */
  public int priority(String taskId) {
    return auditor1().priority(taskId);
  }

  public boolean hasTask(String id) {
    return auditor1().openTask(id).isPresent();
  }

  public ApiClient.Answer pay(String id, long fen) {
    return system.pay(id, fen);
  }

  /** The same for another deposit than the store's. */
  public ApiClient.Answer pay(String id, String deposit, long fen) {
    return system.pay(id, deposit, fen);
  }

  public JsonNode read(String id) {
    return system.read(id);
  }

  public List<String> actions(String id) {
    return auditor.actions(id);
  }

  public boolean historyHolds(String id) {
    return auditor.historyHolds(id);
  }

  /** What the sweeper found about a case, or any other. */
  public Optional<JsonNode> finding(String id) {
    return operator.finding(id);
  }

  public void awaitFinding(String id, String kind) {
    TestPlatform.await(
        kind + " of " + id,
        () -> finding(id).filter(one -> one.path("kind").asString().equals(kind)).isPresent());
  }
}
