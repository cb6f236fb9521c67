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
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.streamer.StreamerRules;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.Tries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Whatever owners, streamers' sides and reviewers do in whatever order: what may be sold is what
 * was approved, both sides read the same, and every reason is explained by an event.
 */
class FilingPropertiesIT {

  private static final ActorRef OWNER = new ActorRef(ActorRef.Kind.MERCHANT, "merchant");
  private static final FilingChecks.Tables NOTHING_REQUIRED =
      new FilingChecks.Tables(
          new DocumentRule.Requirement(List.of(), Map.of("decision", "test", "version", 1)),
          new StreamerRules.Answer(List.of(), List.of(), List.of()));
  private static final int WALKS = Tries.of(600);
  private static final int STEPS = 25;

  private final ServiceAlone service = ServiceAlone.get();
  private final Sellers sellers = new Sellers(service);
  private final AtomicLong instances = new AtomicLong(7_000_000_000L);

  /** Which instance accompanies which cycle. */
  private final Map<String, Long> accompanying = new HashMap<>();

  private enum Step {
    SUBMIT,
    WITHDRAW,
    APPROVE,
    REJECT,
    EDIT_TITLE,
    EDIT_BACK,
    EDIT_PRICE,
    DELIST,
    RELIST
  }

  /** A filing and what has to be true of it. */
  private static final class Model {
    private final CaseId id;
    private final String streamer;
    private final Scenario scenario;
    private String state = "PENDING";
    private String approvedTitle;

    /** What became of each round: its verdict, or ENDED, or OPEN. */
    private final List<String> rounds = new ArrayList<>();

    private void last(String outcome) {
      rounds.set(rounds.size() - 1, outcome);
    }

    /** Somebody was faster than the reviewers, if there was anything to review. */
    private void ended() {
      if (state.equals("IN_REVIEW")) {
        last("ENDED");
      }
    }

    private Model(CaseId id, String streamer, Scenario scenario) {
      this.id = id;
      this.streamer = streamer;
      this.scenario = scenario;
    }
  }

  @Test
  void holdsWhateverComesInWhateverOrder() {
    String merchant = "m-1walk";
    String own = sellers.streamer(merchant);
    String distributor = sellers.streamer("m-2walk");
    ProductContent content = sellers.product(merchant);
    Map<String, Integer> reached = new TreeMap<>();
    for (int seed = 0; seed < WALKS; seed++) {
      walk(seed, content, own, distributor, reached);
    }
    System.out.println("states after a step: " + reached);
    assertThat(reached.keySet()).contains("PENDING", "IN_REVIEW", "APPROVED", "REJECTED", "CLOSED");
    RightIndex.checkOf(service, merchant);
  }

  private void walk(
      long seed,
      ProductContent content,
      String own,
      String distributor,
      Map<String, Integer> reached) {
    Random random = new Random(seed);
    String product = "walk-" + seed;
    Products products = service.bean(Products.class);
    products.put(product, content, OWNER, any -> {});
    Model selfBuilt = declared(product, own, Scenario.SELF_BUILT);
    Model distributed = declared(product, distributor, Scenario.DISTRIBUTION);
    List<Model> models = List.of(selfBuilt, distributed);
    boolean listed = true;
    for (int number = 0; number < STEPS; number++) {
      Step step = Step.values()[random.nextInt(Step.values().length)];
      if (step == Step.DELIST && random.nextInt(10) > 0) {
        // Nothing opens what is closed: seldom, so that there is something to see before.
        step = Step.SUBMIT;
      }
      Model model = models.get(random.nextInt(models.size()));
      String title = products.find(product).orElseThrow().content().title();
      switch (step) {
        case SUBMIT -> submit(model);
        case WITHDRAW -> withdraw(model);
        case APPROVE -> verdict(model, Verdict.APPROVED, title);
        case REJECT -> verdict(model, Verdict.REJECTED, title);
        case EDIT_TITLE -> edit(product, "标题 " + number, models);
        // The very words of before: an edit all the same, and to be reviewed.
        case EDIT_BACK -> edit(product, content.title(), models);
        case EDIT_PRICE -> price(product, 100 + number);
        case DELIST -> {
          products.delist(product, OWNER, ExpectedVersion.ANY);
          listed = false;
          models.forEach(Model::ended);
          models.forEach(one -> one.state = "CLOSED");
        }
        case RELIST -> {
          products.relist(product, OWNER, ExpectedVersion.ANY);
          listed = true;
        }
      }
      for (Model one : models) {
        check("seed " + seed + " step " + number + " " + step, one, product, listed);
        reached.merge(one.state, 1, Integer::sum);
      }
    }
    models.forEach(this::checkReasons);
    models.forEach(this::checkRounds);
    products.delist(product, OWNER, ExpectedVersion.ANY);
  }

