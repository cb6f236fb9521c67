package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.caseindex.RightIndex;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.permit.SalePermits;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.streamer.StreamerRules;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.Tries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An edit or a withdrawal meets an approval, thousands of times: one of the two counts, the old
 * content is never approved, and no permit outlives the edit. At the use cases and the real
 * database, because only there both can be let go in the same moment.
 */
class FilingRacesIT {

  private static final int RACES = Tries.of(10_000);
  private static final int LANES = 4;
  private static final int RACES_A_PRODUCT = 40;
  private static final ActorRef OWNER = new ActorRef(ActorRef.Kind.MERCHANT, "merchant");

  private final ServiceAlone service = ServiceAlone.get();
  private final Sellers sellers = new Sellers(service);
  private static final AtomicLong NEXT = new AtomicLong(5_000_000_000L);

  /** Which instance accompanies which cycle. */
  private final Map<String, Long> instances = new ConcurrentHashMap<>();

  private final Queue<CaseId> raced = new ConcurrentLinkedQueue<>();
  private final AtomicInteger approvals = new AtomicInteger();
  private final AtomicInteger tooLate = new AtomicInteger();
  private final AtomicInteger stale = new AtomicInteger();

  /** What is raced about. */
  private record Subject(String productId, String streamerId, CaseId filing) {}

  @Test
  void neverApprovesWhatWasEditedOrWithdrawnAndNeverPermitsIt() throws Exception {
    String merchant = "m-1race";
    String streamer = sellers.streamer(merchant);
    ProductContent content = sellers.product(merchant);
    try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      List<Future<?>> all = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int number = lane;
        all.add(lanes.submit(() -> races(racers, content, streamer, number)));
      }
      for (Future<?> lane : all) {
        lane.get();
      }
    }
    System.out.printf(
        "%d races: the approval was first in %d, too late in %d; stale permits %d%n",
        RACES, approvals.get(), tooLate.get(), stale.get());
    assertThat(stale.get()).isZero();
    // Both sides win now and then, or it was no race.
    assertThat(approvals.get()).isBetween(1, RACES - 1);
    assertThat(approvals.get() + tooLate.get()).isEqualTo(RACES);
    RightIndex.checkOf(service, raced);
  }

  private Void races(ExecutorService racers, ProductContent content, String streamer, int lane)
      throws Exception {
    Subject subject = null;
    for (int race = 0; race < RACES / LANES; race++) {
      if (race % RACES_A_PRODUCT == 0) {
        subject = subject("race-" + lane + "-" + race, content, streamer);
      }
      race(racers, subject, race);
    }
    return null;
  }

  private Subject subject(String id, ProductContent content, String streamer) {
    service.bean(Products.class).put(id, content, OWNER, before -> {});
    Declarations.DeclarationResult outcome =
        service
            .bean(Declarations.class)
            .declare(
                new Declarations.Request(
                    Scenario.SELF_BUILT, List.of(id), streamer, null, null, null, false),
                new Side(OWNER, anybody -> true));
    CaseId filing = ((Declarations.DeclarationResult.Declared) outcome).filings().getFirst().id();
    raced.add(filing);
    return new Subject(id, streamer, filing);
  }

  private void race(ExecutorService racers, Subject subject, int race) throws Exception {
    Submissions submissions = service.bean(Submissions.class);
    FilingCheckStep steps = service.bean(FilingCheckStep.class);
    TestReviews reviews = new TestReviews(service);
    SalePermits permits = service.bean(SalePermits.class);
    assertThat(submissions.submit(subject.filing(), List.of(), null, OWNER, ExpectedVersion.ANY))
        .get()
        .extracting(outcome -> ((Submissions.SubmissionResult.Changed) outcome).change())
        .isInstanceOf(Change.Made.class);
    Filing submitted = submissions.get(subject.filing());
    int round = submitted.round();
    Asked asked =
        new Asked(
            subject.filing(),
            instances.computeIfAbsent(submitted.cycleKey(), key -> NEXT.incrementAndGet()),
            "Task_Test");
    in(() -> steps.check(asked, new FilingRun(submitted.cycle(), round), NOTHING_REQUIRED));
    boolean withdrawal = race % 5 == 0;
    CyclicBarrier start = new CyclicBarrier(2);
    Future<String> verdict =
        racers.submit(
            () -> {
              start.await();
              return in(() -> reviews.record(asked, round, "Task_ReviewFiling", approval(round)))
                  .outcome();
            });
    Future<Boolean> change =
        racers.submit(
            () -> {
              start.await();
              boolean made = withdrawal ? withdraw(subject) : edit(subject, race);
              // Its answer is out: from now on nobody may sell the product.
              if (made && permitted(permits, subject)) {
                stale.incrementAndGet();
              }
              return made;
            });
    String outcome = verdict.get();
    boolean changed = change.get();
    Filing filing = submissions.get(subject.filing());
    if (outcome.equals(Handled.APPROVED)) {
      approvals.incrementAndGet();
      // An approval that was first ends a withdrawal's chance, and is taken back by an edit.
      assertThat(changed).isEqualTo(!withdrawal);
    } else {
      assertThat(outcome).isEqualTo(Handled.TOO_LATE);
      tooLate.incrementAndGet();
      assertThat(changed).isTrue();
    }
    boolean stands = outcome.equals(Handled.APPROVED) && withdrawal;
    assertThat(filing.state()).isEqualTo(stands ? FilingState.APPROVED : FilingState.PENDING);
    assertThat(permitted(permits, subject)).isEqualTo(stands);
    if (stands) {
      // Back to where a new round can begin.
      edit(subject, race);
      assertThat(permitted(permits, subject)).isFalse();
    }
  }

  private boolean withdraw(Subject subject) {
    return service
            .bean(Submissions.class)
            .withdraw(subject.filing(), OWNER, ExpectedVersion.ANY)
            .orElseThrow()
        instanceof Change.Made<Filing>;
  }

  private boolean edit(Subject subject, int race) {
    Products products = service.bean(Products.class);
    ProductContent now = products.find(subject.productId()).orElseThrow().content();
    products.put(
        subject.productId(),
        retitled(now, "标题" + race + " " + now.title().length()),
        OWNER,
        any -> {});
    return true;
  }

  private static ProductContent retitled(ProductContent content, String title) {
    return new ProductContent(
        content.ownerId(),
        content.platform(),
        title,
        content.shortTitle(),
        content.mainImage(),
        content.detailImages(),
        content.category(),
        content.attributes(),
        content.priceFen(),
        content.stock(),
        content.shipping());
  }

  private static boolean permitted(SalePermits permits, Subject subject) {
    return permits
        .answer(
            List.of(
                new SalePermits.Question(
                    subject.productId(), subject.streamerId(), null, Scenario.SELF_BUILT, null)),
            SalePermits.EVERYBODY)
        .getFirst()
        .permitted();
  }

  private static final FilingChecks.Tables NOTHING_REQUIRED =
      new FilingChecks.Tables(
          new DocumentRule.Requirement(List.of(), Map.of("decision", "test", "version", 1)),
          new StreamerRules.Answer(List.of(), List.of(), List.of()));

  private static Review approval(int round) {
    return new Review(round, Optional.of("auditor1"), Verdict.APPROVED, List.of(), null);
  }

  private <T> T in(Supplier<T> work) {
    return service.bean(TransactionTemplate.class).execute(status -> work.get());
  }
}
