package dev.merchantreview.filing;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.history.History;
import dev.merchantreview.review.Refusal;
import dev.merchantreview.review.Refusals;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.rules.ProblemTables;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of a round of review in the streamer-filing process. Each runs inside the transaction
 * of the job that asks for it.
 */
@Service
public class FilingSteps {

  /** The review. */
  public static final ReviewedTask REVIEW =
      new ReviewedTask("Task_ReviewFiling", "product-reviewers");

  private final CaseWork<Filing> work;
  private final FilingChecks checks;
  private final FilingRounds rounds;
  private final FilingDossierWriter dossiers;
  private final Products products;
  private final FilingClocks clocks;
  private final ProblemTable table;
  private final VerdictPolicy policy;
  private final Refusals refusals;
  private final MeterRegistry meters;

  FilingSteps(
      Filings filings,
      FilingChecks checks,
      FilingRounds rounds,
      FilingDossierWriter dossiers,
      Products products,
      FilingClocks clocks,
      ProblemTables tables,
      VerdictPolicy policy,
      Refusals refusals,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.work = new CaseWork<>(filings, history, clock);
    this.checks = checks;
    this.rounds = rounds;
    this.dossiers = dossiers;
    this.products = products;
    this.clocks = clocks;
    this.table = tables.filings();
    this.policy = policy;
    this.refusals = refusals;
    this.meters = meters;
  }

  /** How a step went, as the process's gateways read it. */
  public enum Outcome {
    /** Goes on to a person. */
    PASSED,
    /** The product may be sold as it is. */
    APPROVED,
    /** Back to the owner. */
    REJECTED,
    /** Not a usable verdict: the task comes back. */
    UNUSABLE,
    /** The round ended before: an edit, a withdrawal or a delisting was first. */
    TOO_LATE
  }

  /**
   * What came of the machine checks.
   *
   * @param until set when a person comes next
   */
  public record Checked(Outcome outcome, @Nullable ReviewClock until, boolean late) {}

  /** Applies the machine checks to what was handed in; what passes them is opened for review. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Checked check(Asked asked, int round, FilingChecks.Tables tables) {
    return inRound(
        asked,
        round,
        filing -> {
          List<RuleResult> results = checks.apply(filing, tables);
          filing.checked(results);
          List<Problem> problems =
              results.stream().flatMap(result -> result.problems().stream()).toList();
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("round", round);
          details.put("checks", results);
          details.put("requiredQualifications", tables.required().evidence());
          if (!problems.isEmpty()) {
            details.put("problems", problems);
            reject(asked, filing, ActorRef.SYSTEM, problems, null, details);
            return new Checked(Outcome.REJECTED, null, filing.isLate());
          }
          ReviewClock until = clocks.of(filing);
          filing.reviewOpened(until);
          details.putAll(until.described());
          work.record(asked, filing, ActorRef.SYSTEM, "MACHINE_CHECKED", null, details);
          return new Checked(Outcome.PASSED, until, filing.isLate());
        });
  }

  /** The clock of a running review, as the calendar has it now; empty when none runs. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<ReviewClock> redated(Asked asked, int round) {
    return inRound(asked, round, filing -> Optional.ofNullable(filing.clock()));
  }

  /**
   * What a reviewer's task shows.
   *
   * @param dossier the form's data
   */
  public record ReviewTask(String title, Object dossier) {}

  @Transactional(propagation = Propagation.MANDATORY)
  public ReviewTask prepare(Asked asked, int round) {
    return inRound(
        asked,
        round,
        filing -> {
          Filed filed = filed(filing);
          return new ReviewTask(
              FilingDossierWriter.title(filing, filed),
              dossiers.write(
                  filing,
                  filed,
                  policy.excluded(subject(filing), refusals.outsideGroup(filing.id()))));
        });
  }

  /** Reminds the reviewers, once a round. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean remind(Asked asked, int round) {
    return inRound(
        asked,
        round,
        filing -> {
          ReviewClock until = filing.clock();
          if (until == null || !until.isReminderDue(now())) {
            return false;
          }
          filing.reviewReminded(now());
          work.record(asked, filing, ActorRef.SYSTEM, "AUDITOR_REMINDED", null, until.described());
          meters.counter("merchantreview.filings.reminded").increment();
          return true;
        });
  }

  /** Reports an overdue review, once a round; the task stays. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean escalate(Asked asked, int round) {
    return inRound(
        asked,
        round,
        filing -> {
          ReviewClock until = filing.clock();
          if (until == null || !until.isEscalationDue(now())) {
            return false;
          }
          filing.reviewEscalated(now());
          work.record(asked, filing, ActorRef.SYSTEM, "AUDIT_OVERDUE", null, until.described());
          meters.counter("merchantreview.filings.overdue").increment();
          return true;
        });
  }

  /**
   * Why the verdict of a task would not count; empty when it would. Asked before the task
   * completes, where the cluster can refuse a completion.
   */
  @Transactional(readOnly = true)
  public Optional<Refusal> refusal(Filing filing, int round, Review review) {
    return isOver(filing, round)
        ? Optional.of(tooLate(filing))
        : policy.refusal(subject(filing), review);
  }