  private void check(String when, Model model, String product, boolean listed) {
    Filing filing = service.bean(Submissions.class).get(model.id);
    assertThat(filing.state().name()).as(when).isEqualTo(model.state);
    String title = service.bean(Products.class).find(product).orElseThrow().content().title();
    boolean sold =
        service
            .bean(SalePermits.class)
            .answer(
                List.of(
                    new SalePermits.Question(product, model.streamer, null, model.scenario, null)),
                SalePermits.EVERYBODY)
            .getFirst()
            .permitted();
    boolean expected =
        listed && model.state.equals("APPROVED") && title.equals(model.approvedTitle);
    assertThat(sold).as(when).isEqualTo(expected);
  }

  /** Both sides, over HTTP, and the chain of reasons against the history. */
  private void checkReasons(Model model) {
    JsonNode owners = service.api("merchant").get("/api/v1/filings/" + model.id).body();
    assertThat(owners.path("state").asString()).isEqualTo(model.state);
    if (model.scenario == Scenario.DISTRIBUTION) {
      JsonNode others = service.api("merchant2").get("/api/v1/filings/" + model.id).body();
      assertThat(others.path("state")).isEqualTo(owners.path("state"));
      assertThat(others.path("reasons")).isEqualTo(owners.path("reasons"));
    }
    List<String> reasons =
        owners.path("reasons").valueStream().map(one -> one.path("scenario").asString()).toList();
    List<String> explained =
        service.api("auditor").actions(model.id.value()).stream()
            .filter(action -> action.equals("DECLARED") || action.equals("PRODUCT_EDITED"))
            .map(action -> action.equals("DECLARED") ? model.scenario.name() : "PRODUCT_EDIT")
            .toList();
    assertThat(reasons).isEqualTo(explained);
    assertThat(service.api("auditor").historyHolds(model.id.value())).isTrue();
  }

  /** Every round ever handed in is there, with what became of it and on what. */
  private void checkRounds(Model model) {
    JsonNode rounds = service.api("auditor").get("/api/v1/cases/" + model.id + "/rounds").items();
    List<String> outcomes = new ArrayList<>();
    for (JsonNode round : rounds) {
      boolean decided = round.path("standing").asString().equals("DECIDED");
      outcomes.add(round.path(decided ? "verdict" : "standing").asString());
      if (decided) {
        assertThat(round.path("verdicts")).hasSize(1);
        assertThat(round.path("examinations")).hasSize(1);
        assertThat(round.path("deadlineKept").asBoolean()).isTrue();
        assertThat(round.at("/content/product/title").isString()).isTrue();
      }
    }
    assertThat(outcomes).isEqualTo(model.rounds);
  }

  private Model declared(String product, String streamer, Scenario scenario) {
    Declarations.DeclarationResult outcome =
        service
            .bean(Declarations.class)
            .declare(
                new Declarations.Request(
                    scenario, List.of(product), streamer, null, null, null, false),
                new Side(OWNER, anybody -> true));
    return new Model(
        ((Declarations.DeclarationResult.Declared) outcome).filings().getFirst().id(),
        streamer,
        scenario);
  }

