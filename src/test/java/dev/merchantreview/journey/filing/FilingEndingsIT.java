package dev.merchantreview.journey.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every way a round of review can end. */
@SharesPlatform
class FilingEndingsIT {

  private final LiveSelling selling = new LiveSelling();
  private final TestPlatform platform = selling.platform;

  @Test
  void endsApproved() {
    String id = selling.approved();
    platform.awaitEnd(id);
    assertThat(selling.read(id).path("approvedProductVersion").asLong()).isEqualTo(1);
    assertThat(selling.historyHolds(id)).isTrue();
  }

  @Test
  void endsRejectedByAPerson() {
    String id = selling.inReview();
    selling.reject(id, "/mainImage", "IMAGE_MISLEADING");
    selling.awaitState(id, "REJECTED");
    platform.awaitEnd(id);
    JsonNode rejected = selling.read(id);
    assertThat(rejected.path("problems").path(0).path("pointer").asString())
        .isEqualTo("/mainImage");
    assertThat(rejected.path("reason").asString()).isEqualTo("请修改后重新提交");
    assertThat(LiveSelling.reasons(permit(id))).containsExactly("FILING_REJECTED");
  }

  @Test
  void endsRejectedByTheMachineBeforeAPersonLooks() {
    String merchant = LiveSelling.ownMerchant();
    String id =
        selling.file(
            Map.of(
                "scenario", "SELF_BUILT",
                "productIds", List.of(selling.product(merchant, "食品")),
                "streamerId", selling.streamer(merchant)));
    Map<String, Object> expired =
        Map.of(
            "kind",
            "FOOD_LICENCE",
            "documentId",
            selling.owner.upload("FOOD_LICENCE", SampleProducts.picture()),
            "validUntil",
            "2020-01-31");
    assertThat(selling.trySubmit(id, List.of(expired)).status()).isEqualTo(202);
    selling.awaitState(id, "REJECTED");
    platform.awaitEnd(id);
    assertThat(
            selling
                .read(id)
                .path("problems")
                .valueStream()
                .map(one -> one.path("pointer").asString() + " " + one.path("code").asString()))
        .containsExactly("/documents QUALIFICATION_MISSING", "/documents/0 QUALIFICATION_EXPIRED");
    assertThat(selling.actions(id)).doesNotContain("MACHINE_CHECKED");
    assertThat(selling.hasTask(id)).isFalse();
  }

  @Test
  void takesTheTaskAwayWhenTheOwnerWithdraws() {
    String id = selling.inReview();
    selling.task(id);
    assertThat(selling.withdraw(id).status()).isEqualTo(202);
    assertThat(selling.state(id)).isEqualTo("PENDING");
    TestPlatform.await("no task of " + id, () -> !selling.hasTask(id));
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    // And again: a new round, a new task.
    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    assertThat(selling.read(id).path("round").asInt()).isEqualTo(2);
  }

  @Test
  void takesTheTaskAwayWhenAWatchedFieldIsEdited() {
    String id = selling.inReview();
    selling.task(id);
    ApiClient.Answer edited = selling.retitle(selling.productOf(id), "换了标题的商品");
    assertThat(edited.body().path("filingsSentBack").path(0).asString()).isEqualTo(id);
    TestPlatform.await("no task of " + id, () -> !selling.hasTask(id));
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    assertThat(selling.state(id)).isEqualTo("PENDING");
  }

  @Test
  void leavesTheTaskWhenOnlyPriceAndStockAreEdited() {
    String id = selling.inReview();
    String task = selling.task(id);
    String product = selling.productOf(id);
    selling.describe(product, selling.content(product).put("priceFen", 1).put("stock", 7));
    selling.complete(task, Map.of("verdict", "APPROVED"));
    selling.awaitState(id, "APPROVED");
    assertThat(LiveSelling.reasons(permit(id))).isEmpty();
  }

  @Test
  void closesWhenTheProductIsDelistedWhateverTheState() {
    String pending = selling.selfBuilt();
    platform.awaitBeingAt(pending, "Task_AwaitQualification");
    String inReview = selling.inReview();
    selling.task(inReview);
    String approved = selling.approved();
    for (String id : List.of(pending, inReview, approved)) {
      assertThat(selling.delist(selling.productOf(id)).status()).isEqualTo(202);
      assertThat(selling.state(id)).isEqualTo("CLOSED");
      assertThat(LiveSelling.reasons(permit(id)))
          .containsExactly("PRODUCT_DELISTED", "FILING_MISSING");
    }
    TestPlatform.await("no task of " + inReview, () -> !selling.hasTask(inReview));
    platform.awaitEnd(inReview);
    platform.awaitEnd(pending);
    // Back on the shelf it has to be filed anew.
    String product = selling.productOf(approved);
    String streamer = selling.sellerOf(approved);
    assertThat(selling.owner.post("/api/v1/products/" + product + "/relisting", Map.of()).status())
        .isEqualTo(202);
    assertThat(LiveSelling.reasons(permit(approved))).containsExactly("FILING_MISSING");
    assertThat(
            selling.file(
                Map.of(
                    "scenario",
                    "SELF_BUILT",
                    "productIds",
                    List.of(product),
                    "streamerId",
                    streamer)))
        .isNotEqualTo(approved);
  }

  @Test
  void givesTheTaskBackWhenTheVerdictDoesNotCount() {
    String id = selling.inReview();
    String first = selling.task(id);
    selling.complete(first, Map.of("verdict", "REJECTED"));
    String second = selling.taskOtherThan(first, id);
    assertThat(selling.actions(id)).contains("VERDICT_RETURNED");
    // SENT_BACK is no verdict of this review, and an id cannot be smuggled in.
    selling.complete(second, Map.of("verdict", "SENT_BACK", "caseId", "fl_0000000000000000"));
    String third = selling.taskOtherThan(second, id);
    selling.complete(third, Map.of("verdict", "APPROVED", "round", 7));
    selling.awaitState(id, "APPROVED");
  }

  @Test
  void isFoundAndTakenUpAgainWhenItsInstanceIsCancelled() {
    String id = selling.inReview();
    selling.task(id);
    platform.engineByHand().cancel(id);
    new Applications().awaitFinding(id, "INSTANCE_ENDED");
    assertThat(
            platform
                .api("operator")
                .post("/api/v1/cases/" + id + "/resync", Map.of())
                .body()
                .path("repaired")
                .asBoolean())
        .isTrue();
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
  }

  @Test
  void isFoundAndWaitedForAgainWhenItsInstanceIsCancelled() {
    String id = selling.selfBuilt();
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    platform.engineByHand().cancel(id);
    new Applications().awaitFinding(id, "INSTANCE_ENDED");
    assertThat(
            platform
                .api("operator")
                .post("/api/v1/cases/" + id + "/resync", Map.of())
                .body()
                .path("repaired")
                .asBoolean())
        .isTrue();
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
  }

  private JsonNode permit(String id) {
    return selling.permit(selling.productOf(id), selling.sellerOf(id), "SELF_BUILT");
  }
}
