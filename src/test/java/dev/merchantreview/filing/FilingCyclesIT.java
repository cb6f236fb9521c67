package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.streamer.StreamerRules;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the engine is told of a filing in each of its states, and what its steps of waiting do: at
 * the use cases and the real database, with the engine away.
 */
class FilingCyclesIT {

  private static final ActorRef OWNER = new ActorRef(ActorRef.Kind.MERCHANT, "merchant");
  private static final AtomicLong INSTANCES = new AtomicLong(8_500_000_000L);
  private static final FilingChecks.Tables NOTHING_REQUIRED =
      new FilingChecks.Tables(
          new DocumentRule.Requirement(List.of(), Map.of("decision", "test", "version", 1)),
          new StreamerRules.Answer(List.of(), List.of(), List.of()));

  private final ServiceAlone service = ServiceAlone.get();
  private final Submissions submissions = service.bean(Submissions.class);
  private final FilingWaitSteps waits = service.bean(FilingWaitSteps.class);

  @Test
  void tellsTheInstanceThatAccompaniesAFilingAndHasOneBeginWhereNoneDoes() {
    CaseId id = declared("m-1cycle1");
    assertTold(id, "declared c1");
    submit(id);
    assertTold(id, "handed-in 0");
    withdraw(id);
    assertTold(id, "withdrawn 1");
    edit(id);
    assertTold(id, "edited 1");
    submit(id);
    edit(id);
    assertTold(id, "handed-in 1", "edited 2");
    submit(id);
    decide(id, Verdict.APPROVED);
    assertTold(id, "handed-in 2");
    edit(id);
    assertTold(id, "reopened c2");
    submit(id);
    decide(id, Verdict.REJECTED);
    edit(id);
    assertTold(id, "handed-in 3", "reopened c3");
    delist(id);
    assertTold(id, "closed c3");
    assertThat(submissions.get(id).cycle()).isEqualTo(3);
  }

  @Test
  void tellsNobodyOfTheEndOfWhatIsDecided() {
    CaseId id = declared("m-1cycle2");
    submit(id);
    decide(id, Verdict.APPROVED);
    assertTold(id, "declared c1", "handed-in 0");
    delist(id);
    assertTold(id);
  }

