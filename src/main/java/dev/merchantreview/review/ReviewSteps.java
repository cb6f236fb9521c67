package dev.merchantreview.review;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.database.WriteBehind;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of every review, whatever is reviewed. Each runs inside the transaction of the job that
 * asks for it; the round that is asked about means nothing where an instance lives as long as its
 * case.
 */
@Service
public class ReviewSteps {

  /** By how much the engine's clock may be before the service's (ours). */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** How long a job waits at most before it looks again (ours). */
  private static final Duration LOOKS_AGAIN = Duration.ofMinutes(10);

  private final VerdictPolicy policy;
  private final Refusals refusals;
  private final DecidedRounds decided;
  private final History history;
  private final WriteBehind writes;
  private final MeterRegistry meters;
  private final Clock clock;

  ReviewSteps(
      VerdictPolicy policy,
      Refusals refusals,
      DecidedRounds decided,
      History history,
      WriteBehind writes,
      MeterRegistry meters,
      Clock clock) {
    this.policy = policy;
    this.refusals = refusals;
    this.decided = decided;
    this.history = history;
    this.writes = writes;
    this.meters = meters;
    this.clock = clock;
  }

  /** What a step of this type's process has in common with every other. */
  public <C extends ReviewedCase<?, ?>> CaseWork<C> work(Reviewed<C> type) {
    return new CaseWork<>(type.cases(), history, writes, clock);
  }

  /**
   * Does a step and keeps what it changed.
   *
   * @param round the round the instance is of
   * @throws NotYetException when what the instance works on has ended
   * @throws IllegalStateException when there is no such case, or it is another instance's
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>, T> T with(
      Reviewed<C> type, Asked asked, int round, Function<C, T> step) {
    return work(type).with(asked, reviewed -> type.isOver(reviewed, round), step);
  }

  /** What a reviewer's task shows. */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> Reviewed.TaskContent prepare(
      Reviewed<C> type,
      Asked asked,
      int round,
      ReviewedTask task,
      BiFunction<C, List<Dossiers.Row>, Reviewed.TaskContent> content) {
    return with(
        type,
        asked,
        round,
        reviewed ->
            content.apply(
                reviewed,
                policy.excluded(
                    type.subject(reviewed, task), refusals.outsideGroup(reviewed.id()))));
  }

  /**
   * Reminds the reviewers, once a round.
   *
   * @param told when the instance was told to ask for it; null where it does not say
   * @return whether they were reminded now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> boolean remind(
      Reviewed<C> type, Asked asked, int round, @Nullable String told) {
    return told(
        type,
        asked,
        round,
        ReviewClock::remindAt,
        told,
        ReviewClock::isReminderDue,
        ReviewClock::reminded,
        "AUDITOR_REMINDED",
        "reminded");
  }

  /**
   * Reports an overdue review, once a round; the task stays.
   *
   * @param told when the instance was told to ask for it; null where it does not say
   * @return whether it was reported now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> boolean escalate(
      Reviewed<C> type, Asked asked, int round, @Nullable String told) {
    return told(
        type,
        asked,
        round,
        ReviewClock::dueAt,
        told,
        ReviewClock::isEscalationDue,
        ReviewClock::escalated,
        "AUDIT_OVERDUE",
        "overdue");
  }

  private <C extends ReviewedCase<?, ?>> boolean told(
      Reviewed<C> type,
      Asked asked,
      int round,
      Function<ReviewClock, Instant> at,
      @Nullable String told,
      BiPredicate<ReviewClock, Instant> due,
      BiFunction<ReviewClock, Instant, ReviewClock> done,
      String action,
      String counter) {
    return with(
        type,
        asked,
        round,
        reviewed -> {
          ReviewClock until = reviewed.clock();
          if (until == null || !due.test(until, now())) {
            if (until != null && due.test(until, Instant.MAX)) {
              // Answered now, it would never be told: a timer fires once. One that was set before
              // the time was counted anew is another's.
              Duration early = Duration.between(now(), at.apply(until));
              if (at.apply(until).toString().equals(told) || early.compareTo(CLOCKS_DIFFER) <= 0) {
                throw new NotYetException(
                    "it is not time yet to tell of " + reviewed.id(),
                    early.compareTo(LOOKS_AGAIN) < 0 ? early : LOOKS_AGAIN);
              }
            }
            return false;
          }
          reviewed.reviewClock(done.apply(until, now()));
          note(type, asked, reviewed, action, until.described());
          count(type, counter);
          return true;
        });
  }

  /** The clock of a running review, as the calendar has it now; empty when none runs. */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> Optional<ReviewClock> redated(
      Reviewed<C> type, Asked asked, int round) {
    return with(type, asked, round, reviewed -> Optional.ofNullable(reviewed.clock()));
  }

