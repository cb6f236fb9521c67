package dev.merchantreview.local;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/**
 * What a merchant's system does between verdict and opened store, with the sandbox's bank, signing,
 * identity and payment providers: for the demo, the bench and tests alike.
 */
public final class MerchantSystem {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String WRONG_AMOUNT = "\"ACCOUNT_AMOUNT_WRONG\"";
  private static final String NOT_TAKEN = "\"REMITTANCE_NOT_TAKEN\"";
  private static final String APPLICATIONS = "/api/v1/store-applications/";

  private final ApiClient api;
  private final ApiClient sandbox;

  public MerchantSystem(ApiClient api, ApiClient sandbox) {
    this.api = api;
    this.sandbox = sandbox;
  }

  public JsonNode read(String id) {
    return api.get(APPLICATIONS + id).body();
  }

  /** Waits until an answer to the account verification can be given. */
  public void awaitAnswerPossible(String id) {
    Http.await(
        "a verification of " + id,
        PATIENCE,
        () -> read(id).path("accountVerification").path("awaited").asBoolean());
  }

  public ApiClient.Answer nameAmount(String id, long fen) {
    return api.post(APPLICATIONS + id + "/account-verification", Map.of("amountFen", fen));
  }

  /** Whether an amount was named that did not arrive. */
  boolean namedWrongAmount(String id) {
    return happened(id, WRONG_AMOUNT);
  }

  /** Whether money came in that verified nothing. */
  boolean remittedInVain(String id) {
    return happened(id, NOT_TAKEN);
  }

  private boolean happened(String id, String action) {
    return api.get("/api/v1/cases/" + id + "/history?limit=200").body().toString().contains(action);
  }

  /** What arrived on the account, latest last. */
  public JsonNode statement(String id) {
    String account = read(id).path("settlementAccount").path("accountNumber").asString();
    return sandbox.get("/bank/accounts/" + account + "/transfers").body();
  }

  /** What the latest verification transfer brought. */
  public long receivedFen(String id) {
    JsonNode statement = statement(id);
    if (statement.isEmpty()) {
      throw new LaunchException("the bank moved nothing for " + id);
    }
    return statement.path(statement.size() - 1).path("amountFen").asLong();
  }

  /**
   * Does what the platform asks for before a person looks: has the account verified, describes the
   * shop. Nothing is left to do where it is not asked, or done.
   */
  public void upToReview(String id) {
    for (String state = past(id, "SUBMITTED"); ; state = past(id, state)) {
      switch (state) {
        case "VERIFYING_ACCOUNT" -> {
          // Verified already, it is only the process that has not gone on.
          if (!read(id).path("accountVerification").path("verified").asBoolean()) {
            verifyAccount(id);
          }
        }
        case "SHOP_DATA_DUE" -> {
          if (asks(id, "HAND_IN_SHOP_DATA")) {
            accepted(handInShop(id, SampleApplications.shop(api)));
          }
        }
        default -> {
          return;
        }
      }
    }
  }

  private boolean asks(String id, String action) {
    return read(id).path("nextActions").findValuesAsString("action").contains(action);
  }

  /** The state that follows another one. */
  private String past(String id, String state) {
    AtomicReference<String> now = new AtomicReference<>(state);
    Http.await(
        id + " leaving " + state,
        PATIENCE,
        () -> {
          now.set(read(id).path("state").asString());
          return !now.get().equals(state);
        });
    return now.get();
  }

  public ApiClient.Answer handInShop(String id, Object shop) {
    return api.post(APPLICATIONS + id + "/shop", shop);
  }

  private static void accepted(ApiClient.Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new LaunchException("refused: " + answer.body());
    }
  }

  /** Has the account verified, the way the platform wants it. */
  public void verifyAccount(String id) {
    awaitAnswerPossible(id);
    JsonNode verification = read(id).path("accountVerification");
    ApiClient.Answer answer =
        verification.at("/methods/0").asString().equals("RANDOM_TRANSFER")
            ? nameAmount(id, receivedFen(id))
            : sandbox.post(
                "/confirmations",
                Map.of("reference", id, "transfer", verification.path("transfer").asInt()));
    accepted(answer);
  }

  /** Remits what the application is asked to, as its company. */
  public void remit(String id) {
    awaitAnswerPossible(id);
    JsonNode application = read(id);
    remit(id, application.path("subject").path("legalName").asString());
  }

  /** Remits what the application is asked to, under a name. */
  public String remit(String id, String payer) {
    JsonNode application = read(id);
    JsonNode asked = application.path("accountVerification").path("remittance");
    return remit(
        asked.path("remark").asString(),
        asked.path("amountFen").asLong(),
        payer,
        application.path("settlementAccount").path("accountNumber").asString());
  }

  /**
   * Remits to the platform's account.
   *
   * @return the bank's reference
   */
  public String remit(String remark, long fen, String payer, String payerAccount) {
    return sandbox
        .post(
            "/bank/remittances",
            Map.of(
                "remark", remark,
                "amountFen", fen,
                "payer", payer,
                "payerAccount", payerAccount))
        .body()
        .path("reference")
        .asString();
  }

  /** Signs the contract as soon as it is offered. */
  public ApiClient.Answer sign(String id) {
    Http.await(
        "a contract of " + id,
        PATIENCE,
        () -> read(id).path("contract").path("contractId").isString());
    return sandbox.post(
        "/contract-signing/signatures",
        Map.of("contractId", read(id).path("contract").path("contractId").asString()));
  }

  public ApiClient.Answer pay(String id, long fen) {
    return sandbox.post("/payments", Map.of("reference", id, "amountFen", fen));
  }

  /** The same for another deposit than the store's. */
  public ApiClient.Answer pay(String id, String deposit, long fen) {
    return sandbox.post("/payments", Map.of("reference", id, "deposit", deposit, "amountFen", fen));
  }
}
