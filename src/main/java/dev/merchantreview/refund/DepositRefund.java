package dev.merchantreview.refund;

import dev.merchantreview.cases.ProcessCase;
import dev.merchantreview.cases.ProcessCase.Standing;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The paying back of one deposit (保证金退还). Changed only by the methods here, each guarded by the
 * lifecycle; a method that answers false has changed nothing.
 */
public final class DepositRefund extends ProcessCase<RefundState, RefundEvent> {

  private static final Set<RefundEvent> OWNERS_EVENTS =
      Set.of(RefundEvent.RESUBMIT, RefundEvent.WITHDRAW);

  private final Request request;
  private int round;
  private RefundContent content;
  private Instant submittedAt;
  private List<Problem> problems;
  private @Nullable String reason;
  private List<RuleResult> checks;
  private @Nullable ReviewClock clock;
  private int daysUsed;
  private @Nullable Waiting waiting;
  private @Nullable Assessment assessment;
  private @Nullable Approval finance;
  private @Nullable Approval second;
  private @Nullable String payoutNumber;
  private @Nullable Long paidFen;
  private @Nullable Instant paidAt;
  private @Nullable String notice;

  /**
   * What never changes of a refund.
   *
   * @param holderId the store or the service provider whose deposit it is
   * @param ownerId the merchant that acts for it
   * @param submittedBy the system that handed it in: only it sees the account unmasked
   */
  public record Request(
      CaseId id,
      Holder.Kind holderKind,
      CaseId holderId,
      Platform platform,
      String ownerId,
      String submittedBy,
      Instant createdAt) {}

  DepositRefund(Request request, RefundContent content) {
    super(RefundLifecycle.TABLE, OWNERS_EVENTS, request.createdAt());
    this.request = request;
    this.round = 1;
    this.content = content;
    this.submittedAt = request.createdAt();
    this.problems = List.of();
    this.checks = List.of();
  }

  /** As it was kept. */
  DepositRefund(Snapshot kept) {
    super(RefundLifecycle.TABLE, OWNERS_EVENTS, kept.standing());
    this.request = kept.request();
    this.round = kept.round();
    this.content = kept.content();
    this.submittedAt = kept.submittedAt();
    this.problems = kept.problems();
    this.reason = kept.reason();
    this.checks = kept.checks();
    this.clock = kept.clock();
    this.daysUsed = kept.daysUsed();
    this.waiting = kept.waiting();
    this.assessment = kept.assessment();
    this.finance = kept.finance();
    this.second = kept.second();
    this.payoutNumber = kept.payoutNumber();
    this.paidFen = kept.paidFen();
    this.paidAt = kept.paidAt();
    this.notice = kept.notice();
  }

  /** Everything there is to keep. */
  record Snapshot(
      Request request,
      int round,
      RefundContent content,
      Instant submittedAt,
      List<Problem> problems,
      @Nullable String reason,
      List<RuleResult> checks,
      @Nullable ReviewClock clock,
      int daysUsed,
      @Nullable Waiting waiting,
      @Nullable Assessment assessment,
      @Nullable Approval finance,
      @Nullable Approval second,
      @Nullable String payoutNumber,
      @Nullable Long paidFen,
      @Nullable Instant paidAt,
      @Nullable String notice,
      Standing<RefundState> standing) {}

  Snapshot snapshot() {
    return new Snapshot(
        request,
        round,
        content,
        submittedAt,
        problems,
        reason,
        checks,
        clock,
        daysUsed,
        waiting,
        assessment,
        finance,
        second,
        payoutNumber,
        paidFen,
        paidAt,
        notice,
        standing());
  }

  /** What the checks of the present round found. */
  void checked(List<RuleResult> results) {
    checks = List.copyOf(results);
  }

  /** Nothing stands in the way: finance looks until then. */
  boolean openReview(ReviewClock until, Assessment assessed) {
    if (!move(RefundEvent.OPEN_REVIEW)) {
      return false;
    }
    clock = until;
    assessment = assessed;
    finance = null;
    second = null;
    problems = List.of();
    reason = null;
    return true;
  }

  /** The balance is another one by now: what was approved counts no more. */
  boolean reviewAgain(Assessment assessed, String words) {
    if (!move(RefundEvent.REVIEW_AGAIN)) {
      return false;
    }
    assessment = assessed;
    finance = null;
    second = null;
    notice = words;
    return true;
  }

  /** Finance agreed. */
  void approvedByFinance(String by, Instant now) {
    finance = new Approval(by, now, round, assessed().amountFen());
    notice = null;
  }

