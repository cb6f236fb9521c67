package dev.merchantreview.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A store knows its categories, can lose one, and what is sold in it follows at once. */
class StoreCategoriesIT {

  private static final ActorRef AUDITOR = new ActorRef(ActorRef.Kind.AUDITOR, "auditor1");
  private static final StoreCategory.Ground GROUND =
      new StoreCategory.Ground("QUALIFICATION_LAPSED", "资质已到期", "kuaishou-x-1", null);

  private static final ActorRef ADMINISTRATOR = new ActorRef(ActorRef.Kind.ADMIN, "admin");

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");
  private final ApiClient admin = service.api("admin");
  private final String owner = Merchants.next();
  private final String product = "p-cat-" + owner;
  private final String streamer = "s-cat-" + owner;

  @Test
  void losesACategoryAndGetsItBack() {
    CaseId store = opened("服饰", "家居");
    onSale(false);
    assertThat(reasons()).isEmpty();
    assertThat(categories(store)).containsExactly("服饰 HELD", "家居 HELD");

    ApiClient.Answer lost = lose(store, "服饰");
    assertThat(lost.status()).as(lost.body().toString()).isEqualTo(200);
    assertThat(reasons()).containsExactly("STORE_CATEGORY_LOST");
    assertThat(categories(store)).containsExactly("服饰 LOST", "家居 HELD");
    JsonNode shown = merchant.get("/api/v1/stores/" + store).body().path("categories").get(0);
    assertThat(shown.path("reasonCode").asString()).isEqualTo("QUALIFICATION_LAPSED");
    assertThat(shown.path("reason").asString()).isEqualTo("资质已到期");
    assertThat(shown.path("reasonMessage").asString()).isNotBlank();

    assertThat(categories().restore(store, "服饰", "申诉成立", AUDITOR))
        .get()
        .isInstanceOf(StoreCategories.Outcome.Done.class);
    assertThat(reasons()).isEmpty();
    assertThat(categories(store)).containsExactly("服饰 HELD", "家居 HELD");
    assertThat(service.api("auditor").actions(store.value()))
        .containsExactly("STORE_OPENED", "STORE_CATEGORY_LOST", "STORE_CATEGORY_RESTORED");
    assertThat(service.api("auditor").historyHolds(store.value())).isTrue();
    // Who took it is not the merchant's to know.
    assertThat(restoredAs("auditor", store).at("/details/lostBy").asString()).isEqualTo("admin");
    JsonNode told = restoredAs("merchant", store);
    assertThat(told.at("/details/reason").asString()).isEqualTo("申诉成立");
    assertThat(told.at("/details/lostBy").isMissingNode()).isTrue();
  }

  @Test
  void sellsOnByAnotherStoreThatHoldsTheCategory() {
    CaseId store = opened("服饰");
    onSale(false);
    categories().lose(store, "服饰", GROUND, AUDITOR);
    assertThat(reasons()).containsExactly("STORE_CATEGORY_LOST");
    opened("家居");
    assertThat(reasons()).containsExactly("STORE_CATEGORY_LOST");
    opened("服饰");
    assertThat(reasons()).isEmpty();
  }

  /** Nobody gets a category back by closing the store. */
  @Test
  void staysLostWhenTheStoreIsClosed() {
    CaseId store = opened("服饰");
    onSale(false);
    categories().lose(store, "服饰", GROUND, AUDITOR);
    close(store);
    assertThat(reasons()).containsExactly("STORE_CATEGORY_LOST");
    assertThat(lose(store, "服饰").status()).isEqualTo(409);
    assertThat(type(restore(store, "服饰"))).isEqualTo("wrong-state");
  }

  @Test
  void takesNoProductAndNoFilingIntoWhatIsLost() {
    CaseId store = opened("服饰", "家居");
    onSale(true);
    String pending = declare().items().path(0).path("id").asString();
    assertThat(pending).startsWith("fl_");
    categories().lose(store, "服饰", GROUND, AUDITOR);

    // What is there is described anew as ever; nothing comes into the category.
    assertThat(put(product, "服饰", "亚麻衬衫新款").status()).isEqualTo(200);
    assertThat(errors(put(product + "-2", "服饰", "亚麻衬衫")))
        .containsExactly("/category STORE_CATEGORY_LOST");
    assertThat(put(product + "-3", "家居", "亚麻桌布").status()).isEqualTo(201);
    assertThat(errors(put(product + "-3", "服饰", "亚麻桌布")))
        .containsExactly("/category STORE_CATEGORY_LOST");
    assertThat(errors(declare())).containsExactly("/productIds/0 STORE_CATEGORY_LOST");

    categories().restore(store, "服饰", "申诉成立", ADMINISTRATOR);
    assertThat(put(product + "-2", "服饰", "亚麻衬衫").status()).isEqualTo(201);
  }

