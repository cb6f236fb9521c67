package dev.merchantreview.refund;

import dev.merchantreview.cases.ProcessCase.Standing;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
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
public final class DepositRefund extends ReviewedCase<RefundState, RefundEvent> {

  private static final Set<RefundEvent> OWNERS_EVENTS =
      Set.of(RefundEvent.RESUBMIT, RefundEvent.WITHDRAW);

  private final Request request;
  private RefundContent content;
  private @Nullable Assessment assessment;
  private @Nullable Approval finance;
  private @Nullable Approval second;
  private @Nullable String payoutNumber;
  private @Nullable Long paidFen;
  private @Nullable Instant paidAt;

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
    super(
        RefundLifecycle.TABLE,
        OWNERS_EVENTS,
        request.createdAt(),
        ReviewRound.first(request.createdAt(), request.submittedBy()));
    this.request = request;
    this.content = content;
  }

  /** As it was kept. */
  DepositRefund(Snapshot kept) {
    super(RefundLifecycle.TABLE, OWNERS_EVENTS, kept.standing(), kept.review());
    this.request = kept.request();
    this.content = kept.content();
    this.assessment = kept.assessment();
    this.finance = kept.finance();
    this.second = kept.second();
    this.payoutNumber = kept.payoutNumber();
    this.paidFen = kept.paidFen();
    this.paidAt = kept.paidAt();
  }

  /** Everything there is to keep. */
  record Snapshot(
      Request request,
      RefundContent content,
      ReviewRound review,
      @Nullable Assessment assessment,
      @Nullable Approval finance,
      @Nullable Approval second,
      @Nullable String payoutNumber,
      @Nullable Long paidFen,
      @Nullable Instant paidAt,
      Standing<RefundState> standing) {}

  /** Nothing stands in the way: finance looks until then. */
  boolean openReview(ReviewClock until, Assessment assessed) {
    if (!move(RefundEvent.OPEN_REVIEW)) {
      return false;
    }
    review(review().opened(until));
    assessment = assessed;
    finance = null;
    second = null;
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
    review(review().withNotice(words));
    return true;
  }

  /** Finance agreed. */
  void approvedByFinance(String by, Instant now) {
    finance = new Approval(by, now, round(), assessed().amountFen());
    review(review().withNotice(null));
  }

  /** Another person has to agree. */
  boolean askSecond() {
    return move(RefundEvent.ASK_SECOND);
  }

  /** Another person agreed. */
  void approvedBySecond(String by, Instant now) {
    second = new Approval(by, now, round(), assessed().amountFen());
    review(review().withNotice(null));
  }

  /** Whether everybody who has to agree agreed to what is handed in now, and to its amount. */
  boolean isApproved() {
    Assessment now = assessment;
    if (now == null || finance == null || !finance.covers(round(), now.amountFen())) {
      return false;
    }
    return !now.secondReview()
        || (second != null
            && second.covers(round(), now.amountFen())
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
    review(review().withClock(null));
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
    review(review().sentBack(found, words, until, used));
    leaveReview();
    return true;
  }

  boolean reject(List<Problem> found, @Nullable String words) {
    if (!move(RefundEvent.REJECT)) {
      return false;
    }
    review(review().said(found, words));
    leaveReview();
    return true;
  }

  boolean resubmit(RefundContent fixed, Instant now) {
    if (!move(RefundEvent.RESUBMIT)) {
      return false;
    }
    content = fixed;
    review(review().next(now, review().submittedBy()));
    return true;
  }

  boolean withdraw(@Nullable String words) {
    if (!move(RefundEvent.WITHDRAW)) {
      return false;
    }
    review(review().said(problems(), words).withWaiting(null));
    leaveReview();
    return true;
  }

  boolean expire() {
    if (!move(RefundEvent.EXPIRE)) {
      return false;
    }
    review(review().withWaiting(null));
    return true;
  }

  private void leaveReview() {
    review(review().withClock(null).withNotice(null));
    finance = null;
    second = null;
    payoutNumber = null;
  }

  /**
   * @throws IllegalStateException before the first review
   */
  Assessment assessed() {
    return Objects.requireNonNull(assessment, () -> id() + " was never assessed");
  }

  public Request request() {
    return request;
  }

  @Override
  public CaseId id() {
    return request.id();
  }

  public RefundContent content() {
    return content;
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
}
