package dev.merchantreview.storereview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.closure.ClosureSample;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.notice.Notices;
import dev.merchantreview.notice.OpenedPortions;
import dev.merchantreview.notice.ReviewAgain;
import dev.merchantreview.notice.ReviewAgainOrder;
import dev.merchantreview.notice.RuleNoticeContent;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
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
import dev.merchantreview.testing.TestPlatform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Stores a notice has reviewed again: which, once, what may be sold meanwhile, and what they lose.
 * Tea of flagship stores on Xiaohongshu is this class's alone.
 */
class StoresAgainIT {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String NOTICES = "/api/v1/rule-notices/";
  private static final String REVIEWS = "/api/v1/store-reviews/";
  private static final String TEA = "茶叶";
  private static final AtomicLong NEXT = new AtomicLong(9_300_000_000L);

  // Its clock is moved: what the common one notes of a later day would hold for the others.
  private static ServiceAlone service;

  private final ApiClient admin = service.api("admin");
  private final ApiClient merchant = service.api("merchant");
  private final ApiClient auditor = service.api("auditor");
  private final String owner = Merchants.next();
  private final List<String> notices = new ArrayList<>();

  @BeforeAll
  static void start() {
    service = ServiceAlone.with();
  }

  @AfterAll
  static void end() {
    service.close();
  }

  @AfterEach
  void stop() {
    service.returnToPresent();
    notices.forEach(id -> admin.post(NOTICES + id + "/review-again/stop", Map.of()));
  }

  @Test
  void opensACaseForEachStoreItTouchesOnce() throws Exception {
    CaseId touched = store(StoreType.FLAGSHIP, TEA);
    CaseId otherCategory = store(StoreType.FLAGSHIP, "家居");
    CaseId otherType = store(StoreType.ENTERPRISE, TEA);
    CaseId closing = store(StoreType.FLAGSHIP, TEA);
    CaseId lost = store(StoreType.FLAGSHIP, TEA);
    moved(closing, "CLOSING");
    service
        .bean(StoreCategories.class)
        .lose(lost, TEA, new StoreCategory.Ground("VIOLATION", "违规", null, null), ActorRef.SYSTEM);
    String notice = put("SUSPEND", true);
    new OpenedPortions(service).openBehindTheLock(notice, 3);
    open();
    // A store whose closing is reviewed sells until it is closed.
    assertThat(reviewsOf(notice))
        .extracting(one -> one.path("storeId").asString())
        .containsExactlyInAnyOrder(touched.value(), closing.value());
    JsonNode review = reviews("storeId", touched.value()).getFirst();
    assertThat(review.path("state").asString()).isEqualTo("PAPERS_DUE");
    assertThat(review.path("categories").toString()).isEqualTo("[\"茶叶\"]");
    assertThat(review.path("title").asString()).contains("New deposits");
    JsonNode progress = service.api("operator").get(NOTICES + notice + "/review-again").body();
    // Other tests have such stores as well.
    long all =
        auditor.get("/api/v1/store-reviews?noticeId=" + notice + "&limit=200").items().size();
    assertThat(progress.path("opened").asLong()).isEqualTo(all);
    assertThat(progress.path("waiting").asLong()).isEqualTo(all);
    for (CaseId other : List.of(otherCategory, otherType, lost)) {
      assertThat(reviews("storeId", other.value())).isEmpty();
    }
    assertThat(auditor.actions(review.path("id").asString())).containsExactly("STORE_REVIEW_BEGUN");
    assertThat(service.api("merchant2").get(REVIEWS + review.path("id").asString()).status())
        .isEqualTo(404);
  }

  @Test
  void keepsWhatItHasWhenItIsApproved() {
    CaseId store = store(StoreType.FLAGSHIP, TEA, "家居");
    String sold = onSale();
    assertThat(reasons(sold, null)).isEmpty();
    CaseId review = opened("SUSPEND", false, store);
    assertThat(state(review)).isEqualTo("SUBMITTED");
    assertThat(reasons(sold, null)).containsExactly("STORE_UNDER_REVIEW");
    Asked asked = planned(review);
    assertThat(record(asked, 1, Verdict.APPROVED)).isEqualTo("APPROVED");
    assertThat(state(review)).isEqualTo("APPROVED");
    assertThat(reasons(sold, null)).isEmpty();
    assertThat(categories(store)).containsExactly("茶叶 HELD", "家居 HELD");
  }