  /**
   * Records a verdict; or returns the task with the reason on top when it is none; or, when the
   * round ended before, says so: of an edit and a verdict in the same instant exactly one counts.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Outcome recordVerdict(Asked asked, int round, Review review) {
    Filing filing = work.lock(asked);
    if (isOver(filing, round)) {
      // Once: the end of the round may have put it on record before.
      return review.taskKey() > filing.lastTaskKey()
          ? tooLate(asked, filing, round, review)
          : Outcome.TOO_LATE;
    }
    work.requireInstance(asked, filing);
    Optional<Refusal> refused = policy.refusal(subject(filing), review);
    if (refused.isPresent()) {
      filing.taskReturned(review.taskKey(), refused.get().words(review));
      refusals.returned(
          new Refusals.Given(filing.id(), filing.state().name(), REVIEW, review), refused.get());
      work.record(
          asked, filing, ActorRef.SYSTEM, "VERDICT_RETURNED", null, refused.get().details(review));
      work.keep(filing);
      return Outcome.UNUSABLE;
    }
    ActorRef reviewer = new ActorRef(ActorRef.Kind.AUDITOR, review.reviewer().orElseThrow());
    work.taskUsed(filing, review.taskKey());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("round", round);
    details.put("taskKey", Long.toString(review.taskKey()));
    if (review.reason() != null) {
      details.put("reason", review.reason());
    }
    Outcome outcome;
    if (review.verdict() == Verdict.APPROVED) {
      approve(asked, filing, reviewer, details);
      outcome = Outcome.APPROVED;
    } else {
      details.put("problems", review.problems());
      reject(asked, filing, reviewer, review.problems(), review.reason(), details);
      outcome = Outcome.REJECTED;
    }
    work.keep(filing);
    meters.counter("merchantreview.filings.decided", "verdict", outcome.name()).increment();
    return outcome;
  }

  private void approve(Asked asked, Filing filing, ActorRef reviewer, Map<String, Object> details) {
    Filed filed = filed(filing);
    String from = filing.state().name();
    if (!filing.approve(reviewer.id(), now())) {
      throw new IllegalStateException(filing.id() + " is " + filing.state());
    }
    details.put("productVersion", filed.productVersion());
    work.record(asked, filing, reviewer, "APPROVED", from, details);
    rounds.close(filing, filed, Verdict.APPROVED, reviewer, List.of(), null, now());
  }

  private void reject(
      Asked asked,
      Filing filing,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Map<String, Object> details) {
    Filed filed = filed(filing);
    String from = filing.state().name();
    if (!filing.reject(problems, reason)) {
      throw new IllegalStateException(filing.id() + " is " + filing.state());
    }
    work.record(asked, filing, by, "REJECTED", from, details);
    rounds.close(filing, filed, Verdict.REJECTED, by, problems, reason, now());
  }

  /**
   * The round's end has reached the process. A verdict given in the same moment got lost with it:
   * that goes on record, and the next reviewer is told. Where nothing ended the round, the instance
   * ends all the same, and is missed.
   *
   * @param lost the completed task nobody dealt with, if there is one
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean closeRound(Asked asked, int round, Optional<Review> lost) {
    Filing filing = work.lock(asked);
    if (!isOver(filing, round)) {
      work.requireInstance(asked, filing);
      work.recordGroundless(asked, filing, "WITHDRAWN");
      return false;
    }
    return lost.filter(review -> review.taskKey() > filing.lastTaskKey())
        .map(review -> tooLate(asked, filing, round, review))
        .isPresent();
  }

  private Outcome tooLate(Asked asked, Filing filing, int round, Review review) {
    Refusal refusal = tooLate(filing);
    filing.taskReturned(review.taskKey(), refusal.words(review));
    Map<String, Object> details = new LinkedHashMap<>(refusal.details(review));
    details.put("round", round);
    work.record(asked, filing, ActorRef.SYSTEM, "VERDICT_TOO_LATE", null, details);
    work.keep(filing);
    meters.counter("merchantreview.filings.verdicts.too.late").increment();
    return Outcome.TOO_LATE;
  }

  private static Refusal tooLate(Filing filing) {
    return Refusal.tooLate(
        "上一轮结论未被采用：商品已被编辑、撤回或下架（当前状态 %s）".formatted(filing.state()),
        "The last round's verdict did not count: the product was edited, withdrawn or delisted first (now %s)"
            .formatted(filing.state()));
  }

  private VerdictPolicy.Subject subject(Filing filing) {
    Submission submission = Objects.requireNonNull(filing.submission());
    int documents = filing.documents().size();
    return new VerdictPolicy.Subject(
        REVIEW,
        List.of(
            VerdictPolicy.Exclusion.ownCase(
                new HashSet<>(List.of(filing.declared().createdBy(), submission.by())))),
        Set.of(Verdict.APPROVED, Verdict.REJECTED),
        VerdictPolicy.Rejection.PROBLEMS,
        table,
        documents);
  }

  /** The product as it was submitted, which is as it is: an edit would have ended the round. */
  private Filed filed(Filing filing) {
    Submission submission = Objects.requireNonNull(filing.submission());
    return new Filed(
        products
            .version(filing.declared().productId(), submission.productVersion())
            .orElseThrow()
            .content(),
        submission.productVersion(),
        filing.documents(),
        submission.by());
  }

  private <T> T inRound(Asked asked, int round, Function<Filing, T> step) {
    return work.with(asked, filing -> isOver(filing, round), step);
  }

  private static boolean isOver(Filing filing, int round) {
    return filing.state() != FilingState.IN_REVIEW || filing.round() != round;
  }

  private Instant now() {
    return work.now();
  }
}
