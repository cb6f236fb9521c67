package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.TestPlatform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applications that wait in every phase of every road, brought there by merchants, providers and
 * auditors. Which phases a road has is what the service itself tells merchants.
 */
final class OnTheRoad {

  /** One store type for each road there is as shipped. */
  private static final List<Walker> WALKERS =
      List.of(
          new Walker("DOUYIN", "ENTERPRISE", "服饰"),
          new Walker("DOUYIN", "PERSONAL", "服饰内衣"),
          new Walker("WECHAT", "ENTERPRISE", "服饰内衣"),
          new Walker("WECHAT", "PERSONAL", "服饰内衣"),
          new Walker("KUAISHOU", "ENTERPRISE", "服饰"),
          new Walker("XIAOHONGSHU", "ENTERPRISE", "美妆"));

  private static final Map<String, String> WAITING =
      Map.of(
          "VERIFY_ACCOUNT", "VERIFYING_ACCOUNT",
          "SHOP_DATA", "SHOP_DATA_DUE",
          "AUDIT", "IN_REVIEW",
          "SIGN", "SIGNING",
          "DEPOSIT", "DEPOSIT_DUE");

  private record Walker(String onPlatform, String storeType, String category) {}

  /** An application, and the state of the phase it waits in. */
  record Waiting(String id, String state) {}

  private final Applications applications;

  OnTheRoad(Applications applications) {
    this.applications = applications;
  }

  /**
   * One application for each phase of each road, waiting in it.
   *
   * @param states which phases count, by their state
   */
  List<Waiting> inEveryPhase(Predicate<String> states) {
    List<Waiting> all = new ArrayList<>();
    for (Walker walker : WALKERS) {
      for (String state : road(walker)) {
        if (states.test(state)) {
          all.add(new Waiting(applications.handIn(application(walker)), state));
        }
      }
    }
    Map<String, String> acted = new HashMap<>();
    List<Waiting> under = new ArrayList<>(all);
    TestPlatform.await(
        "every phase of every road",
        () -> {
          under.removeIf(one -> isThere(one, acted));
          return under.isEmpty();
        });
    return List.copyOf(all);
  }

  private List<String> road(Walker walker) {
    List<ApiClient.Answer> answers = new ArrayList<>();
    // The engine decides the road; while it has too much to do, callers are told to ask again.
    TestPlatform.await(
        "the requirements of " + walker,
        () -> {
          answers.add(
              applications.merchant.get(
                  "/api/v1/store-applications/requirements?platform="
                      + walker.onPlatform()
                      + "&storeType="
                      + walker.storeType()
                      + "&category="
                      + walker.category()));
          return answers.getLast().status() != 503;
        });
    assertThat(answers.getLast().status()).as(answers.getLast().body().toString()).isEqualTo(200);
    JsonNode road = answers.getLast().body().path("road");
    List<String> states =
        road.valueStream()
            .map(phase -> phase.path("phase").asString())
            .filter(WAITING::containsKey)
            .map(WAITING::get)
            .toList();
    if (!states.contains("IN_REVIEW")) {
      throw new AssertionError("no road of " + walker + ": " + road);
    }
    return states;
  }

  private ObjectNode application(Walker walker) {
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.application(
                walker.onPlatform(),
                Applications.newMerchant(),
                walker.storeType(),
                "青禾女装",
                List.of(walker.category())),
            applications.merchant);
    application.remove("shop");
    return application;
  }

  /** Goes one phase further unless it is where it shall wait; each phase is left once. */
  private boolean isThere(Waiting one, Map<String, String> acted) {
    String state = applications.read(one.id()).path("state").asString();
    if (state.equals(one.state())) {
      return true;
    }
    if (!state.equals(acted.put(one.id(), state))) {
      switch (state) {
        case "SUBMITTED" -> {}
        case "VERIFYING_ACCOUNT" -> applications.verifyAccount(one.id());
        case "SHOP_DATA_DUE" ->
            applications.handInShop(one.id(), SampleApplications.shop(applications.merchant));
        case "IN_REVIEW" -> applications.approve(one.id());
        case "SIGNING" -> applications.sign(one.id());
        default -> throw new AssertionError(one + " has become " + state);
      }
    }
    return false;
  }
}
