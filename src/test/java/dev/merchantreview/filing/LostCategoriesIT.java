package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.catalog.Product;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.streamer.StreamerRules;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Filings of products whose store lost their category are not approved; approved ones wait for it.
 */
class LostCategoriesIT {

  private static final ActorRef ADMIN = new ActorRef(ActorRef.Kind.ADMIN, "admin");
  private static final ActorRef OTHER = new ActorRef(ActorRef.Kind.ADMIN, "admin2");
  private static final AtomicLong KEYS = new AtomicLong(8_910_000_000L);
  private static final FilingChecks.Tables NOTHING_REQUIRED =
      new FilingChecks.Tables(
          new DocumentRule.Requirement(List.of(), Map.of("decision", "test", "version", 1)),
          new StreamerRules.Answer(List.of(), List.of(), List.of()));

  private final ServiceAlone service = ServiceAlone.get();
  private final AgainDesk desk = new AgainDesk(service);

  @Test
  void areApprovedByNobodyWhileItIsLost() {
    AgainDesk.Sold sold = desk.filed(AgainDesk.HOME);
    CaseId store = store(sold);
    desk.submit(sold.filing());
    Asked asked = desk.check(sold.filing());
    lose(store);
    assertThat(approve(asked)).isEqualTo(Handled.UNUSABLE);
    assertThat(desk.state(sold)).isEqualTo("IN_REVIEW");
    assertThat(service.bean(Submissions.class).get(sold.filing()).notice())
        .contains("The store lost the product's category");
    restore(store);
    assertThat(approve(asked)).isEqualTo(Handled.APPROVED);
  }

  @Test
  void areRejectedByTheMachineWhenTheyAreHandedInWhileItIsLost() {
    AgainDesk.Sold sold = desk.filed(AgainDesk.HOME);
    lose(store(sold));
    desk.submit(sold.filing());
    Filing filing = service.bean(Submissions.class).get(sold.filing());
    Asked asked = new Asked(sold.filing(), KEYS.incrementAndGet(), "Task_Test");
    assertThat(
            desk.in(
                    () ->
                        service
                            .bean(FilingCheckStep.class)
                            .check(
                                asked,
                                new FilingRun(filing.cycle(), filing.round()),
                                NOTHING_REQUIRED))
                .outcome())
        .isEqualTo(Handled.REJECTED);
    assertThat(desk.read(sold).path("problems").toString()).contains("STORE_CATEGORY_LOST");
  }

  @Test
  void keepTheirApprovalAndSellAgainWhenItIsGivenBack() {
    AgainDesk.Sold sold = desk.approved(AgainDesk.HOME);
    CaseId store = store(sold);
    assertThat(desk.permit(sold)).isEmpty();
    lose(store);
    assertThat(desk.permit(sold)).containsExactly("STORE_CATEGORY_LOST");
    assertThat(desk.state(sold)).isEqualTo("APPROVED");
    restore(store);
    assertThat(desk.permit(sold)).isEmpty();
  }

  @Test
  void areNotTakenUpForDistributionWhileItIsLost() {
    AgainDesk.Sold sold = desk.filed(AgainDesk.HOME);
    AgainDesk.Sold other = desk.filed(AgainDesk.HOME);
    lose(store(sold));
    ApiClient.Answer answer =
        service
            .api("merchant")
            .post(
                "/api/v1/distribution-listings",
                Map.of("streamerId", other.streamer(), "productId", sold.product()));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    assertThat(desk.errors(answer)).contains("/productId STORE_CATEGORY_LOST");
  }

  private CaseId store(AgainDesk.Sold sold) {
    Product product = service.bean(Products.class).find(sold.product()).orElseThrow();
    return desk.in(
        () ->
            service
                .bean(StoreRegister.class)
                .open(
                    null,
                    new StoreRegister.Approved(
                        new CaseId(Ids.next("sa_")),
                        product.platform(),
                        product.ownerId(),
                        StoreType.ENTERPRISE,
                        "青禾家居",
                        "auditor2",
                        null,
                        List.of(AgainDesk.HOME)),
                    0,
                    null)
                .id());
  }

  private void lose(CaseId store) {
    StoreCategory.Ground ground = new StoreCategory.Ground("VIOLATION", "违规", null, null);
    assertThat(service.bean(StoreCategories.class).lose(store, AgainDesk.HOME, ground, ADMIN))
        .get()
        .isInstanceOf(StoreCategories.Outcome.Done.class);
  }

  private void restore(CaseId store) {
    assertThat(service.bean(StoreCategories.class).restore(store, AgainDesk.HOME, "申诉成立", OTHER))
        .get()
        .isInstanceOf(StoreCategories.Outcome.Done.class);
  }

  private String approve(Asked asked) {
    int round = service.bean(Submissions.class).get(asked.caseId()).round();
    Review review =
        new Review(
            KEYS.incrementAndGet(), Optional.of("auditor1"), Verdict.APPROVED, List.of(), null);
    return desk.in(() -> new TestReviews(service).record(asked, round, "Task_ReviewFiling", review))
        .outcome();
  }
}
