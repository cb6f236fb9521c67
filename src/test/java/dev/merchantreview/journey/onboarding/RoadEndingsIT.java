package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every road left in every phase of it, by the merchant and by an auditor, on the real engine. */
@SharesPlatform
class RoadEndingsIT {

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

  /** [K-open] a store that was only prepared is closed with it. */
  @Test
  void isLeftByTheMerchantInEveryPhase() {
    List<OnTheRoad.Waiting> all = new OnTheRoad(applications).inEveryPhase(state -> true);
    all.forEach(
        one -> assertThat(applications.withdraw(one.id()).status()).as("%s", one).isEqualTo(202));
    for (OnTheRoad.Waiting one : all) {
      JsonNode withdrawn = applications.read(one.id());
      assertThat(withdrawn.path("state").asString()).as("%s", one).isEqualTo("WITHDRAWN");
      assertThat(withdrawn.path("nextActions")).as("%s", one).isEmpty();
      assertThat(applications.withdraw(one.id()).status()).as("%s", one).isEqualTo(409);
      assertThat(applications.historyHolds(one.id())).as("%s", one).isTrue();
      JsonNode store = withdrawn.path("storeId");
      if (store.isString()) {
        JsonNode prepared = applications.merchant.get("/api/v1/stores/" + store.asString()).body();
        assertThat(prepared.path("state").asString()).isEqualTo("CLOSED");
        assertThat(prepared.path("cancelledBy").asString()).isEqualTo("WITHDRAWN");
        assertThat(prepared.path("reopenableFrom").isNull()).isTrue();
        assertThat(applications.actions(store.asString())).endsWith("STORE_CANCELLED");
      }
    }
    for (OnTheRoad.Waiting one : all) {
      platform.awaitEnd(one.id());
    }
  }

  @Test
  void isEndedByAnAuditorWhateverCameBefore() {
    List<OnTheRoad.Waiting> all = new OnTheRoad(applications).inEveryPhase("IN_REVIEW"::equals);
    all.forEach(one -> applications.reject(one.id()));
    for (OnTheRoad.Waiting one : all) {
      platform.awaitState(one.id(), "REJECTED");
      assertThat(applications.read(one.id()).path("storeId").isNull()).as("%s", one).isTrue();
    }
  }
}