  @Test
  void losesTheTouchedCategoriesAndNothingElseWhenItIsRejected() {
    CaseId store = store(StoreType.FLAGSHIP, TEA, "家居");
    String sold = onSale();
    CaseId review = opened("KEEP_UNTIL_DECIDED", false, store);
    assertThat(reasons(sold, null)).isEmpty();
    Asked asked = planned(review);
    assertThat(record(asked, 1, Verdict.REJECTED)).isEqualTo("REJECTED");
    assertThat(categories(store)).containsExactly("茶叶 LOST", "家居 HELD");
    JsonNode read = merchant.get("/api/v1/stores/" + store).body();
    assertThat(read.path("state").asString()).isEqualTo("OPEN");
    assertThat(read.at("/categories/0/caseId").asString()).isEqualTo(review.value());
    assertThat(read.at("/categories/0/noticeId").asString()).isEqualTo(notices.getFirst());
    assertThat(reasons(sold, null)).containsExactly("STORE_CATEGORY_LOST");
    assertThat(auditor.actions(store.value())).endsWith("STORE_CATEGORY_LOST");
    // On an appeal another person gives it back.
    assertThat(
            admin
                .post(
                    "/api/v1/stores/" + store + "/category-restorations",
                    Map.of("category", TEA, "reason", "申诉成立"))
                .status())
        .isEqualTo(200);
    assertThat(reasons(sold, null)).isEmpty();
  }

  @Test
  void takesPapersOfItsMerchantOnceAndOfNobodyElse() {
    CaseId store = store(StoreType.FLAGSHIP, TEA);
    CaseId review = opened("KEEP_UNTIL_DUE", true, store);
    Map<String, Object> papers = papers("merchant");
    assertThat(
            service
                .api("merchant2")
                .post(REVIEWS + review + "/papers", papers("merchant2"))
                .status())
        .isEqualTo(404);
    for (String user : List.of("operator", "auditor", "admin")) {
      assertThat(service.api(user).post(REVIEWS + review + "/papers", papers).status())
          .as(user)
          .isEqualTo(403);
    }
    assertThat(merchant.post(REVIEWS + review + "/papers", papers("merchant2")).status())
        .isEqualTo(422);
    assertThat(merchant.post(REVIEWS + review + "/papers", Map.of("documents", List.of())).status())
        .isEqualTo(422);
    assertThat(merchant.post(REVIEWS + review + "/papers", papers).status()).isEqualTo(202);
    assertThat(state(review)).isEqualTo("SUBMITTED");
    assertThat(merchant.post(REVIEWS + review + "/papers", papers).status()).isEqualTo(409);
    planned(review);
    assertThat(merchant.post(REVIEWS + review + "/papers", papers).status()).isEqualTo(409);
  }

  @Test
  void losesTheCategoriesWhenNobodyAnswersInTime() {
    CaseId store = store(StoreType.FLAGSHIP, TEA);
    String sold = onSale();
    CaseId review = opened("KEEP_UNTIL_DUE", true, store);
    Instant due = Instant.parse(text(review, "papersDueAt"));
    assertThat(reasons(sold, due.minusSeconds(1))).isEmpty();
    assertThat(reasons(sold, due)).containsExactly("STORE_UNDER_REVIEW");
    service.travelTo(due.plusSeconds(1));
    Asked asked = asked(review);
    assertThat(in(() -> new TestReviews(service).expire(asked)).get("expired")).isEqualTo(true);
    assertThat(state(review)).isEqualTo("EXPIRED");
    assertThat(categories(store)).containsExactly("茶叶 LOST");
    assertThat(reasons(sold, null)).containsExactly("STORE_CATEGORY_LOST");
    assertThat(merchant.post(REVIEWS + review + "/papers", papers("merchant")).status())
        .isEqualTo(409);
  }

