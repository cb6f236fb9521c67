package dev.merchantreview.refund.web;

import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.payout.Payout;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.refund.RefundState;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.NextAction;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deposit refund as the API shows it; amounts in fen, the account masked unless the caller owns
 * the case.
 *
 * @param storeId or {@code applicationId} or {@code serviceProviderId}: whose deposit it is
 * @param deposits which of the holder's deposits are paid back
 * @param refundableFen what will be, or was, paid back
 * @param secondReview whether another person has to agree; null before that was asked
 * @param payoutDueAt until when it is to be paid; null while its applicant has to act, and at the
 *     end
 * @param blockers everything that stands in the way, each with what to do
 * @param payouts every number the bank was given, and what became of it
 */
record RefundView(
    String id,
    RefundState state,
    int round,
    @Nullable String storeId,
    @Nullable String applicationId,
    @Nullable String serviceProviderId,
    Platform platform,
    String merchantId,
    PayoutAccount account,
    List<DocumentReference> documents,
    List<DepositPurpose> deposits,
    long refundableFen,
    @Nullable Boolean secondReview,
    @Nullable OffsetDateTime payoutDueAt,
    boolean overdue,
    List<BlockerView> blockers,
    @Nullable String reason,
    @Nullable OffsetDateTime fixDueAt,
    List<PayoutView> payouts,
    @Nullable OffsetDateTime paidAt,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    List<NextAction> nextActions) {

  /**
   * Something that stands in the way.
   *
   * @param pointer where in the content; empty for what lies outside of it
   * @param message in the caller's language, and {@code remedy} what to do
   * @param note which, or how much
   * @param from who found it
   */
  record BlockerView(
      String pointer,
      String code,
      String message,
      @Nullable String remedy,
      @Nullable String note,
      Problem.Source from) {}

  /** A payout. */
  record PayoutView(
      String number,
      long amountFen,
      Payout.Status status,
      @Nullable String bankReason,
      OffsetDateTime orderedAt,
      @Nullable OffsetDateTime endedAt) {}
}