  private void submit(Model model) {
    Submissions.SubmissionResult outcome =
        service
            .bean(Submissions.class)
            .submit(model.id, List.of(), null, OWNER, ExpectedVersion.ANY)
            .orElseThrow();
    if (((Submissions.SubmissionResult.Changed) outcome).change() instanceof Change.Made<Filing>) {
      assertThat(model.state).isIn("PENDING", "REJECTED");
      model.state = "IN_REVIEW";
      model.rounds.add("OPEN");
    }
  }

  private void withdraw(Model model) {
    boolean made =
        service.bean(Submissions.class).withdraw(model.id, OWNER, ExpectedVersion.ANY).orElseThrow()
            instanceof Change.Made<Filing>;
    assertThat(made).isEqualTo(model.state.equals("IN_REVIEW"));
    if (made) {
      model.ended();
      model.state = "PENDING";
    }
  }

  private void verdict(Model model, Verdict verdict, String title) {
    FilingCheckStep steps = service.bean(FilingCheckStep.class);
    TestReviews reviews = new TestReviews(service);
    Filing filing = service.bean(Submissions.class).get(model.id);
    int round = filing.round();
    Asked asked =
        new Asked(
            model.id,
            accompanying.computeIfAbsent(filing.cycleKey(), key -> instances.incrementAndGet()),
            "Task_Test");
    if (model.state.equals("IN_REVIEW")) {
      in(() -> steps.check(asked, new FilingRun(filing.cycle(), round), NOTHING_REQUIRED));
    }
    List<Problem> problems =
        verdict == Verdict.REJECTED
            ? List.of(new Problem("/title", "TITLE_MISLEADING", null, Problem.Source.AUDITOR))
            : List.of();
    Handled outcome =
        in(
            () ->
                reviews.record(
                    asked,
                    round,
                    "Task_ReviewFiling",
                    new Review(
                        instances.incrementAndGet(),
                        Optional.of("auditor1"),
                        verdict,
                        problems,
                        null)));
    if (!model.state.equals("IN_REVIEW")) {
      assertThat(outcome.outcome()).isEqualTo(Handled.TOO_LATE);
      return;
    }
    model.state = verdict.name();
    model.last(verdict.name());
    if (verdict == Verdict.APPROVED) {
      model.approvedTitle = title;
    }
  }

  private void edit(String product, String title, List<Model> models) {
    Products products = service.bean(Products.class);
    ProductContent now = products.find(product).orElseThrow().content();
    Products.Stored stored =
        products.put(product, with(now, title, now.priceFen()), OWNER, any -> {});
    if (now.title().equals(title)) {
      assertThat(stored.sentBack()).isEmpty();
      return;
    }
    for (Model model : models) {
      if (!model.state.equals("CLOSED")) {
        assertThat(stored.sentBack().contains(model.id.value()))
            .isEqualTo(!model.state.equals("PENDING"));
        model.ended();
        model.state = "PENDING";
        model.approvedTitle = null;
      }
    }
  }

  private void price(String product, long fen) {
    Products products = service.bean(Products.class);
    ProductContent now = products.find(product).orElseThrow().content();
    assertThat(products.put(product, with(now, now.title(), fen), OWNER, any -> {}).sentBack())
        .isEmpty();
  }

  private static ProductContent with(ProductContent content, String title, long priceFen) {
    return new ProductContent(
        content.ownerId(),
        content.platform(),
        title,
        content.shortTitle(),
        content.mainImage(),
        content.detailImages(),
        content.category(),
        content.attributes(),
        priceFen,
        content.stock(),
        content.shipping());
  }

  private <T> T in(Supplier<T> work) {
    return service.bean(TransactionTemplate.class).execute(status -> work.get());
  }
}
