package dev.merchantreview.store;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.history.History;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.review.Refusal;
import dev.merchantreview.review.Refusals;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.rules.ProblemTables;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of a round of review in the store-closure process. Each runs inside the transaction of
 * the job that asks for it.
 */
@Service
public class ClosureSteps {

  /** The review. */
  public static final ReviewedTask REVIEW =
      new ReviewedTask("Task_ReviewClosure", "store-auditors");

  private final CaseWork<Store> work;
  private final Deposits deposits;
  private final ClosureClocks clocks;
  private final ClosureDossierWriter dossiers;
  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final ProblemTable table;
  private final VerdictPolicy policy;
  private final Refusals refusals;
  private final MeterRegistry meters;

  ClosureSteps(
      Stores stores,
      Deposits deposits,
      ClosureClocks clocks,
      ClosureDossierWriter dossiers,
      Platforms platforms,
      WorkingCalendar calendar,
      ProblemTables tables,
      VerdictPolicy policy,
      Refusals refusals,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.work = new CaseWork<>(stores, history, clock);
    this.deposits = deposits;
    this.clocks = clocks;
    this.dossiers = dossiers;
    this.platforms = platforms;
    this.calendar = calendar;
    this.table = tables.closures();
    this.policy = policy;
    this.refusals = refusals;
    this.meters = meters;
  }

  /** How a step went, as the process's gateways read it. */
  public enum Outcome {
    /** The store is closed. */
    CLOSED,
    /** The store stays open. */
    KEPT_OPEN,
    /** Not a usable verdict: the task comes back. */
    UNUSABLE,
    /** The merchant took it back first. */
    TOO_LATE
  }

  /** A person looks at it from now on. */
  @Transactional(propagation = Propagation.MANDATORY)
  public ReviewClock open(Asked asked, int round) {
    return inRound(
        asked,
        round,
        store -> {
          ReviewClock until = clocks.of(store);
          store.reviewClock(until);
          work.record(
              asked, store, ActorRef.SYSTEM, "CLOSURE_REVIEW_OPENED", null, until.described());
          return until;
        });
  }

  /** The clock of a running review, as the calendar has it now; empty when none runs. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<ReviewClock> redated(Asked asked, int round) {
    return inRound(asked, round, store -> Optional.ofNullable(store.running().clock()));
  }

  /**
   * What a reviewer's task shows.
   *
   * @param dossier the form's data
   */
  public record ReviewTask(String title, Object dossier) {}

  /**
   * @param standing what the platform's other systems said of the merchant just now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public ReviewTask prepare(Asked asked, int round, MerchantStanding.Facts standing) {
    return inRound(
        asked,
        round,
        store ->
            new ReviewTask(
                "关店 " + store.opening().shownName(),
                dossiers.write(
                    store,
                    policy.excluded(subject(store), refusals.outsideGroup(store.id())),
                    standing)));
  }

  /** Reminds the reviewers, once a round. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean remind(Asked asked, int round) {
    return inRound(
        asked,
        round,
        store -> {
          ReviewClock until = store.running().clock();
          if (until == null || !until.isReminderDue(now())) {
            return false;
          }
          store.reviewClock(until.reminded(now()));
          work.record(asked, store, ActorRef.SYSTEM, "AUDITOR_REMINDED", null, until.described());
          meters.counter("merchantreview.closures.reminded").increment();
          return true;
        });
  }

  /** Reports an overdue review, once a round; the task stays. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean escalate(Asked asked, int round) {
    return inRound(
        asked,
        round,
        store -> {
          ReviewClock until = store.running().clock();
          if (until == null || !until.isEscalationDue(now())) {
            return false;
          }
          store.reviewClock(until.escalated(now()));
          work.record(asked, store, ActorRef.SYSTEM, "AUDIT_OVERDUE", null, until.described());
          meters.counter("merchantreview.closures.overdue").increment();
          return true;
        });
  }

  /**
   * Why the verdict of a task would not count; empty when it would. Asked before the task
   * completes, where the cluster can refuse a completion.
   */
  @Transactional(readOnly = true)
  public Optional<Refusal> refusal(Store store, Review review) {
    return store.state() == StoreState.CLOSING
        ? policy.refusal(subject(store), review)
        : Optional.of(tooLate(store));
  }

