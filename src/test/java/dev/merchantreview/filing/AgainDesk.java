package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.notice.Notices;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.streamer.StreamerRules;
import dev.merchantreview.testing.ServiceAlone;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Filings, notices that have them reviewed again, and what is seen of both, for one test class. */
final class AgainDesk {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  static final String PATH = "/api/v1/rule-notices/";
  static final String APPAREL = "服饰";
  static final String HOME = "家居";
  static final String MOTHER_AND_BABY = "母婴";
  static final LocalDate FIRST = LocalDate.now(SHANGHAI).plusDays(20);
  private static final AtomicLong NEXT = new AtomicLong(1);
  private static final AtomicLong INSTANCES = new AtomicLong(8_700_000_000L);
  private static final FilingChecks.Tables NOTHING_REQUIRED =
      new FilingChecks.Tables(
          new DocumentRule.Requirement(List.of(), Map.of("decision", "test", "version", 1)),
          new StreamerRules.Answer(List.of(), List.of(), List.of()));

  private final ServiceAlone service;
  private final ApiClient admin;
  private final ApiClient owner;

  AgainDesk(ServiceAlone service) {
    this.service = service;
    this.admin = service.api("admin");
    this.owner = service.api("merchant");
  }

  void at(LocalDate day, LocalTime time) {
    service.travelTo(day.atTime(time).atZone(SHANGHAI).toInstant());
  }

  /** Who sells what, and the filing of it. */
  record Sold(String product, String streamer, CaseId filing) {}

  Sold filed(String category) {
    String merchant = "m-1again" + NEXT.getAndIncrement();
    String streamer = "s-" + merchant;
    assertThat(
            admin
                .put("/api/v1/streamers/" + streamer, SampleStreamers.figures(merchant, true))
                .status())
        .isEqualTo(201);
    String product = "p-" + merchant;
    ApiClient.Answer described =
        owner.put(
            "/api/v1/products/" + product,
            SampleProducts.product("KUAISHOU", merchant, "亚麻连衣裙", category, owner));
    assertThat(described.status()).as(described.body().toString()).isEqualTo(201);
    ApiClient.Answer declared =
        owner.post(
            "/api/v1/filings",
            Map.of(
                "scenario", "SELF_BUILT", "productIds", List.of(product), "streamerId", streamer));
    assertThat(declared.status()).as(declared.body().toString()).isEqualTo(201);
    return new Sold(
        service.bean(Products.class).find(product).orElseThrow().id(),
        streamer,
        new CaseId(declared.items().path(0).path("id").asString()));
  }

  void submit(CaseId id) {
    ApiClient.Answer answer =
        owner.post("/api/v1/filings/" + id + "/qualifications", Map.of("documents", List.of()));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
  }

  <T> T in(Supplier<T> work) {
    return service.bean(TransactionTemplate.class).execute(status -> work.get());
  }

  /** The machine looks at what was handed in, and reviewers have it. */
  Asked check(CaseId id) {
    Filing filing = service.bean(Submissions.class).get(id);
    Asked asked = new Asked(id, INSTANCES.incrementAndGet(), "Task_Test");
    FilingRun run = new FilingRun(filing.cycle(), filing.round());
    assertThat(
            in(() -> service.bean(FilingCheckStep.class).check(asked, run, NOTHING_REQUIRED))
                .outcome())
        .isEqualTo(Handled.PASSED);
    return asked;
  }

  void decide(CaseId id, Verdict verdict) {
    decide(id, check(id), verdict);
  }

  void decide(CaseId id, Asked asked, Verdict verdict) {
    int round = service.bean(Submissions.class).get(id).round();
    Review review =
        new Review(
            INSTANCES.incrementAndGet(),
            Optional.of("auditor1"),
            verdict,
            verdict == Verdict.APPROVED
                ? List.of()
                : List.of(new Problem("/title", "TITLE_MISLEADING", null, Problem.Source.AUDITOR)),
            null);
    in(() -> new TestReviews(service).record(asked, round, "Task_ReviewFiling", review));
  }

