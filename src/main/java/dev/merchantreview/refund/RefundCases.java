package dev.merchantreview.refund;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.history.History;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the steps of the deposit-refund process share: a refund that was not withdrawn, and the ways
 * it leaves a review.
 */
@Component
class RefundCases {

  private final CaseWork<DepositRefund> work;
  private final RefundClocks clocks;
  private final RefundRounds rounds;
  private final MeterRegistry meters;

  RefundCases(
      DepositRefunds refunds,
      RefundClocks clocks,
      RefundRounds rounds,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.work = new CaseWork<>(refunds, history, clock);
    this.clocks = clocks;
    this.rounds = rounds;
    this.meters = meters;
  }

  <T> T with(Asked asked, Function<DepositRefund, T> step) {
    return work.with(asked, refund -> refund.state() == RefundState.WITHDRAWN, step);
  }

  /** The process came here before the applicant handed in again: that is waited for again. */
  Handled waitFor(Asked asked, DepositRefund refund, String missing) {
    work.recordGroundless(asked, refund, missing);
    return new Handled(Handled.Outcome.WAITING, refund.round(), null, refund.waiting());
  }

  /** Back to its applicant, or refused when the rounds of fixing are used up. */
  Handled sendBack(
      Asked asked,
      DepositRefund refund,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Map<String, Object> details) {
    int fixRounds = clocks.numbers(refund).fixRounds();
    String from = refund.state().name();
    details.put("round", refund.round());
    details.put("problems", problems);
    if (refund.round() > fixRounds) {
      if (!refund.reject(problems, reason)) {
        throw CaseWork.unexpected(refund, "reject");
      }
      details.put("fixRounds", fixRounds);
      record(asked, refund, by, "REJECTED_TOO_MANY_ROUNDS", from, details);
      rounds.close(refund, Verdict.REJECTED, by, problems, reason, now());
      ended(refund);
      return Handled.of(Handled.Outcome.REJECTED, refund.round());
    }
    Waiting until = clocks.fixUntil(refund);
    int used = refund.clock() == null ? 0 : clocks.daysUsed(refund);
    if (!refund.sendBack(problems, reason, until, used)) {
      throw CaseWork.unexpected(refund, "send back");
    }
    details.put("fixDueAt", until.dueAt().toString());
    record(asked, refund, by, "SENT_BACK", from, details);
    rounds.close(refund, Verdict.SENT_BACK, by, problems, reason, now());
    return Handled.sentBack(refund.round(), until);
  }

  /** As {@link CaseWork#record}. */
  void record(
      Asked asked,
      DepositRefund refund,
      ActorRef actor,
      String action,
      @Nullable String from,
      Map<String, Object> details) {
    work.record(asked, refund, actor, action, from, details);
  }

  void taskUsed(DepositRefund refund, long taskKey) {
    work.taskUsed(refund, taskKey);
  }

  void ended(DepositRefund refund) {
    meters.counter("merchantreview.refunds.ended", "state", refund.state().name()).increment();
  }

  Instant now() {
    return work.now();
  }
}
