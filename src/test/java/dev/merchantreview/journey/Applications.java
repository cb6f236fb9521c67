package dev.merchantreview.journey;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.local.TestPlatform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the merchant's system, the auditors and the payment provider do in tests, through the doors
 * they really use.
 */
final class Applications {

  private static final AtomicInteger NEXT = new AtomicInteger(20_000);

  final TestPlatform platform = TestPlatform.get();
  final ApiClient merchant = platform.api("merchant");
  final ApiClient auditor = platform.api("auditor");
  private final TasklistClient auditor1 = platform.tasklist("auditor1");

  /** A merchant nobody used yet, of those the local user acts for. */
  static String newMerchant() {
    return "m-1" + NEXT.getAndIncrement();
  }

  /** A complete application of an enterprise. */
  ObjectNode complete() {
    return SampleApplications.withDocuments(
        SampleApplications.enterprise(newMerchant(), "青禾女装", List.of("服饰")), merchant);
  }

  /** The same for another platform or store type. */
  ObjectNode complete(String onPlatform, String storeType) {
    return SampleApplications.withDocuments(
        SampleApplications.application(onPlatform, newMerchant(), storeType, "青禾女装", List.of("服饰")),
        merchant);
  }

  /** The same with a licence number whose check character is wrong. */
  ObjectNode withWrongLicence() {
    ObjectNode application = complete();
    ((ObjectNode) application.path("subject"))
        .put(
            "licenceNumber",
            SampleApplications.wrongLicenceNumber(application.path("merchantId").asString()));
    return application;
  }

  String submit(ObjectNode application) {
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications", application);
    if (answer.status() != 201) {
      throw new AssertionError("refused: " + answer.body());
    }
    return answer.id();
  }

  ApiClient.Answer resubmit(String id, ObjectNode application) {
    return merchant.post("/api/v1/store-applications/" + id + "/resubmission", application);
  }

  ApiClient.Answer withdraw(String id) {
    return merchant.post(
        "/api/v1/store-applications/" + id + "/withdrawal", Map.of("reason", "暂不开店"));
  }

  void approve(String id) {
    review(id, Map.of("verdict", "APPROVED"));
  }

  void sendBack(String id) {
    review(
        id,
        Map.of(
            "verdict", "SENT_BACK",
            "problems", List.of(Map.of("field", "/storeName", "code", "NAME_NOT_ALLOWED")),
            "reason", "请修改店铺名称"));
  }

  void reject(String id) {
    review(id, Map.of("verdict", "REJECTED", "rejectionReason", "主体与类目不符"));
  }

  /** Approves, and does what comes before the deposit: names the amount, signs the contract. */
  void approveUpToDeposit(String id) {
    approve(id);
    verifyAccount(id);
    sign(id);
    platform.awaitState(id, "DEPOSIT_DUE");
  }

  /** Names the amount the bank moved. */
  void verifyAccount(String id) {
    awaitAnswerPossible(id);
    ApiClient.Answer answer = nameAmount(id, receivedFen(id));
    if (answer.status() != 200 || !answer.body().path("matched").asBoolean()) {
      throw new AssertionError("not matched: " + answer.body());
    }
    platform.awaitState(id, "SIGNING");
  }

  void awaitAnswerPossible(String id) {
    TestPlatform.await(
        "a verification of " + id,
        () -> read(id).path("accountVerification").path("awaited").asBoolean());
  }

  ApiClient.Answer nameAmount(String id, long fen) {
    return merchant.post(
        "/api/v1/store-applications/" + id + "/account-verification", Map.of("amountFen", fen));
  }

  /** What the latest verification transfer brought, by the merchant's own bank statement. */
  long receivedFen(String id) {
    String number =
        platform
            .database()
            .sql("select verification ->> 'number' from store_application where id = :id")
            .param("id", id)
            .query(String.class)
            .single();
    for (JsonNode line : statement(id)) {
      if (line.path("number").asString().equals(number)) {
        return line.path("amountFen").asLong();
      }
    }
    throw new AssertionError("the bank moved nothing for " + number);
  }

  JsonNode statement(String id) {
    String account = read(id).path("settlementAccount").path("accountNumber").asString();
    return platform.sandbox().get("/bank/accounts/" + account + "/transfers").body();
  }

  ApiClient.Answer sign(String id) {
    TestPlatform.await(
        "a contract of " + id, () -> read(id).path("contract").path("contractId").isString());
    return platform
        .sandbox()
        .post(
            "/contract-signing/signatures",
            Map.of("contractId", read(id).path("contract").path("contractId").asString()));
  }

  void review(String id, Map<String, Object> verdict) {
    auditor1.complete(task(id), verdict);
  }

  /** The case's open task, as soon as Tasklist shows it. */
  String task(String id) {
    return platform.awaitTask(auditor1, id);
  }

  /** When a task is due, as Tasklist shows it. */
  Instant dueDate(String taskId) {
    return auditor1.dueDate(taskId);
  }

  boolean hasTask(String id) {
    return auditor1.openTask(id).isPresent();
  }

  ApiClient.Answer pay(String id, long fen) {
    return platform.sandbox().post("/payments", Map.of("reference", id, "amountFen", fen));
  }

  JsonNode read(String id) {
    return merchant.get("/api/v1/store-applications/" + id).body();
  }

  List<String> actions(String id) {
    List<String> actions = new ArrayList<>();
    auditor
        .get("/api/v1/cases/" + id + "/history?limit=200")
        .body()
        .path("items")
        .forEach(event -> actions.add(event.path("action").asString()));
    return actions;
  }

  boolean historyHolds(String id) {
    return auditor
        .get("/api/v1/cases/" + id + "/history/verification")
        .body()
        .path("valid")
        .asBoolean();
  }
}
