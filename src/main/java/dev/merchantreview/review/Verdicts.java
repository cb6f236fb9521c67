package dev.merchantreview.review;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of the verdicts of reviewers, whatever is reviewed: each counts, comes back with the
 * reason on top, or came too late. Each runs inside the transaction of the job that asks for it.
 */
@Service
public class Verdicts {

  private final ReviewSteps steps;
  private final VerdictPolicy policy;
  private final Refusals refusals;
  private final MeterRegistry meters;

  Verdicts(ReviewSteps steps, VerdictPolicy policy, Refusals refusals, MeterRegistry meters) {
    this.steps = steps;
    this.policy = policy;
    this.refusals = refusals;
    this.meters = meters;
  }

  /**
   * Why the verdict of a task would not count; empty when it would. Asked before the task
   * completes, where the cluster can refuse a completion.
   */
  @Transactional(readOnly = true)
  public <C extends ReviewedCase<?, ?>> Optional<Refusal> refusal(
      Reviewed<C> type, C reviewed, ReviewedTask task, Review review) {
    return type.isInReview(reviewed, task)
        ? policy.refusal(type.subject(reviewed, task), review)
        : Optional.of(type.tooLate(reviewed));
  }

  /**
   * Records a verdict; or returns the task with the reason on top when it is none; or, where the
   * round has ended before, says so: of an edit and a verdict in the same instant exactly one
   * counts.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> Handled record(
      Reviewed<C> type, Asked asked, int round, ReviewedTask task, Review review) {
    CaseWork<C> work = steps.work(type);
    if (type.type().instances().roundsEnd()) {
      C found = work.lock(asked);
      if (type.isOver(found, round)) {
        keepLost(type, asked, found, round, review);
        return Handled.of(Handled.TOO_LATE, found);
      }
    }
    return steps.with(
        type,
        asked,
        round,
        reviewed -> {
          if (!type.isInReview(reviewed, task)) {
            throw CaseWork.unexpected(reviewed, "record a verdict");
          }
          type.hold(reviewed);
          Optional<Refusal> refused = policy.refusal(type.subject(reviewed, task), review);
          return refused
              .map(refusal -> returned(type, asked, reviewed, task, review, refusal))
              .orElseGet(() -> decided(type, asked, reviewed, task, review));
        });
  }

  private <C extends ReviewedCase<?, ?>> Handled returned(
      Reviewed<C> type,
      Asked asked,
      C reviewed,
      ReviewedTask task,
      Review review,
      Refusal refusal) {
    reviewed.taskReturned(review.taskKey(), refusal.words(review));
    refusals.returned(
        new Refusals.Given(reviewed.id(), reviewed.state().name(), task, review), refusal);
    steps.note(type, asked, reviewed, "VERDICT_RETURNED", refusal.details(review));
    return Handled.of(Handled.UNUSABLE, reviewed);
  }

  private <C extends ReviewedCase<?, ?>> Handled decided(
      Reviewed<C> type, Asked asked, C reviewed, ReviewedTask task, Review review) {
    ActorRef reviewer = new ActorRef(ActorRef.Kind.AUDITOR, review.reviewer().orElseThrow());
    reviewed.taskUsed(review.taskKey());
    Verdict verdict = Objects.requireNonNull(review.verdict());
    reviewed.given(
        new GivenVerdict(
            verdict,
            reviewer,
            steps.now(),
            task.elementId(),
            task.group(),
            review.taskKey(),
            review.problems(),
            review.reason()));
    type.judgedBy(reviewed, reviewer);
    Map<String, Object> details = new LinkedHashMap<>(type.details(task));
    details.put("round", reviewed.round());
    details.put("taskKey", Long.toString(review.taskKey()));
    if (review.reason() != null) {
      details.put("reason", review.reason());
    }
    Reviewed.Decision decision = new Reviewed.Decision(asked, task, reviewer, review, details);
    Handled handled =
        switch (verdict) {
          case APPROVED -> type.approve(reviewed, decision);
          case REJECTED -> type.reject(reviewed, decision);
          case SENT_BACK ->
              steps.sendBack(
                  type, asked, reviewed, reviewer, review.problems(), review.reason(), details);
        };
    meters
        .counter(
            "merchantreview." + type.meters() + ".decided",
            "task",
            task.elementId(),
            "verdict",
            verdict.name())
        .increment();
    return handled;
  }

  /**
   * What a round's end came to.
   *
   * @param ended whether the round has ended
   * @param verdictLost whether a verdict got lost with it
   */
  public record RoundEnd(boolean ended, boolean verdictLost) {}

  /**
   * The round's end has reached the process. A verdict given in the same moment got lost with it:
   * that goes on record, and the next reviewer is told. Where nothing ended the round, the process
   * was told by somebody else: a diagram in which a round's end ends the instance leaves the case
   * without one, which the comparison with the engine finds; others go back to the review.
   *
   * @param given the completed task nobody dealt with, if there is one
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> RoundEnd closeRound(
      Reviewed<C> type, Asked asked, int round, Optional<Review> given) {
    CaseWork<C> work = steps.work(type);
    C reviewed = work.lock(asked);
    if (!type.isOver(reviewed, round)) {
      work.requireInstance(asked, reviewed);
      work.recordGroundless(asked, reviewed, type.roundEnd());
      return new RoundEnd(false, false);
    }
    return new RoundEnd(
        true, given.filter(review -> keepLost(type, asked, reviewed, round, review)).isPresent());
  }

  /** Puts a verdict that came too late on record, once. */
  private <C extends ReviewedCase<?, ?>> boolean keepLost(
      Reviewed<C> type, Asked asked, C reviewed, int round, Review review) {
    if (review.taskKey() <= reviewed.lastTaskKey()) {
      return false;
    }
    Refusal refusal = type.tooLate(reviewed);
    reviewed.taskReturned(review.taskKey(), refusal.words(review));
    Map<String, Object> details = new LinkedHashMap<>(refusal.details(review));
    details.put("round", round);
    steps.note(type, asked, reviewed, "VERDICT_TOO_LATE", details);
    steps.work(type).keep(reviewed);
    steps.count(type, "verdicts.too.late");
    return true;
  }
}