  /** Puts a verdict on record. */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> void decided(
      Reviewed<C> type,
      C reviewed,
      Reviewed.Decision decision,
      String action,
      @Nullable String from) {
    work(type).record(decision.asked(), reviewed, decision.by(), action, from, decision.details());
  }

  /** Rejects the case, and keeps the round. */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> Handled rejected(
      Reviewed<C> type, C reviewed, Reviewed.Decision decision) {
    Review review = decision.review();
    String from = reviewed.state().name();
    if (!type.end(reviewed, review.problems(), review.reason())) {
      throw CaseWork.unexpected(reviewed, "reject");
    }
    decided(type, reviewed, decision, "REJECTED", from);
    keepRound(type, reviewed, Verdict.REJECTED, decision.by(), review.problems(), review.reason());
    ended(type, reviewed);
    return Handled.of(Handled.REJECTED, reviewed);
  }

  /**
   * Back to its owner, or refused when the rounds of fixing are used up.
   *
   * @param details what is on record of it, to be completed
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> Handled sendBack(
      Reviewed<C> type,
      Asked asked,
      C reviewed,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Map<String, Object> details) {
    Reviewed.Fixing fixing = type.fixing(reviewed).orElseThrow();
    String from = reviewed.state().name();
    details.put("round", reviewed.round());
    details.put("problems", type.described(problems));
    if (reviewed.round() > fixing.rounds()) {
      if (!type.end(reviewed, problems, reason)) {
        throw CaseWork.unexpected(reviewed, "reject");
      }
      details.put("fixRounds", fixing.rounds());
      changed(type, asked, reviewed, by, "REJECTED_TOO_MANY_ROUNDS", from, details);
      keepRound(type, reviewed, Verdict.REJECTED, by, problems, reason);
      ended(type, reviewed);
      return Handled.of(Handled.REJECTED, reviewed);
    }
    if (!type.sendBack(reviewed, problems, reason, fixing)) {
      throw CaseWork.unexpected(reviewed, "send back");
    }
    details.put("fixDueAt", fixing.until().dueAt().toString());
    changed(type, asked, reviewed, by, "SENT_BACK", from, details);
    keepRound(type, reviewed, Verdict.SENT_BACK, by, problems, reason);
    return Handled.of(Handled.SENT_BACK, reviewed).until(fixing.until());
  }

  /** Keeps how the present round was decided; a second decision on it replaces the first. */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> void keepRound(
      Reviewed<C> type,
      C reviewed,
      Verdict verdict,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason) {
    Instant at = now();
    if (by.kind() != ActorRef.Kind.AUDITOR) {
      reviewed.given(new GivenVerdict(verdict, by, at, null, null, null, problems, reason));
    }
    decided.close(
        new DecidedRounds.Decision(
            reviewed.id(),
            reviewed.review(),
            type.roundContent(reviewed),
            verdict,
            by,
            problems,
            reason,
            at));
    reviewed.roundKept();
  }

