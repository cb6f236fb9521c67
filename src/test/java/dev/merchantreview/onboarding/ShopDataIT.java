package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a shop shows is handed in in its phase, or with the application; all that is wrong is said.
 */
class ShopDataIT {

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");

  @Test
  void areHandedInInTheirPhaseAndNeitherBeforeNorTwice() {
    String id = submitted("DOUYIN", "PERSONAL", "服饰内衣");
    ObjectNode shop = SampleApplications.shop(merchant);
    ApiClient.Answer early = handIn(id, shop);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body().path("state").asString()).isEqualTo("SUBMITTED");
    asked(id);
    JsonNode due = read(id);
    assertThat(due.path("state").asString()).isEqualTo("SHOP_DATA_DUE");
    assertThat(due.path("shopDataDueAt").isString()).isTrue();
    assertThat(due.path("nextActions").path(0).path("action").asString())
        .isEqualTo("HAND_IN_SHOP_DATA");

    assertThat(handIn(id, shop).status()).isEqualTo(202);
    assertThat(read(id).path("shop").path("logo")).isEqualTo(shop.path("logo"));
    assertThat(read(id).path("shop").path("returnContact")).isEqualTo(shop.path("returnContact"));
    assertThat(service.api("auditor").actions(id)).endsWith("SHOP_DATA_HANDED_IN");
    assertThat(read(id).path("nextActions").findValuesAsString("action"))
        .containsExactly("WITHDRAW");
    // The process has not gone on yet: what is handed in is still what is waited for.
    ObjectNode corrected = shop.deepCopy().put("introduction", "手工制作，三日内发货。");
    assertThat(handIn(id, corrected).status()).isEqualTo(202);
    assertThat(read(id).path("shop").path("introduction").asString()).isEqualTo("手工制作，三日内发货。");
  }

  @Test
  void areAnsweredTheSameWhenTheyComeAgainWithTheSameKey() {
    String id = submitted("DOUYIN", "PERSONAL", "服饰内衣");
    asked(id);
    ObjectNode shop = SampleApplications.shop(merchant);
    String key = "shop-" + id;
    ApiClient.Answer first = merchant.post(path(id), shop, key);
    ApiClient.Answer again = merchant.post(path(id), shop, key);
    assertThat(first.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(service.api("auditor").actions(id)).containsOnlyOnce("SHOP_DATA_HANDED_IN");
  }

  @Test
  void sayEverythingThatIsWrongAtOnce() {
    String id = submitted("WECHAT", "ENTERPRISE", "服饰内衣");
    ObjectNode lacking = SampleApplications.shop(merchant);
    lacking.remove(List.of("introduction", "returnContact"));
    lacking.put("shopElsewhere", "https://shop.example.com/1");
    assertThat(errors(handIn(id, lacking), 422))
        .containsExactlyInAnyOrder(
            "/introduction REQUIRED", "/returnContact REQUIRED", "/shopElsewhere NOT_ASKED_FOR");

    ObjectNode shapeless = SampleApplications.shop(merchant);
    shapeless.put("logo", merchant.upload("IDENTITY_CARD", SampleApplications.png()));
    shapeless.put("picture", shapeless.path("logo").asString());
    shapeless.put("shopElsewhere", "javascript:alert(1)");
    ((ObjectNode) shapeless.path("returnContact")).put("phone", "call me");
    assertThat(errors(handIn(id, shapeless), 422))
        .contains("/logo OTHER_KIND", "/picture OTHER_KIND")
        .anyMatch(error -> error.startsWith("/shopElsewhere "))
        .anyMatch(error -> error.startsWith("/returnContact/phone "));

    String personal = submitted("WECHAT", "PERSONAL", "服饰内衣");
    assertThat(errors(handIn(personal, SampleApplications.shop(merchant)), 422))
        .containsExactly(" NOT_ASKED_FOR");
  }

  @Test
  void ofAnApplicationAreHeldToTheSame() {
    ObjectNode application = application("WECHAT", "ENTERPRISE", "服饰内衣");
    ((ObjectNode) application.path("shop")).remove("address");
    assertThat(errors(merchant.post("/api/v1/store-applications", application), 422))
        .containsExactly("/shop/address REQUIRED");
  }

  @Test
  void ofAnApplicationAreJudgedBeforeAnythingIsHandedIn() {
    ObjectNode application = application("WECHAT", "ENTERPRISE", "服饰内衣");
    ((ObjectNode) application.path("shop")).remove("address");
    assertThat(errors(merchant.post("/api/v1/store-applications/pre-check", application), 422))
        .containsExactly("/shop/address REQUIRED");
  }

  /** What a system sends again as it was is no fix, whether it names the shop or not. */
  @Test
  void areNoChangeWhereTheyAreLeftOut() {
    ObjectNode application = application("DOUYIN", "PERSONAL", "服饰内衣");
    ObjectNode shop = (ObjectNode) application.remove("shop");
    String id = merchant.post("/api/v1/store-applications", application).id();
    asked(id);
    assertThat(handIn(id, shop).status()).isEqualTo(202);
    changed(
        id,
        taken -> {
          taken.openAudit(service.bean(ApplicationClocks.class).of(taken));
          taken.sendBack(List.of(), null, soon(), 0);
        });
    assertThat(
            errors(
                merchant.post("/api/v1/store-applications/" + id + "/resubmission", application),
                422))
        .containsExactly(" UNCHANGED");
  }

  @Test
  void areTheirOwnersAloneAndSealedWhereTheyAreKept() {
    String id = submitted("DOUYIN", "PERSONAL", "服饰内衣");
    asked(id);
    ObjectNode shop = SampleApplications.shop(merchant);
    assertThat(service.api("auditor").post(path(id), shop).status()).isEqualTo(403);
    assertThat(handIn(id, shop).status()).isEqualTo(202);

    JsonNode seen =
        service.api("auditor").get("/api/v1/store-applications/" + id).body().path("shop");
    assertThat(seen.path("returnContact").path("name").asString()).isEqualTo("沈*");
    assertThat(seen.path("returnContact").path("phone").asString()).isEqualTo("137****0000");
    assertThat(seen.path("returnContact").path("address").asString()).startsWith("浙江省嘉兴市***");
    assertThat(seen.path("introduction")).isEqualTo(shop.path("introduction"));
    JsonNode shown =
        service
            .api("auditor")
            .post(
                "/api/v1/store-applications/" + id + "/personal-data",
                Map.of("purpose", "核对退货地址", "fields", List.of("RETURN_ADDRESS", "SHOP_ADDRESS")))
            .body();
    assertThat(shown.path("returnAddress")).isEqualTo(shop.at("/returnContact/address"));
    assertThat(shown.path("shopAddress")).isEqualTo(shop.path("address"));
    assertThat(shown.path("returnName").asString()).isEqualTo("沈*");
    assertThat(shown.path("returnPhone").asString()).isEqualTo("137****0000");
    assertThat(kept(id)).contains("七天无理由退货").doesNotContain("13700000000", "沈禾", "中环南路", "文一西路");
  }

  /** An instance of the release before writes what it knows, whole: it knows of no shop. */
  @Test
  void stayWhenAnInstanceOfTheReleaseBeforeKeptTheCase() {
    String id = submitted("DOUYIN", "PERSONAL", "服饰内衣");
    asked(id);
    ObjectNode shop = SampleApplications.shop(merchant);
    assertThat(handIn(id, shop).status()).isEqualTo(202);
    JsonNode shown = read(id).path("shop");
    keptByTheReleaseBefore(id);
    assertThat(read(id).path("shop")).isEqualTo(shown);
    assertThat(kept(id)).doesNotContain("13700000000", "沈禾", "中环南路", "文一西路");

    // Something else was fixed there: in the next round the shop is the same.
    service
        .database()
        .sql(
            "update store_application set review = jsonb_set(review, '{number}', '2') where id = :id")
        .param("id", id)
        .update();
    StoreApplication fixed =
        service.bean(StoreApplications.class).find(new CaseId(id)).orElseThrow();
    assertThat(fixed.round()).isEqualTo(2);
    assertThat(read(id).path("shop")).isEqualTo(shown);
    // Whoever writes it next keeps it whole again.
    assertThat(handIn(id, shop.put("introduction", "手工制作。")).status()).isEqualTo(202);
    keptByTheReleaseBefore(id);
    assertThat(read(id).path("shop").path("introduction").asString()).isEqualTo("手工制作。");
  }

  private void keptByTheReleaseBefore(String id) {
    assertThat(
            service
                .database()
                .sql(
                    "update store_application set data = data || jsonb_build_object('content', (data -> 'content') - 'shop')"
                        + " where id = :id")
                .param("id", id)
                .update())
        .isOne();
  }

  private String kept(String id) {
    return service
        .database()
        .sql("select data::text from store_application where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  @Test
  void areItemsOfTheReviewWithTheirLogoBesideThem() {
    CaseId id = new CaseId(submitted("DOUYIN", "PERSONAL", "服饰内衣"));
    StoreApplications applications = service.bean(StoreApplications.class);
    ApplicationItems items = service.bean(ApplicationItems.class);
    StoreApplication application = applications.find(id).orElseThrow();
    assertThat(items.of("merchant", application.content()))
        .noneMatch(item -> item.pointer().startsWith("/shop"));
    asked(id.value());
    ObjectNode shop = SampleApplications.shop(merchant);
    handIn(id.value(), shop);
    ApplicationContent content = applications.find(id).orElseThrow().content();
    assertThat(items.of("merchant", content))
        .filteredOn(item -> item.pointer().startsWith("/shop"))
        .extracting(item -> item.pointer())
        .containsExactly(
            "/shop/logo",
            "/shop/picture",
            "/shop/introduction",
            "/shop/address",
            "/shop/returnContact",
            "/shop/shopElsewhere");
    assertThat(
            service
                .bean(StoreApplicationReview.class)
                .documents(service.bean(JsonMapper.class).valueToTree(content)))
        .contains(shop.path("logo").asString(), shop.path("picture").asString());
  }

  private String submitted(String platform, String storeType, String category) {
    ObjectNode application = application(platform, storeType, category);
    application.remove("shop");
    return merchant.post("/api/v1/store-applications", application).id();
  }

  private ObjectNode application(String platform, String storeType, String category) {
    return SampleApplications.withDocuments(
        SampleApplications.application(
            platform, Merchants.next(), storeType, "阿禾手作", List.of(category)),
        merchant);
  }

  private void asked(String id) {
    changed(
        id,
        application -> {
          application.checksPassed();
          application.askShopData(soon());
        });
  }

  private static Waiting soon() {
    Instant now = Instant.now();
    return new Waiting(now.plus(Duration.ofDays(2)), now.plus(Duration.ofDays(3)), null);
  }

  private void changed(String id, Consumer<StoreApplication> change) {
    StoreApplications applications = service.bean(StoreApplications.class);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              StoreApplication application = applications.lock(new CaseId(id)).orElseThrow();
              change.accept(application);
              applications.update(application, Instant.now());
            });
  }

  private JsonNode read(String id) {
    return merchant.get("/api/v1/store-applications/" + id).body();
  }

  private ApiClient.Answer handIn(String id, ObjectNode shop) {
    return merchant.post(path(id), shop);
  }

  private static String path(String id) {
    return "/api/v1/store-applications/" + id + "/shop";
  }

  private static List<String> errors(ApiClient.Answer answer, int status) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(one -> one.path("pointer").asString() + " " + one.path("code").asString())
        .toList();
  }
}