  @Test
  void bindsItToTheInstanceThatWaitsAndLeavesItsVersion() {
    CaseId id = declared("m-1cycle3");
    long version = submissions.get(id).version();
    Asked asked = asked(id);

    assertThat(in(() -> waits.begin(asked, run(id)))).containsKeys("waitRemindAt", "waitDueAt");

    assertThat(submissions.get(id).version()).isEqualTo(version);
    assertThat(
            service
                .database()
                .sql("select process_instance_key from filing where id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single())
        .isEqualTo(asked.processInstanceKey());
    // Another one for the same cycle was started by somebody else.
    assertThatThrownBy(() -> in(() -> waits.begin(asked(id), run(id))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not belong");
    // The instance of a cycle before is being ended.
    assertThatThrownBy(() -> in(() -> waits.begin(asked(id), new FilingRun(9, 0))))
        .isInstanceOf(NotYetException.class);
  }

  @Test
  void remindsOnceAndOnlyWhileItIsWaitedFor() {
    CaseId id = declared("m-1cycle4");
    Asked asked = asked(id);
    assertThat(in(() -> waits.remind(asked, run(id), null))).as("before its time").isFalse();
    // However far the engine's clock is ahead, what it was told to ask for then is not lost.
    String told = Objects.requireNonNull(submissions.get(id).waiting()).remindAt().toString();
    assertThatThrownBy(() -> in(() -> waits.remind(asked, run(id), told)))
        .isInstanceOf(NotYetException.class);
    waitedSince(id, "30 seconds", "1 day");
    // A clock that is a little ahead must not lose the reminder.
    assertThatThrownBy(() -> in(() -> waits.remind(asked, run(id), null)))
        .isInstanceOf(NotYetException.class);
    waitedSince(id, "-1 second", "1 day");
    assertThat(in(() -> waits.remind(asked, run(id), null))).isTrue();
    assertThat(in(() -> waits.remind(asked, run(id), null))).as("again").isFalse();
    assertThat(actions(id)).containsOnlyOnce("MERCHANT_REMINDED");

    CaseId handedIn = declared("m-1cycle5");
    waitedSince(handedIn, "-1 second", "1 day");
    submit(handedIn);
    assertThat(in(() -> waits.remind(asked(handedIn), run(handedIn), null))).isFalse();
    assertThat(actions(handedIn)).doesNotContain("MERCHANT_REMINDED");
  }

  @Test
  void lapsesOnlyWhenNobodyAnsweredUntilTheEnd() {
    CaseId id = declared("m-1cycle6");
    Asked asked = asked(id);
    FilingRun run = run(id);
    // The engine's clock is ahead of the service's: asked again, not waited for anew at once.
    for (String until : List.of("30 seconds", "40 days")) {
      waitedSince(id, "-1 day", until);
      assertThatThrownBy(() -> in(() -> waits.lapse(asked, run, dueAt(id))))
          .isInstanceOf(NotYetException.class);
    }
    // What the instance was told is not so any more: it is told anew.
    assertThat(in(() -> waits.lapse(asked, run, "2026-01-01T00:00:00Z"))).isFalse();
    waitedSince(id, "-1 day", "-1 second");
    assertThat(in(() -> waits.lapse(asked, run, dueAt(id)))).isTrue();
    assertThat(submissions.get(id).state()).isEqualTo(FilingState.PENDING);
    assertThat(actions(id)).containsOnlyOnce("LAPSED");
    assertTold(id, "declared c1");
    submit(id);
    assertTold(id, "submitted c2");

    CaseId handedIn = declared("m-1cycle7");
    Asked other = asked(handedIn);
    waitedSince(handedIn, "-1 day", "-1 second");
    submit(handedIn);
    assertThat(in(() -> waits.lapse(other, run(handedIn), null))).isFalse();
    assertThat(submissions.get(handedIn).isLapsed()).isFalse();
  }

  /** A notice moved the last day to file: the time it is reminded at is another one. */
  @Test
  void isRemindedByTheCalendarAsItIsNow() {
    CaseId id = declared("m-1cycle14", Instant.now().plus(Duration.ofDays(40)));
    CaseId reminded = declared("m-1cycle15", Instant.now().plus(Duration.ofDays(40)));
    CaseId withoutLive = declared("m-1cycle16");
    assertTold(id, "declared c1");
    assertTold(reminded, "declared c1");
    Waiting right = Objects.requireNonNull(submissions.get(id).waiting());
    for (CaseId one : List.of(id, withoutLive)) {
      waitedSince(one, "1 day", "40 days");
    }
    waitedSince(reminded, "-1 day", "40 days");
    in(() -> waits.remind(asked(reminded), run(reminded), null));
    long told = submissions.get(reminded).version();

    service.bean(WaitRedating.class).runAtStart();
    service.bean(WaitRedating.class).runAtStart();

    Waiting anew = Objects.requireNonNull(submissions.get(id).waiting());
    assertThat(anew.remindAt()).isEqualTo(right.remindAt());
    assertTold(id, "wait-redated 0");
    assertThat(actions(id)).containsOnlyOnce("REMINDER_REDATED");
    // It is another deadline that it is reminded of now.
    assertThat(Objects.requireNonNull(submissions.get(reminded).waiting()).remindAt())
        .isEqualTo(right.remindAt());
    assertThat(submissions.get(reminded).version()).isEqualTo(told + 1);
    assertThat(actions(withoutLive)).doesNotContain("REMINDER_REDATED");
  }

  @Test
  void hasInstancesBeginForOlderOnesOnceWhoeverDoesIt() throws Exception {
    List<CaseId> older =
        Stream.of("m-1cycle8", "m-1cycle9", "m-1cycle10")
            .map(
                merchant -> {
                  CaseId id = declared(merchant);
                  asBefore(id);
                  return id;
                })
            .toList();
    FilingType type = service.bean(FilingType.class);
    CyclicBarrier start = new CyclicBarrier(2);
    Callable<Integer> begin =
        () -> {
          start.await();
          return in(() -> type.begin(50));
        };
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> one = both.submit(begin);
      Future<Integer> other = both.submit(begin);
      assertThat(one.get() + other.get()).isLessThanOrEqualTo(older.size());
    }
    assertThat(in(() -> type.begin(50))).isZero();
    for (CaseId id : older) {
      assertThat(submissions.get(id).cycle()).isEqualTo(1);
      assertThat(submissions.get(id).waiting()).isNotNull();
      assertThat(actions(id)).containsOnlyOnce("PROCESS_BEGUN");
      assertTold(id, "declared c1");
    }
  }

  /** By whatever diagram its instance runs, it ends; what waits then has one of its own. */
  @Test
  void endsTheInstanceOfAnOlderReviewAndHasAnotherOneWait() {
    CaseId withdrawn = declared("m-1cycle11");
    CaseId edited = declared("m-1cycle12");
    CaseId delisted = declared("m-1cycle13");
    for (CaseId id : List.of(withdrawn, edited, delisted)) {
      submit(id);
      asBefore(id);
    }
    withdraw(withdrawn);
    assertTold(withdrawn, "round-ended 1", "closed c0", "declared c1");
    edit(edited);
    assertTold(edited, "round-ended 1", "closed c0", "reopened c1");
    delist(delisted);
    assertTold(delisted, "round-ended 1", "closed c0");
  }

  private CaseId declared(String merchant) {
    return declared(merchant, null);
  }

  private CaseId declared(String merchant, @Nullable Instant liveAt) {
    Sellers sellers = new Sellers(service);
    String streamer = sellers.streamer(merchant);
    ProductContent content = sellers.product(merchant);
    String product = "cycle-" + merchant;
    service.bean(Products.class).put(product, content, OWNER, before -> {});
    Declarations.DeclarationResult outcome =
        service
            .bean(Declarations.class)
            .declare(
                new Declarations.Request(
                    Scenario.SELF_BUILT, List.of(product), streamer, null, liveAt, null, false),
                new Side(OWNER, anybody -> true));
    return ((Declarations.DeclarationResult.Declared) outcome).filings().getFirst().id();
  }

  private void submit(CaseId id) {
    submissions.submit(id, List.of(), null, OWNER, ExpectedVersion.ANY).orElseThrow();
    assertThat(submissions.get(id).state()).isEqualTo(FilingState.IN_REVIEW);
  }

  private void withdraw(CaseId id) {
    submissions.withdraw(id, OWNER, ExpectedVersion.ANY).orElseThrow();
    assertThat(submissions.get(id).state()).isEqualTo(FilingState.PENDING);
  }

  private void edit(CaseId id) {
    Products products = service.bean(Products.class);
    String product = submissions.get(id).declared().productId();
    ProductContent now = products.find(product).orElseThrow().content();
    products.put(
        product,
        new ProductContent(
            now.ownerId(),
            now.platform(),
            now.title() + "改",
            now.shortTitle(),
            now.mainImage(),
            now.detailImages(),
            now.category(),
            now.attributes(),
            now.priceFen(),
            now.stock(),
            now.shipping()),
        OWNER,
        any -> {});
    assertThat(submissions.get(id).state()).isEqualTo(FilingState.PENDING);
  }

  private void delist(CaseId id) {
    service
        .bean(Products.class)
        .delist(submissions.get(id).declared().productId(), OWNER, ExpectedVersion.ANY);
  }

  private void decide(CaseId id, Verdict verdict) {
    Asked asked = asked(id);
    int round = submissions.get(id).round();
    in(() -> service.bean(FilingCheckStep.class).check(asked, run(id), NOTHING_REQUIRED));
    List<Problem> problems =
        verdict == Verdict.APPROVED
            ? List.of()
            : List.of(new Problem("/title", "TITLE_MISLEADING", null, Problem.Source.AUDITOR));
    in(
        () ->
            new TestReviews(service)
                .record(
                    asked,
                    round,
                    "Task_ReviewFiling",
                    new Review(
                        INSTANCES.incrementAndGet(),
                        Optional.of("auditor1"),
                        verdict,
                        problems,
                        null)));
    assertThat(submissions.get(id).state().name()).isEqualTo(verdict.name());
  }

  private FilingRun run(CaseId id) {
    Filing filing = submissions.get(id);
    return new FilingRun(filing.cycle(), filing.round());
  }

  private static Asked asked(CaseId id) {
    return new Asked(id, INSTANCES.incrementAndGet(), "Task_Test");
  }

  /** It is reminded of, and waited for, by other times. */
  private void waitedSince(CaseId id, String remind, String due) {
    service
        .database()
        .sql(
            "update filing set review = jsonb_set(review, '{waiting}', jsonb_build_object('remindAt',"
                + " now() + cast(:remind as interval), 'dueAt', now() + cast(:due as interval)))"
                + " where id = :id")
        .param("remind", remind)
        .param("due", due)
        .param("id", id.value())
        .update();
  }

  /** As the version kept it that had no instance wait. */
  private void asBefore(CaseId id) {
    service
        .database()
        .sql("delete from engine_outbox where case_id = :id")
        .param("id", id.value())
        .update();
    service
        .database()
        .sql(
            "update filing set cycle = 0, data = data || '{\"cycle\": 0}',"
                + " review = review || '{\"waiting\": null}' where id = :id")
        .param("id", id.value())
        .update();
  }

  private String dueAt(CaseId id) {
    return Objects.requireNonNull(submissions.get(id).waiting()).dueAt().toString();
  }

  private List<String> actions(CaseId id) {
    return service.api("auditor").actions(id.value());
  }

  /** Everything the engine is to be told since the last time, by message and key. */
  private void assertTold(CaseId id, String... messages) {
    List<String> told =
        service
            .database()
            .sql(
                "delete from engine_outbox where case_id = :id and sent_at is null"
                    + " returning replace(name, 'streamer-filing-', '') || ' '"
                    + " || replace(correlation_key, case_id || ':', '') as told, id")
            .param("id", id.value())
            .query((row, number) -> Map.entry(row.getLong("id"), row.getString("told")))
            .list()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList();
    assertThat(told).containsExactly(messages);
  }

  private <T> T in(Supplier<T> work) {
    return service.bean(TransactionTemplate.class).execute(status -> work.get());
  }
}
