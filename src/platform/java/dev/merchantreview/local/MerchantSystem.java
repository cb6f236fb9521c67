package dev.merchantreview.local;

import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a merchant's system does between verdict and opened store, with the sandbox's bank, signing,
 * identity and payment providers: for the demo, the bench and tests alike.
 */
public final class MerchantSystem {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String WRONG_AMOUNT = "\"ACCOUNT_AMOUNT_WRONG\"";
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
    return api.get(APPLICATIONS + id + "/history").body().toString().contains(WRONG_AMOUNT);
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

  /** Has the account verified, the way the platform wants it. */
  public void verifyAccount(String id) {
    awaitAnswerPossible(id);
    String method = read(id).path("accountVerification").path("method").asString();
    ApiClient.Answer answer =
        method.equals("RANDOM_TRANSFER")
            ? nameAmount(id, receivedFen(id))
            : sandbox.post("/confirmations", Map.of("reference", id));
    if (answer.status() / 100 != 2) {
      throw new LaunchException("the account was not verified: " + answer.body());
    }
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
