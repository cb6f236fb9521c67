package dev.merchantreview.deposit.web;

import dev.merchantreview.deposit.DepositHolder;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.LedgerEntry;
import dev.merchantreview.deposit.LedgerPosting;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.NextAction;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A deposit as the API shows it; amounts in fen.
 *
 * @param storeId the store, the application there is no store of yet, or the service provider
 * @param deposit what it is for: each has an account of its own
 * @param others the holder's other deposits, to be read with {@code ?deposit=}
 * @param feesFen what became the platform's as yearly fees: not held, and not paid back
 * @param operating false when the holder has ended, or gave up what the deposit is for
 * @param at the moment the balances and entries are shown for
 * @param unpaidFeesFen what is owed of yearly fees
 * @param yearlyFees what was demanded of the store for its years, oldest first; empty of a deposit
 * @param missingFen what has to be paid in, unpaid fines and fees included
 * @param surplusFen what is held beyond the requirement; paid back with the rest
 * @param entries oldest first
 */
record DepositView(
    String storeId,
    DepositHolder.Kind holderKind,
    Platform platform,
    String merchantId,
    DepositPurpose deposit,
    boolean operating,
    List<DepositPurpose> others,
    OffsetDateTime at,
    long requiredFen,
    long heldFen,
    long penaltiesFen,
    long feesFen,
    long inPayoutFen,
    long paidOutFen,
    long receivedFen,
    long missingFen,
    long surplusFen,
    long unpaidPenaltiesFen,
    long unpaidFeesFen,
    @Nullable OffsetDateTime topUpDueAt,
    boolean topUpOverdue,
    List<PenaltyView> penalties,
    List<YearlyFeeView> yearlyFees,
    List<PostingView> entries,
    List<NextAction> nextActions) {

  /**
   * A fine.
   *
   * @param unpaidFen what the deposit did not cover
   * @param waiver null unless somebody waived it for the refund; what is owed stays owed
   */
  record PenaltyView(
      String id,
      long amountFen,
      long collectedFen,
      long unpaidFen,
      String ruleId,
      String note,
      OffsetDateTime imposedAt,
      @Nullable WaiverView waiver) {}

  /**
   * The fee of a year that has begun.
   *
   * @param from the first day of the year: the store's own day
   * @param until the last day of the year
   * @param unpaidFen what is still owed of it
   * @param demandedAt when it was demanded
   * @param dueAt until when it is to be paid
   * @param paidAt when the last of it was paid; null while some of it is owed
   */
  record YearlyFeeView(
      String id,
      LocalDate from,
      LocalDate until,
      long amountFen,
      long collectedFen,
      long unpaidFen,
      OffsetDateTime demandedAt,
      OffsetDateTime dueAt,
      boolean overdue,
      @Nullable OffsetDateTime paidAt) {}

  /**
   * That a fine does not stand in the way of paying the deposit back.
   *
   * @param by who waived it; null for merchants
   */
  record WaiverView(String reason, @Nullable String by, OffsetDateTime at) {}

  /**
   * A line of the ledger.
   *
   * @param text what was booked, in the caller's language
   * @param amountFen by how much the held balance changed
   * @param heldFen the held balance afterwards
   * @param caseId the case behind it, and {@code caseUrl} where its history is
   * @param decision what was decided there; for merchants without who did
   * @param by who booked it; null for merchants where it is a person of the platform
   */
  record PostingView(
      long seq,
      OffsetDateTime at,
      LedgerPosting.Kind kind,
      String text,
      long amountFen,
      long heldFen,
      String caseId,
      String caseUrl,
      String subject,
      JsonNode decision,
      @Nullable String by,
      List<LedgerEntry> entries,
      String hash) {}
}