  @Test
  void refusesWhatCannotBeTakenOrGivenBack() {
    CaseId store = opened("服饰");
    assertThat(type(lose(store, "家居"))).isEqualTo("category-not-held");
    for (String odd : List.of("电脑/办公", "服饰 ", "' or 1=1", "../服饰", "服%饰", "🙂", "null")) {
      assertThat(type(lose(store, odd))).as(odd).isEqualTo("category-not-held");
    }
    assertThat(type(restore(store, "服饰"))).isEqualTo("category-not-lost");
    assertThat(lose(store, "服饰").status()).isEqualTo(200);
    assertThat(type(lose(store, "服饰"))).isEqualTo("category-lost-already");
    // Who took it does not judge the appeal.
    assertThat(type(restore(store, "服饰"))).isEqualTo("own-decision");
    assertThat(categories(store)).containsExactly("服饰 LOST");
    assertThat(service.api("auditor").actions(store.value()))
        .containsExactly("STORE_OPENED", "STORE_CATEGORY_LOST");
    assertThat(lose(new CaseId("st_0000000000000000"), "服饰").status()).isEqualTo(404);
    assertThat(
            errors(
                admin.post(
                    "/api/v1/stores/" + store + "/category-losses",
                    Map.of("category", "服饰", "code", "NO_SUCH", "reason", "无"))))
        .containsExactly("/code UNKNOWN_REASON");
  }

  @Test
  void isNobodysButAnAdministratorsToTake() {
    CaseId store = opened("服饰");
    for (String user : List.of("merchant", "merchant2", "operator", "auditor")) {
      for (String call : List.of("/category-losses", "/category-restorations")) {
        assertThat(
                service
                    .api(user)
                    .post(
                        "/api/v1/stores/" + store + call,
                        Map.of("category", "服饰", "code", "VIOLATION", "reason", "违规"))
                    .status())
            .as(user + call)
            .isIn(403, 422);
      }
    }
    assertThat(categories(store)).containsExactly("服饰 HELD");
    assertThat(service.api("merchant2").get("/api/v1/stores/" + store).status()).isEqualTo(404);
  }

  /** The same call twice, with the same key, is one loss and one answer. */
  @Test
  void answersTheSameCallAsBefore() {
    CaseId store = opened("服饰");
    String key = UUID.randomUUID().toString();
    Map<String, String> body = Map.of("category", "服饰", "code", "VIOLATION", "reason", "在该类目内违规");
    String path = "/api/v1/stores/" + store + "/category-losses";
    assertThat(admin.post(path, body, key).status()).isEqualTo(200);
    assertThat(admin.post(path, body, key).status()).isEqualTo(200);
    assertThat(service.api("auditor").actions(store.value()))
        .containsExactly("STORE_OPENED", "STORE_CATEGORY_LOST");
  }

  @Test
  void losesOnlyThePartThatIsTaken() {
    CaseId store = opened("畜牧活体");
    categories().lose(store, "家禽类及其种苗", GROUND, AUDITOR);
    assertThat(standing("家禽类及其种苗")).isEqualTo(CategoryStanding.LOST);
    assertThat(standing("水产类及其种苗")).isEqualTo(CategoryStanding.FREE);
    categories().lose(store, "畜牧活体", GROUND, AUDITOR);
    assertThat(standing("水产类及其种苗")).isEqualTo(CategoryStanding.LOST);
  }

  @Test
  void losesWhatItNamesBesidesTheWholeWithTheWhole() {
    CaseId store = opened("畜牧活体", "水产类及其种苗");
    categories().lose(store, "畜牧活体", GROUND, AUDITOR);
    assertThat(categories(store)).containsExactly("畜牧活体 LOST", "水产类及其种苗 LOST");
    assertThat(standing("水产类及其种苗")).isEqualTo(CategoryStanding.LOST);
  }

  @Test
  void keepsWhatItLostWhileItWasPrepared() {
    StoreRegister.Approved approved = approved("服饰", "家居");
    CaseId store = in(() -> register().prepare(approved).id());
    categories().lose(store, "服饰", GROUND, AUDITOR);
    in(() -> register().open(store, approved, 0, null));
    assertThat(categories(store)).containsExactly("服饰 LOST", "家居 HELD");
  }