  /**
   * Records a verdict; or returns the task with the reason on top when it is none; or, when the
   * merchant took the closing back before, says so.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Outcome recordVerdict(Asked asked, int round, Review review) {
    Store store = work.lock(asked);
    if (isOver(store, round)) {
      lost(asked, store, round, review);
      return Outcome.TOO_LATE;
    }
    work.requireInstance(asked, store);
    Optional<Refusal> refused = policy.refusal(subject(store), review);
    if (refused.isPresent()) {
      store.taskReturned(review.taskKey(), refused.get().words(review));
      refusals.returned(
          new Refusals.Given(store.id(), store.state().name(), REVIEW, review), refused.get());
      work.record(
          asked, store, ActorRef.SYSTEM, "VERDICT_RETURNED", null, refused.get().details(review));
      work.keep(store);
      return Outcome.UNUSABLE;
    }
    work.taskUsed(store, review.taskKey());
    ActorRef reviewer = new ActorRef(ActorRef.Kind.AUDITOR, review.reviewer().orElseThrow());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("round", round);
    details.put("taskKey", Long.toString(review.taskKey()));
    if (review.reason() != null) {
      details.put("reason", review.reason());
    }
    String from = store.state().name();
    Outcome outcome;
    if (review.verdict() == Verdict.APPROVED) {
      close(store, reviewer.id(), review.reason());
      details.put("reopenableFrom", String.valueOf(store.reopenableFrom()));
      work.record(asked, store, reviewer, "STORE_CLOSED", from, details);
      outcome = Outcome.CLOSED;
    } else {
      String code = review.problems().getFirst().code();
      details.put("code", code);
      if (!store.keepOpen(reviewer.id(), code, review.reason())) {
        throw new IllegalStateException(store.id() + " is " + store.state());
      }
      work.record(asked, store, reviewer, "CLOSURE_REFUSED", from, details);
      outcome = Outcome.KEPT_OPEN;
    }
    work.keep(store);
    meters.counter("merchantreview.closures.decided", "verdict", outcome.name()).increment();
    return outcome;
  }

  private void close(Store store, String reviewer, @Nullable String words) {
    int months = platforms.get(store.opening().platform()).closure().reopeningMonths();
    Instant reopenable = now().atZone(calendar.zone()).plusMonths(months).toInstant();
    if (!store.close(reviewer, words, now(), reopenable)) {
      throw new IllegalStateException(store.id() + " is " + store.state());
    }
    deposits.ended(store.id().value());
  }

  /**
   * The merchant's taking back has reached the process. A verdict given in the same moment got lost
   * with it: that goes on record. Where nobody took anything back, the instance ends all the same,
   * and is missed.
   *
   * @param given the completed task nobody dealt with, if there is one
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean closeRound(Asked asked, int round, Optional<Review> given) {
    Store store = work.lock(asked);
    if (!isOver(store, round)) {
      work.requireInstance(asked, store);
      work.recordGroundless(asked, store, "CLOSURE_WITHDRAWN");
      return false;
    }
    return given.filter(review -> lost(asked, store, round, review)).isPresent();
  }

  /** Puts a verdict that came too late on record, once. */
  private boolean lost(Asked asked, Store store, int round, Review review) {
    if (review.taskKey() <= store.lastTaskKey()) {
      return false;
    }
    Refusal refusal = tooLate(store);
    store.taskReturned(review.taskKey(), refusal.words(review));
    Map<String, Object> details = new LinkedHashMap<>(refusal.details(review));
    details.put("round", round);
    work.record(asked, store, ActorRef.SYSTEM, "VERDICT_TOO_LATE", null, details);
    work.keep(store);
    return true;
  }

  private static Refusal tooLate(Store store) {
    return Refusal.tooLate(
        "结论未被采用：商家已撤回关店申请（当前状态 %s）".formatted(store.state()),
        "The verdict did not count: the merchant took the closing back first (now %s)"
            .formatted(store.state()));
  }

  private VerdictPolicy.Subject subject(Store store) {
    return new VerdictPolicy.Subject(
        REVIEW,
        List.of(VerdictPolicy.Exclusion.ownCase(Set.of(store.running().requestedBy()))),
        Set.of(Verdict.APPROVED, Verdict.REJECTED),
        VerdictPolicy.Rejection.FOR_GOOD,
        table,
        0);
  }

  private <T> T inRound(Asked asked, int round, Function<Store, T> step) {
    return work.with(asked, store -> isOver(store, round), step);
  }

  private static boolean isOver(Store store, int round) {
    return store.state() != StoreState.CLOSING || store.closureRound() != round;
  }

  private Instant now() {
    return work.now();
  }
}