  /**
   * Reminds the owner of what it has to do, once for each deadline.
   *
   * @return false when there is nothing to be reminded of any more
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> boolean remindOwner(
      Reviewed<C> type, Asked asked, int round) {
    return with(
        type,
        asked,
        round,
        reviewed -> {
          Waiting waiting = reviewed.waiting();
          if (waiting == null || waiting.remindedAt() != null || type.hasActed(reviewed)) {
            return false;
          }
          reviewed.ownerReminded(now());
          note(
              type,
              asked,
              reviewed,
              "MERCHANT_REMINDED",
              Map.of("state", reviewed.state().name(), "dueAt", waiting.dueAt().toString()));
          return true;
        });
  }

  /**
   * A deadline of the owner passed in the engine.
   *
   * @return what the process has to know; not expired when the owner acted in the same moment and
   *     was first: then the case goes on
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> Map<String, @Nullable Object> expire(
      Reviewed<C> type, Asked asked, int round) {
    return with(
        type,
        asked,
        round,
        reviewed -> {
          boolean acted = type.hasActed(reviewed);
          if (acted) {
            note(type, asked, reviewed, "DEADLINE_MET", Map.of());
          } else {
            expire(type, asked, reviewed);
          }
          Map<String, @Nullable Object> variables =
              new HashMap<>(type.afterDeadline(reviewed, acted));
          variables.put("expired", !acted);
          variables.put("round", reviewed.round());
          return variables;
        });
  }

  private <C extends ReviewedCase<?, ?>> void expire(Reviewed<C> type, Asked asked, C reviewed) {
    Waiting waiting = reviewed.waiting();
    if (waiting != null && now().isBefore(waiting.dueAt())) {
      throw new NotYetException(
          "the deadline of %s lies ahead: %s".formatted(reviewed.id(), waiting.dueAt()));
    }
    if (waiting != null && type.isOnItsWay(reviewed, waiting)) {
      throw new NotYetException(
          "what was done in time for " + reviewed.id() + " may be on its way");
    }
    String from = reviewed.state().name();
    if (!type.expire(reviewed)) {
      throw CaseWork.unexpected(reviewed, "expire");
    }
    changed(type, asked, reviewed, ActorRef.SYSTEM, "EXPIRED", from, Map.of());
    ended(type, reviewed);
  }

  /**
   * The process came here before the fact the step stands on: it goes back to waiting for it.
   *
   * @param missing the fact, by the action that would have put it on record
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> Handled waitFor(
      Reviewed<C> type, Asked asked, C reviewed, String missing) {
    work(type).recordGroundless(asked, reviewed, missing);
    return Handled.of(Handled.WAITING, reviewed).until(reviewed.waiting());
  }

  /** Puts a step on record that changed the state. */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> void changed(
      Reviewed<C> type,
      Asked asked,
      C reviewed,
      ActorRef by,
      String action,
      @Nullable String from,
      Map<String, Object> details) {
    work(type).record(asked, reviewed, by, action, from, details);
  }

  /** Puts something on record that changed no state. */
  @Transactional(propagation = Propagation.MANDATORY)
  public <C extends ReviewedCase<?, ?>> void note(
      Reviewed<C> type, Asked asked, C reviewed, String action, Map<String, Object> details) {
    work(type).record(asked, reviewed, ActorRef.SYSTEM, action, null, details);
  }

  /** Reviewers have it until then; a state that tells so is the type's to change. */
  public void opened(ReviewedCase<?, ?> reviewed, ReviewClock until) {
    reviewed.reviewClock(until);
  }

  /**
   * Keeps what the machine checks of the present round found.
   *
   * @param tables the evidence of each decision table that was asked
   */
  public void checked(
      Asked asked,
      ReviewedCase<?, ?> reviewed,
      List<RuleResult> results,
      List<Map<String, Object>> tables) {
    reviewed.checked(results, new Evidence.Examined(now(), asked.elementId(), tables));
  }

  /** Counts a case if it has ended. */
  public <C extends ReviewedCase<?, ?>> void ended(Reviewed<C> type, C reviewed) {
    if (!reviewed.isEnded()) {
      return;
    }
    meters
        .counter("merchantreview." + type.meters() + ".ended", "state", reviewed.state().name())
        .increment();
  }

  void count(Reviewed<?> type, String what) {
    meters.counter("merchantreview." + type.meters() + "." + what).increment();
  }

  /** The present time, as exactly as the database keeps it. */
  public Instant now() {
    return clock.instant();
  }
}