  /**
   * What was given back, or reviewed before, has an entry of its own; nothing else is said of it.
   */
  @Test
  void keepsEveryPartFromBeingSoldWithTheWhole() {
    CaseId store = opened("畜牧活体");
    CaseId review = new CaseId(Ids.next("sr_"));
    categories().lose(store, "家禽类及其种苗", GROUND, AUDITOR);
    categories().restore(store, "家禽类及其种苗", "申诉成立", ADMINISTRATOR);
    suspend(store, "畜牧活体", review, Instant.EPOCH);
    assertThat(standing("家禽类及其种苗")).isEqualTo(CategoryStanding.UNDER_REVIEW);
    assertThat(standing("水产类及其种苗")).isEqualTo(CategoryStanding.UNDER_REVIEW);
    suspend(store, "畜牧活体", review, null);
    assertThat(standing("家禽类及其种苗")).isEqualTo(CategoryStanding.FREE);
    assertThat(standing("水产类及其种苗")).isEqualTo(CategoryStanding.FREE);
  }

  /** Who gives a category back ends no review of it. */
  @Test
  void isUnderTheSameReviewWhenItIsGivenBack() {
    CaseId store = opened("畜牧活体");
    CaseId review = new CaseId(Ids.next("sr_"));
    suspend(store, "家禽类及其种苗", review, Instant.EPOCH);
    categories().lose(store, "畜牧活体", GROUND, AUDITOR);
    assertThat(standing("家禽类及其种苗")).isEqualTo(CategoryStanding.LOST);
    categories().restore(store, "畜牧活体", "申诉成立", ADMINISTRATOR);
    assertThat(standing("家禽类及其种苗")).isEqualTo(CategoryStanding.UNDER_REVIEW);
    assertThat(standing("水产类及其种苗")).isEqualTo(CategoryStanding.FREE);

    categories().lose(store, "家禽类及其种苗", GROUND, AUDITOR);
    suspend(store, "家禽类及其种苗", review, null);
    categories().restore(store, "家禽类及其种苗", "申诉成立", ADMINISTRATOR);
    assertThat(standing("家禽类及其种苗")).isEqualTo(CategoryStanding.FREE);
  }

  @Test
  void keepsWhatWasSaidOfAPartWhileItWasPrepared() {
    StoreRegister.Approved approved = approved("畜牧活体");
    CaseId store = in(() -> register().prepare(approved).id());
    categories().lose(store, "畜牧活体", GROUND, AUDITOR);
    categories().restore(store, "家禽类及其种苗", "申诉成立", ADMINISTRATOR);
    suspend(store, "家禽类及其种苗", new CaseId(Ids.next("sr_")), Instant.EPOCH);
    in(() -> register().open(store, approved, 0, null));
    assertThat(categories(store)).containsExactly("畜牧活体 LOST", "家禽类及其种苗 HELD");
    assertThat(standing("家禽类及其种苗")).isEqualTo(CategoryStanding.UNDER_REVIEW);
  }

  /** An instance of the release before keeps no categories, and leaves those that are kept. */
  @Test
  void readsWhatAnInstanceOfBeforeOpened() {
    ApplicationSample applications = new ApplicationSample(service);
    CaseId application = applications.submitted();
    String seller = applications.merchantOf(application);
    CaseId store = new CaseId(Ids.next("st_"));
    StoredStores.open(service.database(), store.value(), application.value());
    assertThat(categories(store)).containsExactly("服饰 HELD");
    String sold = "p-cat-" + seller;
    assertThat(
            merchant
                .put(
                    "/api/v1/products/" + sold,
                    SampleProducts.product("DOUYIN", seller, "亚麻衬衫", "服饰", merchant))
                .status())
        .isEqualTo(201);
    assertThat(
            admin
                .put("/api/v1/streamers/s-cat-" + seller, SampleStreamers.figures(seller, false))
                .status())
        .isEqualTo(201);
    // Another store lost it; this one sells by what its application says.
    CaseId other =
        in(
            () ->
                register()
                    .open(
                        null,
                        new StoreRegister.Approved(
                            new CaseId(Ids.next("sa_")),
                            Platform.DOUYIN,
                            seller,
                            StoreType.ENTERPRISE,
                            "青禾女装",
                            "auditor1",
                            null,
                            List.of("服饰")),
                        0,
                        null)
                    .id());
    categories().lose(other, "服饰", GROUND, AUDITOR);
    assertThat(reasons(sold, "s-cat-" + seller)).isEmpty();
    categories().lose(store, "服饰", GROUND, AUDITOR);
    assertThat(reasons(sold, "s-cat-" + seller)).containsExactly("STORE_CATEGORY_LOST");
    assertThat(categories(store)).containsExactly("服饰 LOST");
  }