  /** Another person has to agree. */
  boolean askSecond() {
    return move(RefundEvent.ASK_SECOND);
  }

  /** Another person agreed. */
  void approvedBySecond(String by, Instant now) {
    second = new Approval(by, now, round, assessed().amountFen());
    notice = null;
  }

  /** Whether everybody who has to agree agreed to what is handed in now, and to its amount. */
  boolean isApproved() {
    Assessment now = assessment;
    if (now == null || finance == null || !finance.covers(round, now.amountFen())) {
      return false;
    }
    return !now.secondReview()
        || (second != null
            && second.covers(round, now.amountFen())
            && !second.by().equals(finance.by()));
  }

  /** A payout's number is on record. */
  boolean beginPayout(String number) {
    if (!isApproved() || !move(RefundEvent.BEGIN_PAYOUT)) {
      return false;
    }
    payoutNumber = number;
    return true;
  }

  boolean pay(long fen, Instant now) {
    if (!move(RefundEvent.PAY)) {
      return false;
    }
    paidFen = fen;
    paidAt = now;
    clock = null;
    return true;
  }

  /**
   * Back to its applicant.
   *
   * @param used days this round took
   */
  boolean sendBack(List<Problem> found, @Nullable String words, Waiting until, int used) {
    if (!move(RefundEvent.SEND_BACK)) {
      return false;
    }
    problems = List.copyOf(found);
    reason = words;
    waiting = until;
    daysUsed += used;
    leaveReview();
    return true;
  }

  boolean reject(List<Problem> found, @Nullable String words) {
    if (!move(RefundEvent.REJECT)) {
      return false;
    }
    problems = List.copyOf(found);
    reason = words;
    leaveReview();
    return true;
  }

  boolean resubmit(RefundContent fixed, Instant now) {
    if (!move(RefundEvent.RESUBMIT)) {
      return false;
    }
    content = fixed;
    submittedAt = now;
    round++;
    waiting = null;
    return true;
  }

  boolean withdraw(@Nullable String words) {
    if (!move(RefundEvent.WITHDRAW)) {
      return false;
    }
    reason = words;
    waiting = null;
    leaveReview();
    return true;
  }

  boolean expire() {
    if (!move(RefundEvent.EXPIRE)) {
      return false;
    }
    waiting = null;
    return true;
  }

  private void leaveReview() {
    clock = null;
    finance = null;
    second = null;
    payoutNumber = null;
    notice = null;
  }

  /** The reviewers were reminded, or it was reported as overdue, or dated anew. */
  void reviewClock(ReviewClock next) {
    clock = next;
  }

  /** Its applicant was reminded of the deadline it has now. */
  void applicantReminded(Instant now) {
    if (waiting != null) {
      waiting = waiting.reminded(now);
    }
  }

  /** The task's completion was dealt with, and led to nothing; the next reviewer is told why. */
  void taskReturned(long taskKey, String why) {
    useTask(taskKey);
    notice = why;
  }

  /**
   * @throws IllegalStateException before the first review
   */
  Assessment assessed() {
    return Objects.requireNonNull(assessment, () -> id() + " was never assessed");
  }

  /** What the engine knows the present round by. */
  String roundKey() {
    return id() + ":" + round;
  }

  public Request request() {
    return request;
  }

  @Override
  public CaseId id() {
    return request.id();
  }

  /** Counts submissions from 1. */
  public int round() {
    return round;
  }

  public RefundContent content() {
    return content;
  }

  /** When the present round was handed in. */
  public Instant submittedAt() {
    return submittedAt;
  }

  public List<Problem> problems() {
    return problems;
  }

  public @Nullable String reason() {
    return reason;
  }

  List<RuleResult> checks() {
    return checks;
  }

  /** Until when it has to be paid; null while nobody of us has it. */
  public @Nullable ReviewClock clock() {
    return clock;
  }

  int daysUsed() {
    return daysUsed;
  }

  /** Until when its applicant is waited for; null while it is not. */
  public @Nullable Waiting waiting() {
    return waiting;
  }

  public @Nullable Assessment assessment() {
    return assessment;
  }

  @Nullable Approval finance() {
    return finance;
  }

  @Nullable Approval second() {
    return second;
  }

  public @Nullable String payoutNumber() {
    return payoutNumber;
  }

  public @Nullable Long paidFen() {
    return paidFen;
  }

  public @Nullable Instant paidAt() {
    return paidAt;
  }

  @Nullable String notice() {
    return notice;
  }
}
