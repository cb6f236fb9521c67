package dev.merchantreview.local;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Members of programmes in different states: one on trial, one that a person is to decide about,
 * one that a person has admitted; a store with all the figures its score is made up of.
 */
final class ProgrammeDemo {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String API = "/api/v1/memberships";
  private static final String SERVICE = "xiaohongshu-own-customer-service";

  private final ApiClient merchant;
  private final ApiClient admin;
  private final MerchantSystem system;
  private final TasklistClient auditor;

  ProgrammeDemo(Settings settings) {
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
    this.admin = new ApiClient(settings.serviceUrl(), "admin");
    this.system = new MerchantSystem(merchant, new ApiClient(settings.sandboxUrl(), "merchant"));
    this.auditor = new TasklistClient(settings.webUrl(), "auditor2");
  }

  void play() {
    String alliance = store("DOUYIN", "m-1010");
    report(
        alliance,
        figure("sales", 36, "COUNT", 30),
        figure("evasion-penalties", 0, "COUNT", 365),
        figure("related-grave-violations", 0, "COUNT", 365),
        figure("store-rating", 4.8, "SCORE", 0),
        figure("praise-rate", 0.93, "RATIO", 60),
        figure("valid-reviews", 12, "COUNT", 60));
    scored(alliance);
    apply("douyin-alliance", alliance);
    String admitted = opened("m-1023", "北岸香氛");
    String asking = opened("m-1024", "白露护肤");
    for (String store : List.of(admitted, asking)) {
      report(store, figure("service-staff", 3, "COUNT", 0));
    }
    String member = apply(SERVICE, admitted);
    apply(SERVICE, asking);
    if (state(member).equals("APPLIED") || state(member).equals("IN_REVIEW")) {
      Http.await("the review of " + member, PATIENCE, () -> auditor.openTask(member).isPresent());
      auditor.complete(auditor.openTask(member).orElseThrow(), Map.of("verdict", "APPROVED"));
    }
    Http.await("a member", PATIENCE, () -> state(member).equals("PROBATION"));
  }

  /**
   * All a store's experience score is made up of. The service computes it within a minute, from the
   * hour on that is configured, and one more each day the demo goes on and is told figures: days
   * that are over have no score, and none is made up for them.
   */
  private void scored(String store) {
    report(
        store,
        figure("quality-return-rate", 0.004, "RATIO", 90),
        figure("product-negative-feedback-rate", 0.009, "RATIO", 90),
        figure("pickup-in-time-rate", 0.98, "RATIO", 90),
        figure("delivery-hours", 52.5, "HOURS", 90),
        figure("logistics-negative-feedback-rate", 0.003, "RATIO", 90),
        figure("reply-within-3-minutes-rate", 0.91, "RATIO", 90),
        figure("service-dissatisfaction-rate", 0.02, "RATIO", 90),
        figure("refund-only-handling-hours", 9.5, "HOURS", 90),
        figure("return-handling-hours", 26, "HOURS", 90),
        figure("live-days", 61, "COUNT", 90),
        figure("selling-days", 74, "COUNT", 90),
        figure("dispute-fault-rate", 0.002, "RATIO", 90));
  }

  private String apply(String programme, String store) {
    ApiClient.Answer answer =
        merchant.post(
            API,
            Map.of(
                "programme",
                programme,
                "subjectId",
                store,
                "agreement",
                "2024-01",
                "statement",
                "三名客服，八点到二十三点轮班"));
    if (answer.status() == 409) {
      return answer.body().path("existing").asString();
    }
    if (answer.status() != 201) {
      throw new LaunchException("the demo was refused: " + answer.body());
    }
    return answer.id();
  }

  private String state(String membership) {
    return merchant.get(API + "/" + membership).state();
  }

  /** An open store on Xiaohongshu. */
  private String opened(String merchantId, String name) {
    ApiClient.Answer answer =
        merchant.post(
            "/api/v1/store-applications",
            SampleApplications.withDocuments(
                SampleApplications.application(
                    "XIAOHONGSHU", merchantId, "ENTERPRISE", name, List.of("美妆")),
                merchant));
    if (answer.status() == 201) {
      String id = answer.id();
      Http.await("the audit of " + id, PATIENCE, () -> auditor.openTask(id).isPresent());
      auditor.complete(auditor.openTask(id).orElseThrow(), Map.of("verdict", "APPROVED"));
      Http.await("the contract of " + id, PATIENCE, () -> isAt(id, "SIGNING"));
      system.sign(id);
      Http.await("the deposit of " + id, PATIENCE, () -> isAt(id, "DEPOSIT_DUE"));
      system.pay(id, system.read(id).path("deposit").path("requiredFen").asLong());
      Http.await("the store of " + id, PATIENCE, () -> isAt(id, "ACTIVE"));
    }
    return store("XIAOHONGSHU", merchantId);
  }

  private boolean isAt(String application, String state) {
    return system.read(application).path("state").asString().equals(state);
  }

  private String store(String platform, String merchantId) {
    JsonNode stores =
        merchant.get("/api/v1/stores?platform=" + platform + "&merchantId=" + merchantId).items();
    return stores.path(0).path("id").asString();
  }

  @SafeVarargs
  private void report(String store, Map<String, Object>... figures) {
    ApiClient.Answer answer =
        admin.put(
            "/api/v1/figures/STORE/" + store, Map.of("figures", new ArrayList<>(List.of(figures))));
    if (answer.status() != 200) {
      throw new LaunchException("the demo was refused: " + answer.body());
    }
  }

  private static Map<String, Object> figure(
      String name, Number value, String unit, int windowDays) {
    Map<String, Object> figure = new HashMap<>();
    figure.put("name", name);
    figure.put("value", value);
    figure.put("unit", unit);
    figure.put("asOf", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
    figure.put("windowDays", windowDays);
    figure.put("source", "demo");
    return figure;
  }
}
