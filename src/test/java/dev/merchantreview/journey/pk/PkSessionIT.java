package dev.merchantreview.journey.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A PK as one thing: what is missing on each side, and what re-opens when something changes. */
@SharesPlatform
class PkSessionIT {

  private final LiveSelling selling = new LiveSelling();
  private final String mine = LiveSelling.ownMerchant();
  private final String theirs = LiveSelling.otherMerchant();
  private final String streamer = selling.streamer(mine);
  private final String opponent = selling.streamer(theirs);
  private final String live = LiveSelling.evening(20);

  @Test
  void saysOnBothLanesWhatIsMissingAndWhoMustAct() {
    String pk = plan();
    String product = selling.product(mine);
    String filing = declare(product);
    JsonNode seen = read(selling.other, pk);
    assertThat(seen.path("ready").asBoolean()).isFalse();
    assertThat(seen.path("workingDaysLeft").asInt()).isBetween(5, 18);
    assertThat(OffsetDateTime.parse(seen.path("fileBy").asString()))
        .isBefore(OffsetDateTime.parse(live).minusDays(1));
    awaitMissing(
        pk,
        streamer + " PK_PRODUCT_PENDING OWNER " + mine,
        opponent + " PK_NOT_CONFIRMED STREAMER " + theirs);
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, opponent)))
        .containsExactlyInAnyOrder(
            "PK_NOT_CONFIRMED", "PK_PRODUCTS_NOT_APPROVED", "FILING_PENDING");

    assertThat(act(selling.other, pk, "confirmation", Map.of()).status()).isEqualTo(202);
    selling.submit(filing);
    awaitMissing(pk, streamer + " PK_PRODUCT_IN_REVIEW PLATFORM null");
    selling.approve(filing);
    selling.awaitState(filing, "APPROVED");
    assertThat(read(selling.owner, pk).path("ready").asBoolean()).isTrue();
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, opponent))).isEmpty();
    assertThat(read(selling.owner, pk).path("lanes").toString())
        .doesNotContain("experienceRating", "followers\":");
  }

  @Test
  void letsNeitherSellWhileOneIsBelowTheThresholdOrItsFiguresAreOld() {
    String product = readyPk();
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, opponent))).isEmpty();
    Map<String, Object> figures = SampleStreamers.figures(theirs, true);
    figures.put("experienceRating", 4.19);
    figures.put("followers", 9_999);
    figures.put("merchantLevel", 1);
    selling.tell(opponent, figures);
    String pk = pkOf(product);
    awaitMissing(
        pk,
        opponent + " PK_FOLLOWERS_TOO_FEW STREAMER " + theirs,
        opponent + " PK_LEVEL_TOO_LOW STREAMER " + theirs,
        opponent + " PK_RATING_TOO_LOW STREAMER " + theirs);
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, opponent)))
        .containsExactly("PK_COUNTERPART_THRESHOLD");

    // Millions of followers: more is asked.
    figures.putAll(Map.of("experienceRating", 4.3, "followers", 2_000_000, "merchantLevel", 3));
    selling.tell(opponent, figures);
    awaitMissing(pk, opponent + " PK_RATING_TOO_LOW STREAMER " + theirs);

    figures.putAll(Map.of("experienceRating", 4.4, "experienceRatingOn", "2026-01-08"));
    selling.tell(opponent, figures);
    awaitMissing(pk, opponent + " PK_RATING_OUTDATED STREAMER " + theirs);
    figures.remove("experienceRatingOn");
    selling.tell(opponent, figures);
    awaitMissing(pk);
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, opponent))).isEmpty();
  }

  @Test
  void stopsWhileASideHasLeftAndGoesOnWhenItComesBackWithoutAnotherReview() {
    String product = readyPk();
    String pk = pkOf(product);
    assertThat(act(selling.other, pk, "departure", Map.of()).status()).isEqualTo(202);
    assertThat(missing(pk)).containsExactly(opponent + " PK_SIDE_LEFT STREAMER " + theirs);
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, opponent)))
        .containsExactly("PK_SIDE_LEFT");
    assertThat(act(selling.other, pk, "confirmation", Map.of()).status()).isEqualTo(202);
    assertThat(missing(pk)).isEmpty();
    assertThat(selling.actions(pk))
        .containsSubsequence("PK_PLANNED", "PK_CONFIRMED", "PK_SIDE_LEFT", "PK_CONFIRMED");
    assertThat(selling.historyHolds(pk)).isTrue();
  }

  @Test
  void asksOnlyTheOtherSideAgainWhenTheLiveMoves() {
    String product = readyPk();
    String pk = pkOf(product);
    String moved = LiveSelling.evening(25);
    assertThat(act(selling.owner, pk, "live-time", Map.of("liveAt", moved)).status())
        .isEqualTo(202);
    assertThat(missing(pk)).containsExactly(opponent + " PK_NOT_CONFIRMED STREAMER " + theirs);
    String filing = filingIn(pk, product);
    assertThat(selling.state(filing)).isEqualTo("APPROVED");
    assertThat(selling.read(filing).path("liveAt").asString()).isEqualTo(moved);
    act(selling.other, pk, "confirmation", Map.of());
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, opponent))).isEmpty();
  }

  @Test
  void reopensOnlyTheSwappedProduct() {
    String product = readyPk();
    String pk = pkOf(product);
    String kept = selling.product(mine);
    String keptFiling = declare(kept);
    selling.submit(keptFiling);
    selling.approve(keptFiling);
    selling.awaitState(keptFiling, "APPROVED");
    String instead = selling.product(mine);
    ApiClient.Answer swapped =
        act(
            selling.owner,
            pk,
            "products/" + product + "/replacement",
            Map.of("productId", instead));
    assertThat(swapped.status()).as(swapped.body().toString()).isEqualTo(202);
    assertThat(missing(pk)).containsExactly(streamer + " PK_PRODUCT_PENDING OWNER " + mine);
    assertThat(LiveSelling.reasons(selling.pkPermit(kept, streamer, opponent)))
        .containsExactly("PK_PRODUCTS_NOT_APPROVED");
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, opponent)))
        .containsExactly("PK_PRODUCTS_NOT_APPROVED", "PK_PRODUCT_NOT_DECLARED");
    assertThat(act(selling.owner, pk, "products/" + instead + "/removal", Map.of()).status())
        .isEqualTo(202);
    assertThat(LiveSelling.reasons(selling.pkPermit(kept, streamer, opponent))).isEmpty();
    // An edit of what is hung re-opens it, for both sides.
    selling.retitle(kept, "换了标题");
    assertThat(missing(pk)).containsExactly(streamer + " PK_PRODUCT_PENDING OWNER " + mine);
  }

  @Test
  void doesNotWaitForWhatWasTakenOffTheShelfAndTakesItBackWhenItIsFiledAgain() {
    String kept = readyPk();
    String pk = pkOf(kept);
    String gone = selling.product(mine);
    declare(gone);
    assertThat(missing(pk)).containsExactly(streamer + " PK_PRODUCT_PENDING OWNER " + mine);
    selling.delist(gone);
    assertThat(missing(pk)).isEmpty();
    assertThat(LiveSelling.reasons(selling.pkPermit(kept, streamer, opponent))).isEmpty();
    selling.owner.post("/api/v1/products/" + gone + "/relisting", Map.of());
    assertThat(missing(pk)).isEmpty();
    declare(gone);
    assertThat(missing(pk)).containsExactly(streamer + " PK_PRODUCT_PENDING OWNER " + mine);
  }

  @Test
  void takesTheFilingOfAnEarlierPkWithTheSameStreamerForALaterOne() {
    String product = readyPk();
    String first = pkOf(product);
    String filing = filingIn(first, product);
    ApiClient.Answer again = selling.declare(declaration(product, LiveSelling.evening(27)));
    assertThat(again.status()).as(again.body().toString()).isEqualTo(201);
    assertThat(again.items().path(0).path("id").asString()).isEqualTo(filing);
    assertThat(again.items().path(0).path("state").asString()).isEqualTo("APPROVED");
    String second = again.body().path("pkSessionId").asString();
    assertThat(second).isNotEqualTo(first);
    awaitMissing(second, opponent + " PK_NOT_CONFIRMED STREAMER " + theirs);
    // Twice for the same one is twice too many.
    ApiClient.Answer twice = selling.declare(declaration(product, LiveSelling.evening(27)));
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.body().path("errors").toString()).contains("FILED_ALREADY", filing);
  }

  @Test
  void letsTheOwnerDeclareWhatAStreamerDistributes() {
    String strangersProduct = selling.product(LiveSelling.ownMerchant());
    Map<String, Object> declaration = new HashMap<>(declaration(strangersProduct, live));
    declaration.put("sellerId", streamer);
    ApiClient.Answer refused = selling.declare(declaration);
    assertThat(refused.body().path("errors").toString()).contains("NOT_DISTRIBUTED");
    assertThat(
            selling
                .admin
                .post(
                    "/api/v1/distribution-listings",
                    Map.of("streamerId", streamer, "productId", strangersProduct))
                .status())
        .isEqualTo(201);
    ApiClient.Answer declared = selling.declare(declaration);
    assertThat(declared.status()).as(declared.body().toString()).isEqualTo(201);
    assertThat(declared.items().path(0).path("sellerId").asString()).isEqualTo(streamer);
  }

  @Test
  void isNobodyElsesBusiness() {
    String third = LiveSelling.ownMerchant();
    String fourth = LiveSelling.ownMerchant();
    String one = selling.streamer(third);
    String two = selling.streamer(fourth);
    ApiClient.Answer planned =
        selling.owner.post(
            "/api/v1/pk-sessions",
            Map.of(
                "platform", "KUAISHOU", "streamerId", one, "counterpartId", two, "liveAt", live));
    assertThat(planned.status()).as(planned.body().toString()).isEqualTo(201);
    String pk = planned.id();
    assertThat(selling.other.get("/api/v1/pk-sessions/" + pk).status()).isEqualTo(404);
    assertThat(act(selling.other, pk, "departure", Map.of()).status()).isEqualTo(404);
    assertThat(selling.other.get("/api/v1/cases/" + pk + "/history").status()).isEqualTo(404);
    assertThat(selling.other.get("/api/v1/pk-sessions?streamerId=" + one).status()).isEqualTo(404);
    // Who acts for both sides says which one is meant.
    assertThat(act(selling.owner, pk, "departure", Map.of()).status()).isEqualTo(422);
    assertThat(act(selling.owner, pk, "departure", Map.of("streamerId", two)).status())
        .isEqualTo(202);
    assertThat(selling.owner.get("/api/v1/pk-sessions?streamerId=" + one).body().size())
        .isEqualTo(1);
    ApiClient.Answer twice =
        selling.owner.post(
            "/api/v1/pk-sessions",
            Map.of(
                "platform", "KUAISHOU", "streamerId", one, "counterpartId", two, "liveAt", live));
    assertThat(twice.body().path("errors").toString()).contains("PK_PLANNED_ALREADY", pk);
  }

  private String plan() {
    ApiClient.Answer planned =
        selling.owner.post(
            "/api/v1/pk-sessions",
            Map.of(
                "platform",
                "KUAISHOU",
                "streamerId",
                streamer,
                "counterpartId",
                opponent,
                "liveAt",
                live));
    assertThat(planned.status()).as(planned.body().toString()).isEqualTo(201);
    return planned.id();
  }

  /** A PK both sides agreed to, with one approved product of ours. */
  private String readyPk() {
    String pk = plan();
    String product = selling.product(mine);
    String filing = declare(product);
    act(selling.other, pk, "confirmation", Map.of());
    selling.submit(filing);
    selling.approve(filing);
    selling.awaitState(filing, "APPROVED");
    awaitMissing(pk);
    return product;
  }

  private String declare(String product) {
    return selling.file(declaration(product, live));
  }

  private Map<String, Object> declaration(String product, String at) {
    return Map.of(
        "scenario", "PK", "productIds", List.of(product), "streamerId", opponent, "liveAt", at);
  }

  private String pkOf(String product) {
    return selling
        .owner
        .get("/api/v1/pk-sessions?streamerId=" + streamer)
        .body()
        .valueStream()
        .filter(session -> session.toString().contains("\"" + product + "\""))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asString();
  }

  private String filingIn(String pk, String product) {
    return read(selling.owner, pk)
        .path("lanes")
        .valueStream()
        .flatMap(lane -> lane.path("products").valueStream())
        .filter(one -> one.path("productId").asString().equals(product))
        .findFirst()
        .orElseThrow()
        .path("filingId")
        .asString();
  }

  private static ApiClient.Answer act(
      ApiClient side, String pk, String what, Map<String, Object> body) {
    return side.post("/api/v1/pk-sessions/" + pk + "/" + what, body);
  }

  private static JsonNode read(ApiClient side, String pk) {
    ApiClient.Answer answer = side.get("/api/v1/pk-sessions/" + pk);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  /** Figures are judged soon after they are told. */
  private void awaitMissing(String pk, String... expected) {
    TestPlatform.await("missing " + List.of(expected), () -> missing(pk).equals(List.of(expected)));
  }

  /** Lane, code, who must act, for which merchant. */
  private List<String> missing(String pk) {
    List<String> missing = new ArrayList<>();
    for (JsonNode lane : read(selling.owner, pk).path("lanes")) {
      for (JsonNode one : lane.path("missing")) {
        assertThat(one.path("message").asString()).isNotBlank();
        missing.add(
            lane.path("streamerId").asString()
                + " "
                + one.path("code").asString()
                + " "
                + one.path("mustAct").asString()
                + " "
                + (one.path("merchantId").isNull() ? "null" : one.path("merchantId").asString()));
      }
    }
    missing.sort(
        Comparator.comparing((String line) -> line.startsWith(opponent + " "))
            .thenComparing(Comparator.naturalOrder()));
    return missing;
  }
}