  Sold approved(String category) {
    Sold sold = filed(category);
    submit(sold.filing());
    decide(sold.filing(), Verdict.APPROVED);
    assertThat(state(sold)).isEqualTo("APPROVED");
    return sold;
  }

  JsonNode read(Sold sold) {
    return owner.get("/api/v1/filings/" + sold.filing()).body();
  }

  String state(Sold sold) {
    return read(sold).path("state").asString();
  }

  List<String> permit(Sold sold) {
    return admin
        .get(
            "/api/v1/sale-permits?scenario=SELF_BUILT&productId="
                + sold.product()
                + "&streamerId="
                + sold.streamer())
        .body()
        .path("reasons")
        .valueStream()
        .map(one -> one.path("code").asString())
        .toList();
  }

  Map<String, Object> notice(
      LocalDate from, String category, String meanwhile, boolean handInAgain) {
    Map<String, Object> notice = Notices.notice(from, null);
    notice.put("platforms", List.of("KUAISHOU"));
    notice.put("title", Map.of("zh", "服饰资质新规", "en", "New papers for clothing"));
    notice.put("categories", List.of(category));
    notice.put("transition", transition(meanwhile, handInAgain));
    return notice;
  }

  /** One that touches these products alone. */
  Map<String, Object> notice(
      LocalDate from, List<Sold> sold, String meanwhile, boolean handInAgain) {
    Map<String, Object> notice = notice(from, APPAREL, meanwhile, handInAgain);
    notice.put("categories", List.of());
    notice.put("transition", transition(meanwhile, handInAgain, sold));
    return notice;
  }

  Map<String, Object> transition(String meanwhile, boolean handInAgain, List<Sold> sold) {
    Map<String, Object> transition = transition(meanwhile, handInAgain);
    @SuppressWarnings("unchecked")
    Map<String, Object> again = (Map<String, Object>) transition.get("reviewAgain");
    again.put("products", sold.stream().map(Sold::product).toList());
    return transition;
  }

  Map<String, Object> transition(String meanwhile, boolean handInAgain) {
    Map<String, Object> transition = new LinkedHashMap<>();
    transition.put("kind", "REVIEW_AGAIN");
    transition.put(
        "reviewAgain",
        new LinkedHashMap<>(
            Map.of("dueWorkingDays", 5, "meanwhile", meanwhile, "handInAgain", handInAgain)));
    return transition;
  }

  void put(String id, Map<String, Object> notice) {
    ApiClient.Answer answer = admin.put(PATH + id, notice);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
  }

  JsonNode progress(String id) {
    return service.api("operator").get(PATH + id + "/review-again").body();
  }

  List<Long> numbers(String id) {
    JsonNode found = progress(id);
    return List.of("touched", "opened", "decided", "left").stream()
        .map(name -> found.path(name).asLong())
        .toList();
  }

  List<String> actions(CaseId id) {
    return service.api("auditor").actions(id.value());
  }

  JsonNode last(String historyId) {
    return service
        .api("auditor")
        .get("/api/v1/cases/" + historyId + "/history")
        .items()
        .valueStream()
        .reduce((one, next) -> next)
        .orElseThrow();
  }

  /** Stops what other tests began: a notice goes on until everything is open. */
  void end(String... ids) {
    for (String id : ids) {
      admin.post(PATH + id + "/review-again/stop", Map.of());
    }
  }

  List<String> errors(ApiClient.Answer answer) {
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").asString() + " " + error.path("code").asString())
        .toList();
  }

  /** Edits the title, which is watched. */
  void edit(Sold sold) {
    ObjectNode content =
        SampleProducts.contentOf(admin.get("/api/v1/products/" + sold.product()).body());
    ApiClient.Answer answer =
        owner.put("/api/v1/products/" + sold.product(), content.put("title", "真丝连衣裙"));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
  }
}