  /** It answered in time; what its answer lacks it is told behind the notice's day. */
  @Test
  void sellsUntilThePapersALateReviewerAsksForAreDue() {
    CaseId store = store(StoreType.FLAGSHIP, TEA);
    String sold = onSale();
    for (String meanwhile : List.of("KEEP_UNTIL_DUE", "KEEP_UNTIL_DECIDED")) {
      CaseId review = opened(meanwhile, true, store);
      Instant due = Instant.parse(text(review, "papersDueAt"));
      assertThat(merchant.post(REVIEWS + review + "/papers", papers("merchant")).status())
          .isEqualTo(202);
      Asked asked = planned(review);
      service.travelTo(due.plus(Duration.ofDays(20)));
      assertThat(record(asked, 1, Verdict.SENT_BACK)).isEqualTo("SENT_BACK");
      Instant papersDue = Instant.parse(text(review, "papersDueAt"));
      assertThat(papersDue).isAfter(due.plus(Duration.ofDays(20)));
      assertThat(reasons(sold, null)).isEmpty();
      assertThat(reasons(sold, papersDue.minusSeconds(1))).isEmpty();
      assertThat(reasons(sold, papersDue)).containsExactly("STORE_UNDER_REVIEW");
      service.returnToPresent();
      assertThat(merchant.post(REVIEWS + review + "/papers", papers("merchant")).status())
          .isEqualTo(202);
      assertThat(record(planned(review, asked), 2, Verdict.APPROVED)).isEqualTo("APPROVED");
    }
  }

  @Test
  void asksForPapersOnlySoOften() {
    CaseId store = store(StoreType.FLAGSHIP, TEA);
    CaseId review = opened("SUSPEND", true, store);
    Asked asked = asked(review);
    for (int round = 1; round <= 2; round++) {
      assertThat(merchant.post(REVIEWS + review + "/papers", papers("merchant")).status())
          .isEqualTo(202);
      planned(review, asked);
      assertThat(record(asked, round, Verdict.SENT_BACK)).isEqualTo("SENT_BACK");
      assertThat(state(review)).isEqualTo("PAPERS_DUE");
      assertThat(text(review, "papersDueAt")).isNotEmpty();
    }
    assertThat(merchant.post(REVIEWS + review + "/papers", papers("merchant")).status())
        .isEqualTo(202);
    planned(review, asked);
    assertThat(record(asked, 3, Verdict.SENT_BACK)).isEqualTo("REJECTED");
    assertThat(categories(store)).containsExactly("茶叶 LOST");
  }

  /** Asking to close is no way around a review. */
  @Test
  void losesTheCategoriesWhileItsClosingIsReviewed() {
    CaseId store = store(StoreType.FLAGSHIP, TEA);
    String sold = onSale();
    moved(store, "CLOSING");
    assertThat(reasons(sold, null)).isEmpty();
    CaseId review = opened("SUSPEND", false, store);
    assertThat(reasons(sold, null)).containsExactly("STORE_UNDER_REVIEW");
    Asked asked = planned(review);
    assertThat(record(asked, 1, Verdict.REJECTED)).isEqualTo("REJECTED");
    assertThat(categories(store)).containsExactly("茶叶 LOST");
    assertThat(reasons(sold, null)).containsExactly("STORE_CATEGORY_LOST");
  }

  @Test
  void endsWithItsStoreAndFreesNothingByThat() {
    CaseId store = store(StoreType.FLAGSHIP, TEA);
    String sold = onSale();
    CaseId review = opened("SUSPEND", false, store);
    planned(review);
    closed(store);
    assertThat(state(review)).isEqualTo("STORE_CLOSED");
    assertThat(auditor.actions(review.value())).endsWith("STORE_REVIEW_ENDED");
    assertThat(reasons(sold, null)).containsExactly("STORE_UNDER_REVIEW");
  }

