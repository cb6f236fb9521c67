package dev.merchantreview.refund;

import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.waiver.Waivers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The reviews of refunds: finance, and where the amount asks for it a second person. */
@Component
class RefundReview implements Reviewed<DepositRefund> {

  /** Another person has to agree. */
  static final String SECOND_REVIEW = "SECOND_REVIEW";

  private static final Map<ReviewStep, Set<String>> FORMER_JOB_TYPES =
      Map.of(
          ReviewStep.PREPARE,
          Set.of("refund.prepare-finance-review", "refund.prepare-second-review"),
          ReviewStep.REMIND,
          Set.of("refund.remind-reviewer"),
          ReviewStep.ESCALATE,
          Set.of("refund.escalate-refund"),
          ReviewStep.REDATE,
          Set.of("refund.redate-refund"),
          ReviewStep.RECORD,
          Set.of("refund.record-finance-review", "refund.record-second-review"),
          ReviewStep.JUDGE,
          Set.of("refund.judge-finance-review", "refund.judge-second-review"),
          ReviewStep.REMIND_OWNER,
          Set.of("refund.remind-applicant"),
          ReviewStep.EXPIRE,
          Set.of("refund.expire-refund"));

  private final DepositRefundType type;
  private final DepositRefunds refunds;
  private final Holders holders;
  private final RefundClocks clocks;
  private final RefundRounds rounds;
  private final RefundDossierWriter dossiers;
  private final MerchantStanding standing;
  private final ProblemTable table;
  private final Judges judges;
  private final Waivers waivers;
  private final ReviewSteps steps;

  RefundReview(
      DepositRefundType type,
      DepositRefunds refunds,
      Holders holders,
      RefundClocks clocks,
      RefundRounds rounds,
      RefundDossierWriter dossiers,
      MerchantStanding standing,
      RefundProblems table,
      Judges judges,
      ReviewSteps steps,
      Waivers waivers) {
    this.waivers = waivers;
    this.type = type;
    this.refunds = refunds;
    this.holders = holders;
    this.clocks = clocks;
    this.rounds = rounds;
    this.dossiers = dossiers;
    this.standing = standing;
    this.table = table;
    this.judges = judges;
    this.steps = steps;
  }

  @Override
  public DepositRefundType type() {
    return type;
  }

  @Override
  public Cases<DepositRefund, ?> cases() {
    return refunds;
  }

  @Override
  public List<ReviewedTask> tasks() {
    return List.of(RefundReviewPolicy.FINANCE, RefundReviewPolicy.SECOND);
  }

  @Override
  public String meters() {
    return "refunds";
  }

  @Override
  public Map<ReviewStep, Set<String>> formerJobTypes() {
    return FORMER_JOB_TYPES;
  }

  @Override
  public boolean isInReview(DepositRefund refund, ReviewedTask task) {
    return refund.state() == (isSecond(task) ? RefundState.SECOND_REVIEW : RefundState.IN_REVIEW);
  }

  private static boolean isSecond(ReviewedTask task) {
    return task.equals(RefundReviewPolicy.SECOND);
  }

  @Override
  public boolean isOver(DepositRefund refund, int round) {
    return refund.state() == RefundState.WITHDRAWN;
  }

  @Override
  public VerdictPolicy.Subject subject(DepositRefund refund, ReviewedTask task) {
    return RefundReviewPolicy.subject(
        refund,
        holders.of(refund),
        judges.waivers(refund),
        waivers.grantersOf(refund.checks()),
        task,
        table);
  }

  @Override
  public void hold(DepositRefund refund) {
    judges.hold(refund);
  }

  @Override
  public BiFunction<DepositRefund, List<Dossiers.Row>, TaskContent> content(
      DepositRefund read, ReviewedTask task) {
    Holder asked = holders.of(read);
    MerchantStanding.Facts facts = standing.of(asked.platform(), asked.ownerId(), asked.id());
    return (refund, excluded) -> {
      Holder holder = holders.of(refund);
      return new TaskContent(
          dossiers.line(refund, holder, isSecond(task)),
          dossiers.write(refund, holder, task, excluded, facts));
    };
  }

  /** Where all days count, a notice changes nothing. */
  @Override
  public ReviewClock redated(DepositRefund refund, ReviewClock before, ReviewClock anew) {
    return clocks.countsWorkingDays(refund) ? anew : before;
  }

  @Override
  public String redatedMessage() {
    return Refunds.REDATED;
  }

  @Override
  public Map<String, Object> details(ReviewedTask task) {
    return Map.of("stage", isSecond(task) ? "SECOND" : "FINANCE");
  }

  @Override
  public Handled approve(DepositRefund refund, Decision decision) {
    String by = decision.by().id();
    boolean second = isSecond(decision.task());
    decision.details().put("amountFen", refund.assessed().amountFen());
    if (second) {
      refund.approvedBySecond(by, steps.now());
    } else {
      refund.approvedByFinance(by, steps.now());
    }
    boolean another = !second && refund.assessed().secondReview();
    String from = refund.state().name();
    if (another && !refund.askSecond()) {
      throw CaseWork.unexpected(refund, "ask another person");
    }
    steps.decided(this, refund, decision, "APPROVED", another ? from : null);
    if (another) {
      return Handled.of(SECOND_REVIEW, refund);
    }
    steps.keepRound(this, refund, Verdict.APPROVED, decision.by(), List.of(), null);
    return Handled.of(Handled.APPROVED, refund);
  }

  @Override
  public Handled reject(DepositRefund refund, Decision decision) {
    return steps.rejected(this, refund, decision);
  }

  @Override
  public Optional<Fixing> fixing(DepositRefund refund) {
    return Optional.of(
        new Fixing(
            clocks.numbers(refund).fixRounds(),
            clocks.fixUntil(refund),
            refund.clock() == null ? 0 : clocks.daysUsed(refund)));
  }

  @Override
  public boolean sendBack(
      DepositRefund refund, List<Problem> problems, @Nullable String reason, Fixing fixing) {
    return refund.sendBack(problems, reason, fixing.until(), fixing.daysUsed());
  }

  @Override
  public boolean end(DepositRefund refund, List<Problem> problems, @Nullable String reason) {
    return refund.reject(problems, reason);
  }

  @Override
  public RoundContent roundContent(DepositRefund refund) {
    return rounds.content(refund);
  }

  @Override
  public RoundShown shown(DepositRefund refund, @Nullable String kept) {
    return rounds.shown(refund, kept);
  }

  @Override
  public ProblemTable table() {
    return table;
  }

  @Override
  public Optional<ProblemTable.Text> ruleName(String rule) {
    return BlockerRule.ofName(rule).map(BlockerRule::text);
  }

  @Override
  public boolean hasActed(DepositRefund refund) {
    return refund.state() != RefundState.FIX_REQUIRED;
  }

  @Override
  public boolean expire(DepositRefund refund) {
    return refund.expire();
  }
}
