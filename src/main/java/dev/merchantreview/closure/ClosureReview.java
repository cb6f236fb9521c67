package dev.merchantreview.closure;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.outside.MerchantStanding;
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
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.store.ClosureReasons;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The review of a closing. */
@Service
public class ClosureReview implements Reviewed<Store> {

  private static final ReviewedTask REVIEW =
      new ReviewedTask(
          "Task_ReviewClosure", "store-auditors", "Task_PrepareReview", "Task_RecordReview");

  /** The store is closed. */
  private static final String CLOSED = "CLOSED";

  /** The store stays open. */
  private static final String KEPT_OPEN = "KEPT_OPEN";

  private static final Map<ReviewStep, Set<String>> FORMER_JOB_TYPES =
      Map.of(
          ReviewStep.PREPARE, Set.of("store.prepare-closure-review"),
          ReviewStep.REMIND, Set.of("store.remind-closure-reviewer"),
          ReviewStep.ESCALATE, Set.of("store.escalate-closure-review"),
          ReviewStep.REDATE, Set.of("store.redate-closure-review"),
          ReviewStep.RECORD, Set.of("store.record-closure-review"),
          ReviewStep.JUDGE, Set.of("store.judge-closure-review"),
          ReviewStep.CLOSE_ROUND, Set.of("store.close-closure-round"));

  private final StoreClosureType type;
  private final Cases<Store, ?> stores;
  private final Deposits deposits;
  private final ClosureClocks clocks;
  private final ClosureRounds rounds;
  private final ClosureDossierWriter dossiers;
  private final MerchantStanding standing;
  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final ProblemTable table;
  private final ReviewSteps steps;

  ClosureReview(
      StoreClosureType type,
      Cases<Store, ?> stores,
      Deposits deposits,
      ClosureClocks clocks,
      ClosureRounds rounds,
      ClosureDossierWriter dossiers,
      MerchantStanding standing,
      Platforms platforms,
      WorkingCalendar calendar,
      ClosureReasons table,
      ReviewSteps steps) {
    this.type = type;
    this.stores = stores;
    this.deposits = deposits;
    this.clocks = clocks;
    this.rounds = rounds;
    this.dossiers = dossiers;
    this.standing = standing;
    this.platforms = platforms;
    this.calendar = calendar;
    this.table = table;
    this.steps = steps;
  }

  @Override
  public StoreClosureType type() {
    return type;
  }

  @Override
  public Cases<Store, ?> cases() {
    return stores;
  }

  @Override
  public List<ReviewedTask> tasks() {
    return List.of(REVIEW);
  }

  @Override
  public String meters() {
    return "closures";
  }

  @Override
  public Map<ReviewStep, Set<String>> formerJobTypes() {
    return FORMER_JOB_TYPES;
  }

  /** A person looks at it from now on. */
  @Transactional(propagation = Propagation.MANDATORY)
  public ReviewClock open(Asked asked, int round) {
    return steps.with(
        this,
        asked,
        round,
        store -> {
          ReviewClock until = clocks.of(store);
          steps.opened(store, until);
          steps.note(this, asked, store, "CLOSURE_REVIEW_OPENED", until.described());
          return until;
        });
  }

  @Override
  public boolean isInReview(Store store, ReviewedTask task) {
    return store.state() == StoreState.CLOSING;
  }

  @Override
  public boolean isOver(Store store, int round) {
    return store.state() != StoreState.CLOSING || store.round() != round;
  }

  @Override
  public String roundEnd() {
    return "CLOSURE_WITHDRAWN";
  }

  @Override
  public VerdictPolicy.Subject subject(Store store, ReviewedTask task) {
    return new VerdictPolicy.Subject(
        task,
        List.of(VerdictPolicy.Exclusion.ownCase(Set.of(store.review().submittedBy()))),
        Set.of(Verdict.APPROVED, Verdict.REJECTED),
        VerdictPolicy.Rejection.FOR_GOOD,
        table,
        0);
  }

  @Override
  public Refusal tooLate(Store store) {
    return Refusal.tooLate(
        "结论未被采用：商家已撤回关店申请（当前状态 %s）".formatted(store.state()),
        "The verdict did not count: the merchant took the closing back first (now %s)"
            .formatted(store.state()));
  }

  @Override
  public BiFunction<Store, List<Dossiers.Row>, TaskContent> content(Store read, ReviewedTask task) {
    Store.Opening opening = read.opening();
    MerchantStanding.Facts facts = standing.of(opening.platform(), opening.merchantId(), read.id());
    return (store, excluded) ->
        new TaskContent(dossiers.line(store), dossiers.write(store, excluded, facts));
  }

  @Override
  public RoundContent roundContent(Store store) {
    return rounds.content(store);
  }

  @Override
  public RoundShown shown(Store store, @Nullable String kept) {
    return rounds.shown(store, kept);
  }

  @Override
  public ProblemTable table() {
    return table;
  }

  @Override
  public String redatedMessage() {
    return Closing.REVIEW_REDATED;
  }

  @Override
  public Handled approve(Store store, Decision decision) {
    int months =
        platforms.get(store.opening().platform()).part(ClosureNumbers.class).reopeningMonths();
    Instant now = steps.now();
    Instant reopenable = now.atZone(calendar.zone()).plusMonths(months).toInstant();
    String from = store.state().name();
    if (!store.close(decision.by().id(), decision.review().reason(), now, reopenable)) {
      throw CaseWork.unexpected(store, "close");
    }
    deposits.ended(store.id().value());
    decision.details().put("reopenableFrom", String.valueOf(store.reopenableFrom()));
    steps.decided(this, store, decision, "STORE_CLOSED", from);
    steps.keepRound(
        this, store, Verdict.APPROVED, decision.by(), List.of(), decision.review().reason());
    return Handled.of(CLOSED, store);
  }

  @Override
  public Handled reject(Store store, Decision decision) {
    String from = store.state().name();
    decision.details().put("code", decision.review().problems().getFirst().code());
    if (!store.keepOpen(
        decision.by().id(), decision.review().problems(), decision.review().reason())) {
      throw CaseWork.unexpected(store, "keep open");
    }
    steps.decided(this, store, decision, "CLOSURE_REFUSED", from);
    steps.keepRound(
        this,
        store,
        Verdict.REJECTED,
        decision.by(),
        decision.review().problems(),
        decision.review().reason());
    return Handled.of(KEPT_OPEN, store);
  }
}