  /** What is open goes on, also where its merchant is to answer; nothing else is opened. */
  @Test
  void goesOnWithWhatIsOpenWhenItsNoticeIsStopped() {
    CaseId store = store(StoreType.FLAGSHIP, TEA);
    CaseId review = opened("SUSPEND", true, store);
    assertThat(admin.post(NOTICES + notices.getFirst() + "/review-again/stop", Map.of()).status())
        .isEqualTo(200);
    CaseId later = store(StoreType.FLAGSHIP, TEA);
    open();
    assertThat(reviews("storeId", later.value())).isEmpty();
    assertThat(merchant.post(REVIEWS + review + "/papers", papers("merchant")).status())
        .isEqualTo(202);
    Asked asked = planned(review);
    assertThat(record(asked, 1, Verdict.APPROVED)).isEqualTo("APPROVED");
  }

  /** Each lifts only what is its own. */
  @Test
  void isSoldAgainWhenTheLastOfTwoReviewsIsDecided() {
    CaseId store = store(StoreType.FLAGSHIP, TEA);
    String sold = onSale();
    CaseId first = opened("SUSPEND", false, store);
    CaseId second = opened("SUSPEND", false, store);
    Asked one = planned(first);
    Asked other = planned(second);
    assertThat(record(other, 1, Verdict.APPROVED)).isEqualTo("APPROVED");
    assertThat(reasons(sold, null)).containsExactly("STORE_UNDER_REVIEW");
    assertThat(record(one, 1, Verdict.APPROVED)).isEqualTo("APPROVED");
    assertThat(reasons(sold, null)).isEmpty();
  }

  /** Nobody gets out of a review by having an application approved and opening the store later. */
  @Test
  void isReviewedWhereTheStoreOpensBehindTheNoticeAndWasApprovedBefore() {
    Instant before = service.bean(Clock.class).instant();
    CaseId first = store(StoreType.FLAGSHIP, TEA);
    String sold = onSale();
    CaseId begun = opened("SUSPEND", false, first);
    assertThat(record(planned(begun), 1, Verdict.APPROVED)).isEqualTo("APPROVED");
    assertThat(reasons(sold, null)).isEmpty();
    Instant since = service.bean(Clock.class).instant();
    CaseId late = store(StoreType.FLAGSHIP, before, TEA);
    CaseId other = store(StoreType.FLAGSHIP, since, TEA);
    // At once, by the opening itself: the notice's own pass may be the last one long ago.
    JsonNode review = reviews("storeId", late.value()).getFirst();
    assertThat(review.path("state").asString()).isEqualTo("SUBMITTED");
    assertThat(review.path("categories").toString()).isEqualTo("[\"茶叶\"]");
    assertThat(reviews("storeId", other.value())).isEmpty();
    open();
    assertThat(reviews("storeId", late.value())).hasSize(1);
    assertThat(reviews("storeId", other.value())).isEmpty();
    // No more are opened for a notice that was stopped.
    assertThat(admin.post(NOTICES + notices.getFirst() + "/review-again/stop", Map.of()).status())
        .isEqualTo(200);
    assertThat(reviews("storeId", store(StoreType.FLAGSHIP, before, TEA).value())).isEmpty();
  }

  /** Where reviewing begins some days behind the notice, the pass finds them. */
  @Test
  void findsStoresByTheirApprovalAndNotByTheirOpening() {
    // Both open behind it.
    Instant notice = service.bean(Clock.class).instant();
    CaseId late = store(StoreType.FLAGSHIP, notice.minusSeconds(60), TEA);
    CaseId other = store(StoreType.FLAGSHIP, notice, TEA);
    ReviewAgainOrder order =
        new ReviewAgainOrder(
            "xiaohongshu-tea-" + next(),
            new RuleNoticeContent.Title("茶叶", "Tea"),
            List.of(new ReviewAgainOrder.TouchedCategory(Platform.XIAOHONGSHU, TEA)),
            Set.of(Platform.XIAOHONGSHU),
            notice,
            new ReviewAgain(
                10,
                ReviewAgain.Meanwhile.SUSPEND,
                false,
                null,
                List.of(ReviewAgain.Touched.STORES),
                List.of(StoreType.FLAGSHIP)));
    assertThat(service.bean(StoresAgain.class).next(order, "", 10_000))
        .contains(late)
        .doesNotContain(other);
  }

