package dev.merchantreview.refund;

import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.review.Asked;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What all steps of the process have in common: the refund is locked, belongs to the process
 * instance that asks, and was not withdrawn; what the step changes is kept, and is an event.
 */
@Component
class RefundCases {

  private final DepositRefunds refunds;
  private final RefundClocks clocks;
  private final RefundRounds rounds;
  private final History history;
  private final MeterRegistry meters;
  private final Clock clock;

  RefundCases(
      DepositRefunds refunds,
      RefundClocks clocks,
      RefundRounds rounds,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.refunds = refunds;
    this.clocks = clocks;
    this.rounds = rounds;
    this.history = history;
    this.meters = meters;
    this.clock = clock;
  }

  <T> T with(Asked asked, Function<DepositRefund, T> step) {
    DepositRefund refund =
        refunds
            .lock(asked.caseId())
            .orElseThrow(() -> new IllegalStateException("no case " + asked.caseId()));
    if (!refund.belongsTo(asked.processInstanceKey())) {
      throw new IllegalStateException(
          asked.caseId() + " does not belong to process instance " + asked.processInstanceKey());
    }
    if (refund.state() == RefundState.WITHDRAWN) {
      // The message that ends the instance is on its way; whatever the instance does until then
      // counts no more.
      throw new NotYetException(asked.caseId() + " was withdrawn");
    }
    T result = step.apply(refund);
    refunds.update(refund, now());
    return result;
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
        throw unexpected(refund, "reject");
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
      throw unexpected(refund, "send back");
    }
    details.put("fixDueAt", until.dueAt().toString());
    record(asked, refund, by, "SENT_BACK", from, details);
    rounds.close(refund, Verdict.SENT_BACK, by, problems, reason, now());
    return Handled.sentBack(refund.round(), until);
  }

  /**
   * @param from the state before, or null when the event changes none
   */
  void record(
      Asked asked,
      DepositRefund refund,
      ActorRef actor,
      String action,
      @Nullable String from,
      Map<String, Object> details) {
    history.append(
        new CaseEvent(
            refund.id(),
            actor,
            action,
            from,
            from == null ? null : refund.state().name(),
            asked.elementId(),
            details));
  }

  void ended(DepositRefund refund) {
    meters.counter("merchantreview.refunds.ended", "state", refund.state().name()).increment();
  }

  static IllegalStateException unexpected(DepositRefund refund, String step) {
    return new IllegalStateException(
        "the process asks to " + step + " but " + refund.id() + " is " + refund.state());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
