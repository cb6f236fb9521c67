package dev.merchantreview.refund;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.SealedCases;
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

  private final Data data;

  /** What is kept of a refund besides what is kept of every case. */
  static final class Data extends SealedCases.Data<RefundContent> {

    final Request request;
    // A field of its own: an instance of the release before leaves it as it is.
    final @Nullable List<DepositPurpose> deposits;
    @Nullable Assessment assessment;
    @Nullable Approval finance;
    @Nullable Approval second;
    @Nullable String payoutNumber;
    @Nullable Long paidFen;
    @Nullable Instant paidAt;

    @JsonCreator
    Data(Request request, @Nullable List<DepositPurpose> deposits, RefundContent content) {
      super(content);
      this.request = request;
      this.deposits = deposits;
    }

    @Override
    public String ownerId() {
      return request.ownerId();
    }
  }

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

  /**
   * @param deposits which of the holder's deposits, at least one
   */
  DepositRefund(Request request, List<DepositPurpose> deposits, RefundContent content) {
    super(
        RefundLifecycle.TABLE,
        OWNERS_EVENTS,
        request.createdAt(),
        ReviewRound.first(request.createdAt(), request.submittedBy()));
    this.data = new Data(request, List.copyOf(deposits), content);
  }

  /** As it was kept. */
  DepositRefund(Cases.Kept kept, Data data) {
    super(RefundLifecycle.TABLE, OWNERS_EVENTS, kept);
    this.data = data;
  }

  Data data() {
    return data;
  }

  /** Nothing stands in the way: finance looks until then. */
  boolean openReview(ReviewClock until, Assessment assessed) {
    if (!move(RefundEvent.OPEN_REVIEW)) {
      return false;
    }
    review(review().opened(until));
    data.assessment = assessed;
    data.finance = null;
    data.second = null;
    return true;
  }

  /** The balance, or who has to agree, has changed since: what was approved no longer counts. */
  boolean reviewAgain(Assessment assessed, String words) {
    if (!move(RefundEvent.REVIEW_AGAIN)) {
      return false;
    }
    data.assessment = assessed;
    data.finance = null;
    data.second = null;
    review(review().withNotice(words));
    return true;
  }

  /** Finance agreed. */
  void approvedByFinance(String by, Instant now) {
    data.finance = new Approval(by, now, round(), assessed().amountFen());
    review(review().withNotice(null));
  }

  /** Another person has to agree. */
  boolean askSecond() {
    return move(RefundEvent.ASK_SECOND);
  }

  /** Another person agreed. */
  void approvedBySecond(String by, Instant now) {
    data.second = new Approval(by, now, round(), assessed().amountFen());
    review(review().withNotice(null));
  }

  /** Whether everybody who has to agree agreed to what is handed in now, and to its amount. */
  boolean isApproved() {
    Assessment now = data.assessment;
    Approval first = data.finance;
    Approval second = data.second;
    if (now == null || first == null || !first.covers(round(), now.amountFen())) {
      return false;
    }
    return !now.secondReview()
        || (second != null
            && second.covers(round(), now.amountFen())
            && !second.by().equals(first.by()));
  }

  /** A payout's number is on record. */
  boolean beginPayout(String number) {
    if (!isApproved() || !move(RefundEvent.BEGIN_PAYOUT)) {
      return false;
    }
    data.payoutNumber = number;
    return true;
  }

  boolean pay(long fen, Instant now) {
    if (!move(RefundEvent.PAY)) {
      return false;
    }
    data.paidFen = fen;
    data.paidAt = now;
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
    data.content(fixed);
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
    data.finance = null;
    data.second = null;
    data.payoutNumber = null;
  }

  /**
   * @throws IllegalStateException before the first review
   */
  Assessment assessed() {
    return Objects.requireNonNull(data.assessment, () -> id() + " was never assessed");
  }

  public Request request() {
    return data.request;
  }

  /** Which deposits it pays back; those of before there were several say nothing. */
  public List<DepositPurpose> purposes() {
    return data.deposits == null ? List.of(DepositPurpose.STORE) : data.deposits;
  }

  @Override
  public CaseId id() {
    return data.request.id();
  }

  @Override
  public String ownerId() {
    return data.ownerId();
  }

  @Override
  public Instant createdAt() {
    return data.request.createdAt();
  }

  public RefundContent content() {
    return data.content();
  }

  public @Nullable Assessment assessment() {
    return data.assessment;
  }

  @Nullable Approval finance() {
    return data.finance;
  }

  @Nullable Approval second() {
    return data.second;
  }

  public @Nullable String payoutNumber() {
    return data.payoutNumber;
  }

  public @Nullable Long paidFen() {
    return data.paidFen;
  }

  public @Nullable Instant paidAt() {
    return data.paidAt;
  }
}
