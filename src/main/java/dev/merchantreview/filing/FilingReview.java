package dev.merchantreview.filing;

import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.catalog.ProductVersions;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Refusal;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.store.CategoryStanding;
import dev.merchantreview.store.StoreCategories;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The review of a filing. */
@Component
class FilingReview implements Reviewed<Filing> {

  private static final ReviewedTask REVIEW =
      new ReviewedTask(
          "Task_ReviewFiling", "product-reviewers", "Task_PrepareReview", "Task_RecordReview");

  private static final ProblemTable.Text LOST_CATEGORY =
      new ProblemTable.Text(
          "店铺已失去该商品的类目，不能通过", "The store lost the product's category; it cannot be approved");

  private static final Map<ReviewStep, Set<String>> FORMER_JOB_TYPES =
      Map.of(
          ReviewStep.PREPARE, Set.of("filing.prepare-review"),
          ReviewStep.REMIND, Set.of("filing.remind-reviewer"),
          ReviewStep.ESCALATE, Set.of("filing.escalate-review"),
          ReviewStep.REDATE, Set.of("filing.redate-review"),
          ReviewStep.RECORD, Set.of("filing.record-review"),
          ReviewStep.JUDGE, Set.of("filing.judge-review"),
          ReviewStep.CLOSE_ROUND, Set.of("filing.close-round"));

  private final FilingType type;
  private final Filings filings;
  private final FilingRounds rounds;
  private final FilingDossierWriter dossiers;
  private final ProductVersions versions;
  private final FilingClocks clocks;
  private final StoreCategories stores;
  private final ProblemTable table;
  private final ReviewSteps steps;

  FilingReview(
      FilingType type,
      Filings filings,
      FilingRounds rounds,
      FilingDossierWriter dossiers,
      ProductVersions versions,
      FilingClocks clocks,
      StoreCategories stores,
      FilingProblems table,
      ReviewSteps steps) {
    this.type = type;
    this.filings = filings;
    this.rounds = rounds;
    this.dossiers = dossiers;
    this.versions = versions;
    this.clocks = clocks;
    this.stores = stores;
    this.table = table;
    this.steps = steps;
  }

  @Override
  public FilingType type() {
    return type;
  }

  @Override
  public Cases<Filing, ?> cases() {
    return filings;
  }

  @Override
  public List<ReviewedTask> tasks() {
    return List.of(REVIEW);
  }

  @Override
  public String meters() {
    return "filings";
  }

  @Override
  public Map<ReviewStep, Set<String>> formerJobTypes() {
    return FORMER_JOB_TYPES;
  }

  @Override
  public boolean isInReview(Filing filing, ReviewedTask task) {
    return filing.state() == FilingState.IN_REVIEW;
  }

  @Override
  public boolean isOver(Filing filing, int round) {
    return filing.state() != FilingState.IN_REVIEW || filing.round() != round;
  }

  @Override
  public VerdictPolicy.Subject subject(Filing filing, ReviewedTask task) {
    return new VerdictPolicy.Subject(
        task,
        List.of(
            VerdictPolicy.Exclusion.ownCase(
                new HashSet<>(
                    List.of(filing.declared().createdBy(), filing.review().submittedBy())))),
        Set.of(Verdict.APPROVED, Verdict.REJECTED),
        VerdictPolicy.Rejection.PROBLEMS,
        table,
        filing.documents().size(),
        () -> standing(filing) == CategoryStanding.LOST ? List.of(LOST_CATEGORY) : List.of());
  }

  private CategoryStanding standing(Filing filing) {
    return stores.standing(
        filing.declared().platform(), filing.declared().ownerId(), category(filing));
  }

  private String category(Filing filing) {
    return filed(filing).product().category();
  }

  /** A store that loses the category in the same instant waits, or is seen. */
  @Override
  public void hold(Filing filing) {
    stores.heldStanding(
        filing.declared().platform(), filing.declared().ownerId(), category(filing));
  }

  @Override
  public Refusal tooLate(Filing filing) {
    return Refusal.tooLate(
        "上一轮结论未被采用：商品已被编辑、撤回或下架（当前状态 %s）".formatted(filing.state()),
        "The last round's verdict did not count: the product was edited, withdrawn or delisted first (now %s)"
            .formatted(filing.state()));
  }

  @Override
  public BiFunction<Filing, List<Dossiers.Row>, TaskContent> content(
      Filing read, ReviewedTask task) {
    return (filing, excluded) -> {
      Filed filed = filed(filing);
      return new TaskContent(dossiers.line(filing, filed), dossiers.write(filing, filed, excluded));
    };
  }

  /** A live comes whether its filing is decided or not. */
  @Override
  public int precedence(Filing filing) {
    return filing.isLate() ? 9 : filing.liveAt() != null ? 6 : filing.round() > 1 ? 3 : 0;
  }

  @Override
  public ReviewClock redated(Filing filing, ReviewClock before, ReviewClock anew) {
    return clocks.notAfterLive(filing, anew);
  }

  @Override
  public String redatedMessage() {
    return FilingMessages.REVIEW_REDATED;
  }

  @Override
  public Handled approve(Filing filing, Decision decision) {
    String from = filing.state().name();
    if (!filing.approve(decision.by().id(), steps.now())) {
      throw CaseWork.unexpected(filing, "approve");
    }
    decision.details().put("productVersion", filed(filing).productVersion());
    steps.decided(this, filing, decision, "APPROVED", from);
    steps.keepRound(this, filing, Verdict.APPROVED, decision.by(), List.of(), null);
    return Handled.of(Handled.APPROVED, filing);
  }

  @Override
  public Handled reject(Filing filing, Decision decision) {
    decision.details().put("problems", decision.review().problems());
    return steps.rejected(this, filing, decision);
  }

  @Override
  public boolean end(Filing filing, List<Problem> problems, @Nullable String reason) {
    return filing.reject(problems, reason);
  }

  @Override
  public RoundContent roundContent(Filing filing) {
    return rounds.content(filed(filing));
  }

  @Override
  public RoundShown shown(Filing filing, @Nullable String kept) {
    return rounds.shown(kept == null ? filed(filing) : rounds.read(kept));
  }

  /** The qualification, and the pictures buyers see. */
  @Override
  public List<String> documents(JsonNode kept) {
    JsonNode product = kept.path("product");
    return Stream.of(
            Reviewed.super.documents(kept).stream(),
            product.path("detailImages").valueStream().map(JsonNode::asString),
            Stream.of(product.path("mainImage")).filter(JsonNode::isString).map(JsonNode::asString))
        .flatMap(all -> all)
        .toList();
  }

  @Override
  public ProblemTable table() {
    return table;
  }

  @Override
  public Optional<ProblemTable.Text> ruleName(String rule) {
    return FilingRule.ofName(rule).map(FilingRule::text);
  }

  /**
   * The product as it was submitted. It is unchanged since, because an edit would have ended the
   * round.
   */
  private Filed filed(Filing filing) {
    Submission submission = Objects.requireNonNull(filing.submission());
    return new Filed(
        versions
            .find(filing.declared().productId(), submission.productVersion())
            .orElseThrow()
            .content(),
        submission.productVersion(),
        filing.documents(),
        submission.by());
  }
}
