package dev.merchantreview.refund;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.review.Refusal;
import dev.merchantreview.review.Refusals;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.rules.ProblemTables;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The checks and the reviews in the deposit-refund process. Each step runs inside the transaction
 * of the job that asks for it.
 */
@Service
public class RefundSteps {

  /** The first review. */
  public static final ReviewedTask FINANCE = RefundReviewPolicy.Stage.FINANCE.task();

  /** The second person's. */
  public static final ReviewedTask SECOND = RefundReviewPolicy.Stage.SECOND.task();

  private final RefundCases cases;
  private final Refunds refunds;
  private final Holders holders;
  private final BlockerChecks checks;
  private final RefundClocks clocks;
  private final RefundRounds rounds;
  private final RefundDossierWriter dossiers;
  private final ProblemTable table;
  private final VerdictPolicy policy;
  private final Judges judges;
  private final Refusals refusals;
  private final MeterRegistry meters;

  RefundSteps(
      RefundCases cases,
      Refunds refunds,
      Holders holders,
      BlockerChecks checks,
      RefundClocks clocks,
      RefundRounds rounds,
      RefundDossierWriter dossiers,
      ProblemTables tables,
      VerdictPolicy policy,
      Judges judges,
      Refusals refusals,
      MeterRegistry meters) {
    this.cases = cases;
    this.refunds = refunds;
    this.holders = holders;
    this.checks = checks;
    this.clocks = clocks;
    this.rounds = rounds;
    this.dossiers = dossiers;
    this.table = tables.refunds();
    this.policy = policy;
    this.judges = judges;
    this.refusals = refusals;
    this.meters = meters;
  }

  /** Whose deposit a case is about, for a step that asks outside first. */
  @Transactional(readOnly = true)
  public Holder holderOf(CaseId caseId) {
    return holder(refunds.get(caseId));
  }

  private Holder holder(DepositRefund refund) {
    return holders
        .find(refund.request().holderId())
        .orElseThrow(() -> new IllegalStateException("no " + refund.request().holderId()));
  }

  /** Looks for what stands in the way; when nothing does, finance comes next. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled check(Asked asked, BlockerChecks.Asked outside) {
    return cases.with(
        asked,
        refund -> {
          if (refund.state() == RefundState.FIX_REQUIRED) {
            return cases.waitFor(asked, refund, "RESUBMITTED");
          }
          Holder holder = holder(refund);
          List<RuleResult> results = checks.apply(holder, refund.content(), outside);
          refund.checked(results);
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("checks", results);
          List<Problem> problems = BlockerChecks.problems(results);
          if (!problems.isEmpty()) {
            return cases.sendBack(asked, refund, ActorRef.SYSTEM, problems, null, details);
          }
          Assessment assessment = assessment(outside);
          ReviewClock until = clocks.of(refund);
          String from = refund.state().name();
          if (!refund.openReview(until, assessment)) {
            throw CaseWork.unexpected(refund, "open review");
          }
          details.put("round", refund.round());
          details.put("refundableFen", assessment.amountFen());
          details.put("secondReview", assessment.secondReview());
          details.put("decision", assessment.evidence());
          details.putAll(until.described());
          cases.record(asked, refund, ActorRef.SYSTEM, "REVIEW_OPENED", from, details);
          return new Handled(Handled.Outcome.PASSED, refund.round(), until, null);
        });
  }

  static Assessment assessment(BlockerChecks.Asked outside) {
    return new Assessment(
        outside.heldFen(), outside.second().required(), outside.second().evidence());
  }

  /**
   * What a reviewer's task shows.
   *
   * @param dossier the form's data
   */
  public record ReviewTask(String title, Object dossier) {}

  /**
   * @param second whether it is the second review's task
   * @param standing what the platform's other systems said just now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public ReviewTask prepare(Asked asked, boolean second, MerchantStanding.Facts standing) {
    return cases.with(
        asked,
        refund -> {
          Holder holder = holder(refund);
          return new ReviewTask(
              (second ? "复核 " : "退款 ") + holder.name(),
              dossiers.write(
                  refund,
                  holder,
                  stage(second),
                  policy.excluded(subject(refund, second), refusals.outsideGroup(refund.id())),
                  standing));
        });
  }

  /** Reminds the reviewers, once a round. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean remind(Asked asked) {
    return cases.with(
        asked,
        refund -> {
          ReviewClock until = refund.clock();
          if (until == null || !until.isReminderDue(cases.now())) {
            return false;
          }
          refund.reviewClock(until.reminded(cases.now()));
          cases.record(asked, refund, ActorRef.SYSTEM, "AUDITOR_REMINDED", null, until.described());
          meters.counter("merchantreview.refunds.reminded").increment();
          return true;
        });
  }

  /** Reports a refund that is overdue, once a round. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean escalate(Asked asked) {
    return cases.with(
        asked,
        refund -> {
          ReviewClock until = refund.clock();
          if (until == null || !until.isEscalationDue(cases.now())) {
            return false;
          }
          refund.reviewClock(until.escalated(cases.now()));
          cases.record(asked, refund, ActorRef.SYSTEM, "AUDIT_OVERDUE", null, until.described());
          meters.counter("merchantreview.refunds.overdue").increment();
          return true;
        });
  }

  /** The clock of a refund that runs, as the calendar has it now; empty when none runs. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<ReviewClock> redated(Asked asked) {
    return cases.with(asked, refund -> Optional.ofNullable(refund.clock()));
  }

  /**
   * Why the verdict of a task would not count; empty when it would. Asked before the task
   * completes, where the cluster can refuse a completion.
   */
  @Transactional(readOnly = true)
  public Optional<Refusal> refusal(DepositRefund refund, boolean second, Review review) {
    return policy.refusal(subject(refund, second), review);
  }