  @Test
  void takesNothingForAReasonNobodyWrote() {
    CaseId store = opened("服饰");
    assertThatThrownBy(
            () ->
                categories()
                    .lose(
                        store, "服饰", new StoreCategory.Ground("NO_SUCH", "x", null, null), AUDITOR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private JsonNode restoredAs(String user, CaseId store) {
    return service
        .api(user)
        .get("/api/v1/cases/" + store + "/history?limit=200")
        .items()
        .valueStream()
        .filter(one -> one.path("action").asString().equals("STORE_CATEGORY_RESTORED"))
        .findFirst()
        .orElseThrow();
  }

  private StoreRegister register() {
    return service.bean(StoreRegister.class);
  }

  private StoreCategories categories() {
    return service.bean(StoreCategories.class);
  }

  private void suspend(CaseId store, String category, CaseId review, @Nullable Instant from) {
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> categories().suspend(store, List.of(category), review, from));
  }

  private CategoryStanding standing(String category) {
    return categories().standing(Platform.KUAISHOU, owner, category);
  }

  private <T> T in(Supplier<T> work) {
    return service.bean(TransactionTemplate.class).execute(status -> work.get());
  }

  private CaseId opened(String... names) {
    return in(() -> register().open(null, approved(names), 0, null).id());
  }

  private StoreRegister.Approved approved(String... names) {
    return approved(new CaseId(Ids.next("sa_")), names);
  }

  private StoreRegister.Approved approved(CaseId application, String... names) {
    return new StoreRegister.Approved(
        application,
        Platform.KUAISHOU,
        owner,
        StoreType.ENTERPRISE,
        "青禾女装",
        "auditor1",
        null,
        List.of(names));
  }

  private void close(CaseId store) {
    service
        .database()
        .sql(
            "update store set state = 'CLOSED', data = data || jsonb_build_object('closedAt', now()) where id = :id")
        .param("id", store.value())
        .update();
  }

  private ApiClient.Answer lose(CaseId store, String category) {
    return admin.post(
        "/api/v1/stores/" + store + "/category-losses",
        Map.of("category", category, "code", "QUALIFICATION_LAPSED", "reason", "资质已到期"));
  }

  private ApiClient.Answer restore(CaseId store, String category) {
    return admin.post(
        "/api/v1/stores/" + store + "/category-restorations",
        Map.of("category", category, "reason", "申诉成立"));
  }

  private static String type(ApiClient.Answer answer) {
    return answer.body().path("type").asString().replace("/problems/", "");
  }

  private List<String> categories(CaseId store) {
    return service
        .api("auditor")
        .get("/api/v1/stores/" + store)
        .body()
        .path("categories")
        .valueStream()
        .map(one -> one.path("category").asString() + " " + one.path("state").asString())
        .toList();
  }

  private void onSale(boolean designated) {
    assertThat(put(product, "服饰", "亚麻衬衫").status()).isEqualTo(201);
    assertThat(
            admin
                .put("/api/v1/streamers/" + streamer, SampleStreamers.figures(owner, designated))
                .status())
        .isEqualTo(201);
  }

  private ApiClient.Answer put(String id, String category, String title) {
    ObjectNode content = SampleProducts.product("KUAISHOU", owner, title, category, merchant);
    return merchant.put("/api/v1/products/" + id, content);
  }

  private ApiClient.Answer declare() {
    return merchant.post(
        "/api/v1/filings",
        Map.of("scenario", "SELF_BUILT", "productIds", List.of(product), "streamerId", streamer));
  }

  private List<String> reasons() {
    return reasons(product, streamer);
  }

  private List<String> reasons(String sold, String seller) {
    return merchant
        .get("/api/v1/sale-permits?scenario=SELF_BUILT&productId=" + sold + "&streamerId=" + seller)
        .body()
        .path("reasons")
        .valueStream()
        .map(reason -> reason.path("code").asString())
        .toList();
  }

  private static List<String> errors(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").asString() + " " + error.path("code").asString())
        .toList();
  }
}