  /** An instance of the release before knows of filings only, and calls the rest complete. */
  @Test
  void goesOnBehindAnInstanceOfBeforeThatCalledItComplete() {
    CaseId store = store(StoreType.FLAGSHIP, TEA);
    String notice = put("SUSPEND", true);
    assertThat(
            service
                .database()
                .sql("select review_again is null from rule_notice where id = :id")
                .param("id", notice)
                .query(Boolean.class)
                .single())
        .isTrue();
    service
        .database()
        .sql(
            "insert into rule_notice_review_again (notice_id, begun_at, touched, completed_at) values (:id, now(), 0, now())"
                + " on conflict (notice_id) do update set completed_at = now(), stores_completed_at = null")
        .param("id", notice)
        .update();
    assertThat(state(awaited(notice, store))).isEqualTo("PAPERS_DUE");
  }

  @Test
  void refusesWhatCannotBeReviewedAgain() {
    Map<String, Object> notice = notice("SUSPEND", true);
    again(notice).put("products", List.of("p-1"));
    assertThat(errors(notice)).contains("/transition/reviewAgain/products ONLY_WITH_FILINGS");
    notice = notice("SUSPEND", true);
    again(notice).put("touches", List.of("FILINGS"));
    assertThat(errors(notice)).contains("/transition/reviewAgain/storeTypes ONLY_WITH_STORES");
    notice = notice("SUSPEND", true);
    notice.put("categories", List.of());
    assertThat(errors(notice)).contains("/transition/reviewAgain REVIEW_AGAIN_TOUCHES_NOTHING");
  }

  private static long next() {
    return NEXT.incrementAndGet();
  }