  private VerdictPolicy.Subject subject(DepositRefund refund, boolean second) {
    return RefundReviewPolicy.subject(
        refund, holder(refund), judges.waivers(refund), stage(second), table);
  }

  /** Records a verdict, or returns the task with the reason on top when it is none. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled recordVerdict(Asked asked, boolean second, Review review) {
    return cases.with(
        asked,
        refund -> {
          RefundState expected = second ? RefundState.SECOND_REVIEW : RefundState.IN_REVIEW;
          if (refund.state() != expected) {
            throw CaseWork.unexpected(refund, "record a verdict");
          }
          judges.holdWaivers(refund);
          Optional<Refusal> refused = refusal(refund, second, review);
          if (refused.isPresent()) {
            refund.taskReturned(review.taskKey(), refused.get().words(review));
            refusals.returned(
                new Refusals.Given(
                    refund.id(), refund.state().name(), stage(second).task(), review),
                refused.get());
            cases.record(
                asked,
                refund,
                ActorRef.SYSTEM,
                "VERDICT_RETURNED",
                null,
                refused.get().details(review));
            return Handled.of(Handled.Outcome.UNUSABLE, refund.round());
          }
          cases.taskUsed(refund, review.taskKey());
          ActorRef reviewer = new ActorRef(ActorRef.Kind.AUDITOR, review.reviewer().orElseThrow());
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("stage", stage(second).name());
          details.put("taskKey", Long.toString(review.taskKey()));
          if (review.reason() != null) {
            details.put("reason", review.reason());
          }
          Handled handled =
              switch (Objects.requireNonNull(review.verdict())) {
                case APPROVED -> approve(asked, refund, second, reviewer, details);
                case SENT_BACK ->
                    cases.sendBack(
                        asked, refund, reviewer, review.problems(), review.reason(), details);
                case REJECTED -> reject(asked, refund, reviewer, review, details);
              };
          meters
              .counter(
                  "merchantreview.refunds.decided",
                  "stage",
                  stage(second).name(),
                  "verdict",
                  review.verdict().name())
              .increment();
          return handled;
        });
  }

  private Handled approve(
      Asked asked,
      DepositRefund refund,
      boolean second,
      ActorRef reviewer,
      Map<String, Object> details) {
    details.put("round", refund.round());
    details.put("amountFen", refund.assessed().amountFen());
    if (second) {
      refund.approvedBySecond(reviewer.id(), cases.now());
    } else {
      refund.approvedByFinance(reviewer.id(), cases.now());
    }
    boolean another = !second && refund.assessed().secondReview();
    String from = refund.state().name();
    if (another && !refund.askSecond()) {
      throw CaseWork.unexpected(refund, "ask another person");
    }
    cases.record(asked, refund, reviewer, "APPROVED", another ? from : null, details);
    if (another) {
      return Handled.of(Handled.Outcome.SECOND_REVIEW, refund.round());
    }
    rounds.close(refund, Verdict.APPROVED, reviewer, List.of(), null, cases.now());
    return Handled.of(Handled.Outcome.APPROVED, refund.round());
  }

  private Handled reject(
      Asked asked,
      DepositRefund refund,
      ActorRef reviewer,
      Review review,
      Map<String, Object> details) {
    String from = refund.state().name();
    details.put("round", refund.round());
    if (!refund.reject(review.problems(), review.reason())) {
      throw CaseWork.unexpected(refund, "reject");
    }
    cases.record(asked, refund, reviewer, "REJECTED", from, details);
    rounds.close(
        refund, Verdict.REJECTED, reviewer, review.problems(), review.reason(), cases.now());
    cases.ended(refund);
    return Handled.of(Handled.Outcome.REJECTED, refund.round());
  }

  /**
   * Reminds the applicant of what it has to do, once for each deadline.
   *
   * @return false when there is nothing to be reminded of any more
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean remindApplicant(Asked asked) {
    return cases.with(
        asked,
        refund -> {
          Waiting waiting = refund.waiting();
          if (waiting == null
              || waiting.remindedAt() != null
              || refund.state() != RefundState.FIX_REQUIRED) {
            return false;
          }
          refund.applicantReminded(cases.now());
          cases.record(
              asked,
              refund,
              ActorRef.SYSTEM,
              "MERCHANT_REMINDED",
              null,
              Map.of("state", refund.state().name(), "dueAt", waiting.dueAt().toString()));
          return true;
        });
  }

  /**
   * What a passed deadline came to.
   *
   * @param expired false when the applicant acted in the same moment and was first
   */
  public record Expiry(boolean expired, int round) {}

  /** The applicant's deadline passed in the engine. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Expiry expire(Asked asked) {
    return cases.with(
        asked,
        refund -> {
          if (refund.state() != RefundState.FIX_REQUIRED) {
            cases.record(asked, refund, ActorRef.SYSTEM, "DEADLINE_MET", null, Map.of());
            return new Expiry(false, refund.round());
          }
          Waiting waiting = refund.waiting();
          if (waiting != null && cases.now().isBefore(waiting.dueAt())) {
            throw new NotYetException(
                "the deadline of %s lies ahead: %s".formatted(refund.id(), waiting.dueAt()));
          }
          String from = refund.state().name();
          if (!refund.expire()) {
            throw CaseWork.unexpected(refund, "expire");
          }
          cases.record(asked, refund, ActorRef.SYSTEM, "EXPIRED", from, Map.of());
          cases.ended(refund);
          return new Expiry(true, refund.round());
        });
  }

  private static RefundReviewPolicy.Stage stage(boolean second) {
    return second ? RefundReviewPolicy.Stage.SECOND : RefundReviewPolicy.Stage.FINANCE;
  }
}
