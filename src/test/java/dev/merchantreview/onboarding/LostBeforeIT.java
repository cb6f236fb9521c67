package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.Verdicts;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A category a store lost is not had again by another application without its auditor knowing. */
class LostBeforeIT {

  private static final String API = "/api/v1/store-applications";
  private static final ActorRef ADMIN = new ActorRef(ActorRef.Kind.ADMIN, "admin");
  private static final AtomicLong KEYS = new AtomicLong(8_600_000_000L);

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");
  private final String owner = Merchants.next();

  @Test
  void namesTheStoreTheDayAndTheReason() {
    CaseId store = store("服饰", "家居");
    assertThat(lost(content(owner))).isEmpty();
    lose(store, "家居");
    assertThat(lost(content(owner))).isEmpty();
    lose(store, "服饰");
    assertThat(lost(content(owner)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.category()).isEqualTo("服饰");
              assertThat(one.note()).contains(store.value(), "屡次以次充好");
              assertThat(one.note()).containsPattern("20\\d\\d-\\d\\d-\\d\\d");
            });
    // Another person gives it back; closing does not.
    categories().restore(store, "服饰", "整改完成", new ActorRef(ActorRef.Kind.ADMIN, "admin2"));
    assertThat(lost(content(owner))).isEmpty();
    lose(store, "服饰");
    StoredStores.close(service.database(), store.value());
    assertThat(lost(content(owner))).hasSize(1);
  }

  /** Another merchant id is no way around it. */
  @Test
  void recognisesTheSameCompanyUnderAnotherMerchantId() {
    ObjectNode former = application(owner);
    ApiClient.Answer submitted = merchant.post(API, former);
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    CaseId store = store("服饰");
    service
        .database()
        .sql(
            "update store_application set state = 'ACTIVE', open = false, store_id = :store where id = :id")
        .param("store", store.value())
        .param("id", submitted.id())
        .update();
    lose(store, "服饰");
    in(() -> service.bean(FormerStores.class).fill());
    String another = Merchants.next();
    ObjectNode again = application(another);
    assertThat(lost(read(again))).isEmpty();
    ((ObjectNode) again.path("subject")).set("licenceNumber", former.at("/subject/licenceNumber"));
    assertThat(lost(read(again)))
        .singleElement()
        .satisfies(one -> assertThat(one.note()).contains(store.value(), owner));
    // Another platform is another place.
    again.put("platform", "KUAISHOU");
    assertThat(lost(read(again))).isEmpty();
  }

  /** It was checked before the category was lost: its auditor is told, and may approve then. */
  @Test
  void tellsTheAuditorWhatWasLostWhileTheApplicationWaited() {
    CaseId store = store("服饰");
    String id = merchant.post(API, application(owner)).id();
    new InState(service).inReview(id);
    lose(store, "服饰");
    assertThat(approve(id).outcome()).isEqualTo(Handled.UNUSABLE);
    StoreApplication returned = read(id);
    assertThat(returned.state()).isEqualTo(StoreApplicationState.IN_REVIEW);
    assertThat(returned.notice()).contains("此前已在本平台被收回", "taken away here before", store.value());
    assertThat(returned.checks().stream().flatMap(one -> one.findings().stream()))
        .extracting(Problem::code)
        .containsExactly("CATEGORY_LOST_BEFORE");
    assertThat(merchant.get(API + "/" + id).body().toString())
        .doesNotContain("CATEGORY_LOST_BEFORE", "屡次以次充好");
    assertThat(approve(id).outcome()).isEqualTo(Handled.PASSED);
    assertThat(read(id).isApproved()).isTrue();
  }

  /** Its auditor could not know: the store opens without it, and its merchant is told. */
  @Test
  void opensWithoutWhatWasLostAfterTheApproval() {
    CaseId store = store("服饰", "家居");
    assertThat(
            merchant
                .put("/api/v1/webhook-endpoints/" + owner, Map.of("url", "http://127.0.0.1:1/told"))
                .status())
        .isEqualTo(200);
    String id = merchant.post(API, application(owner, "服饰", "家居")).id();
    new InState(service).inReview(id);
    lose(store, "家居");
    assertThat(approve(id).outcome()).isEqualTo(Handled.UNUSABLE);
    assertThat(approve(id).outcome()).isEqualTo(Handled.PASSED);
    lose(store, "服饰");

    CaseId opened = in(() -> service.bean(PreparedStores.class).open(read(id)).id());
    JsonNode shown = merchant.get("/api/v1/stores/" + opened).body();
    assertThat(
            shown
                .path("categories")
                .valueStream()
                .map(one -> one.path("category").asString() + " " + one.path("state").asString()))
        .as(shown.toString())
        .containsExactlyInAnyOrder("服饰 LOST", "家居 HELD");
    assertThat(
            service
                .database()
                .sql(
                    "select actor_kind || ' ' || (details::jsonb ->> 'category') || ' ' || (details::jsonb ->> 'reason')"
                        + " from history_event where case_id = :id and action = 'STORE_CATEGORY_LOST'")
                .param("id", opened.value())
                .query(String.class)
                .list())
        .containsExactly("SYSTEM 服饰 屡次以次充好");
    assertThat(
            merchant
                .get("/api/v1/notifications?merchantId=" + owner)
                .items()
                .valueStream()
                .map(JsonNode::toString))
        .anyMatch(one -> one.contains("STORE_CATEGORY_LOST") && one.contains(opened.value()));
    // A person looks at it, and may give it back.
    categories().restore(opened, "服饰", "另一店铺的问题与本店无关", ADMIN);
    assertThat(merchant.get("/api/v1/stores/" + opened).body().path("categories").toString())
        .doesNotContain("LOST");
  }

  private Handled approve(String id) {
    StoreApplicationReview review = service.bean(StoreApplicationReview.class);
    return in(
        () ->
            service
                .bean(Verdicts.class)
                .record(
                    review,
                    new Asked(
                        new CaseId(id),
                        8_600_000_000L + Math.floorMod(id.hashCode(), 1_000_000),
                        "Task_RecordVerdict"),
                    1,
                    review.tasks().getFirst(),
                    new Review(
                        KEYS.incrementAndGet(),
                        Optional.of("auditor1"),
                        Verdict.APPROVED,
                        List.of(),
                        null)));
  }

  private StoreApplication read(String id) {
    return service.bean(StoreApplications.class).find(new CaseId(id)).orElseThrow();
  }

  private List<LostCategories.Lost> lost(ApplicationContent content) {
    return service.bean(LostCategories.class).of(content, false);
  }

  private ApplicationContent content(String merchantId) {
    return read(application(merchantId));
  }

  /** As it would be read: nothing is handed in. */
  private ApplicationContent read(ObjectNode application) {
    return service
        .bean(tools.jackson.databind.json.JsonMapper.class)
        .treeToValue(application, ApplicationContent.class);
  }

  private ObjectNode application(String merchantId) {
    return application(merchantId, "服饰");
  }

  private ObjectNode application(String merchantId, String... names) {
    return SampleApplications.withDocuments(
        SampleApplications.application(
            "DOUYIN", merchantId, "ENTERPRISE", "青禾女装" + merchantId, List.of(names)),
        merchant);
  }

  private StoreCategories categories() {
    return service.bean(StoreCategories.class);
  }

  private void lose(CaseId store, String category) {
    assertThat(
            categories()
                .lose(
                    store,
                    category,
                    new StoreCategory.Ground("VIOLATION", "屡次以次充好", null, null),
                    ADMIN))
        .get()
        .isInstanceOf(StoreCategories.Outcome.Done.class);
  }

  private CaseId store(String... names) {
    return in(
        () ->
            service
                .bean(StoreRegister.class)
                .open(
                    null,
                    new StoreRegister.Approved(
                        new CaseId(Ids.next("sa_")),
                        Platform.DOUYIN,
                        owner,
                        StoreType.ENTERPRISE,
                        "青禾女装",
                        "auditor1",
                        null,
                        List.of(names)),
                    0,
                    null)
                .id());
  }

  private <T> T in(Supplier<T> work) {
    return service.bean(TransactionTemplate.class).execute(status -> work.get());
  }
}