  private static Map<String, Object> notice(String meanwhile, boolean handInAgain) {
    LocalDate today = LocalDate.now(SHANGHAI);
    Map<String, Object> notice = Notices.notice(today, null);
    notice.put("platforms", List.of("XIAOHONGSHU"));
    notice.put("categories", List.of(TEA));
    Map<String, Object> again = new LinkedHashMap<>();
    again.put("dueWorkingDays", 10);
    again.put("meanwhile", meanwhile);
    again.put("handInAgain", handInAgain);
    again.put("touches", List.of("STORES"));
    again.put("storeTypes", List.of("FLAGSHIP"));
    notice.put(
        "transition", new LinkedHashMap<>(Map.of("kind", "REVIEW_AGAIN", "reviewAgain", again)));
    return notice;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> again(Map<String, Object> notice) {
    return (Map<String, Object>)
        ((Map<String, Object>) notice.get("transition")).get("reviewAgain");
  }

  private String put(String meanwhile, boolean handInAgain) {
    String id = "xiaohongshu-tea-" + next();
    ApiClient.Answer answer = admin.put(NOTICES + id, notice(meanwhile, handInAgain));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    notices.add(id);
    return id;
  }

  private List<String> errors(Map<String, Object> notice) {
    ApiClient.Answer answer = admin.put(NOTICES + "xiaohongshu-tea-" + next(), notice);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(one -> one.path("pointer").asString() + " " + one.path("code").asString())
        .toList();
  }

  private void open() {
    new OpenedPortions(service).open();
  }

  /** The case a notice of its own opens for a store. */
  private CaseId opened(String meanwhile, boolean handInAgain, CaseId store) {
    return awaited(put(meanwhile, handInAgain), store);
  }

  /** The service's own job may have the portion that comes next. */
  private CaseId awaited(String notice, CaseId store) {
    AtomicReference<CaseId> seen = new AtomicReference<>();
    TestPlatform.await(
        "the case of " + notice,
        () -> {
          open();
          reviewsOf(notice).stream()
              .filter(one -> one.path("storeId").asString().equals(store.value()))
              .findFirst()
              .ifPresent(one -> seen.set(new CaseId(one.path("id").asString())));
          return seen.get() != null;
        });
    return seen.get();
  }

  /** Of this test's merchant: others have theirs beside it. */
  private List<JsonNode> reviewsOf(String notice) {
    return reviews("noticeId", notice);
  }

  private List<JsonNode> reviews(String by, String value) {
    return auditor
        .get("/api/v1/store-reviews?" + by + "=" + value + "&limit=200")
        .items()
        .valueStream()
        .filter(one -> one.path("merchantId").asString().equals(owner))
        .toList();
  }

  private <T> T in(Supplier<T> work) {
    return service.bean(TransactionTemplate.class).execute(status -> work.get());
  }

  private CaseId store(StoreType type, String... names) {
    return store(type, null, names);
  }

  private CaseId store(StoreType type, @Nullable Instant approvedAt, String... names) {
    return in(
        () ->
            service
                .bean(StoreRegister.class)
                .open(
                    null,
                    new StoreRegister.Approved(
                        new CaseId(Ids.next("sa_")),
                        Platform.XIAOHONGSHU,
                        owner,
                        type,
                        "青禾茶庄",
                        "auditor2",
                        approvedAt,
                        List.of(names)),
                    0,
                    null)
                .id());
  }

  private void moved(CaseId store, String state) {
    service
        .database()
        .sql("update store set state = :state where id = :id")
        .param("state", state)
        .param("id", store.value())
        .update();
  }

  private void closed(CaseId store) {
    new ClosureSample(service).close(store);
  }

  private static Asked asked(CaseId review) {
    return new Asked(review, next(), "Task_Test");
  }

  private Asked planned(CaseId review) {
    return planned(review, asked(review));
  }

  private Asked planned(CaseId review, Asked asked) {
    assertThat(in(() -> service.bean(ReviewOfStores.class).open(asked)).outcome())
        .isEqualTo("PASSED");
    assertThat(state(review)).isEqualTo("IN_REVIEW");
    return asked;
  }

  private String record(Asked asked, int round, Verdict verdict) {
    List<Problem> problems =
        switch (verdict) {
          case APPROVED -> List.of();
          case REJECTED -> List.of(new Problem("", "RULES_NOT_MET", null, Problem.Source.AUDITOR));
          case SENT_BACK ->
              List.of(new Problem("/documents", "PAPER_EXPIRED", null, Problem.Source.AUDITOR));
        };
    Review review =
        new Review(
            next(),
            Optional.of("auditor1"),
            verdict,
            problems,
            verdict == Verdict.APPROVED ? null : "请核对材料内容");
    return in(() -> new TestReviews(service).record(asked, round, "Task_ReviewStore", review))
        .outcome();
  }

  private String state(CaseId review) {
    return text(review, "state");
  }

  private String text(CaseId review, String name) {
    String value = auditor.get(REVIEWS + review).body().path(name).asString("");
    return name.endsWith("At") && !value.isEmpty()
        ? OffsetDateTime.parse(value).toInstant().toString()
        : value;
  }

  private Map<String, Object> papers(String user) {
    return Map.of(
        "documents",
        List.of(
            Map.of(
                "kind",
                "FOOD_LICENCE",
                "documentId",
                service.api(user).upload("FOOD_LICENCE", SampleProducts.picture()))),
        "words",
        "新证已办妥");
  }

  private List<String> categories(CaseId store) {
    return auditor
        .get("/api/v1/stores/" + store)
        .body()
        .path("categories")
        .valueStream()
        .map(one -> one.path("category").asString() + " " + one.path("state").asString())
        .toList();
  }

  /** A product of tea, and a streamer of the merchant's who need not file. */
  private String onSale() {
    String product = "p-tea-" + owner;
    ApiClient.Answer described =
        merchant.put(
            "/api/v1/products/" + product,
            SampleProducts.product("XIAOHONGSHU", owner, "明前龙井", TEA, merchant));
    assertThat(described.status()).as(described.body().toString()).isEqualTo(201);
    assertThat(
            admin
                .put("/api/v1/streamers/s-tea-" + owner, SampleStreamers.figures(owner, false))
                .status())
        .isEqualTo(201);
    return product;
  }

  private List<String> reasons(String product, @Nullable Instant at) {
    return merchant
        .get(
            "/api/v1/sale-permits?scenario=SELF_BUILT&productId="
                + product
                + "&streamerId=s-tea-"
                + owner
                + (at == null ? "" : "&at=" + at))
        .body()
        .path("reasons")
        .valueStream()
        .map(reason -> reason.path("code").asString())
        .toList();
  }
}
