package dev.merchantreview.onboarding.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.StoreApplicationState;
import dev.merchantreview.onboarding.VerificationMethod;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.NextAction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store application as the API shows it. */
record ApplicationView(
    String id,
    StoreApplicationState state,
    int round,
    @JsonUnwrapped ApplicationContent content,
    List<ProblemView> problems,
    @Nullable String reason,
    @Nullable OffsetDateTime auditDueAt,
    @Nullable AuditDueView auditDue,
    @Nullable OffsetDateTime fixDueAt,
    @Nullable OffsetDateTime shopDataDueAt,
    @Nullable VerificationView accountVerification,
    @Nullable ContractView contract,
    @Nullable DepositView deposit,
    @Nullable String storeId,
    List<WaiverUse> waivers,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    List<NextAction> nextActions) {

  /**
   * @param message in the caller's language
   */
  record ProblemView(
      String pointer, String code, String message, @Nullable String note, Problem.Source from) {}

  /**
   * Why the audit is due when it is.
   *
   * @param provisional true when a counted year has no published notice yet
   * @param daysUsedBefore working days earlier rounds took; the clock stands while the merchant
   *     fixes
   */
  record AuditDueView(
      OffsetDateTime dueAt,
      OffsetDateTime remindAt,
      boolean provisional,
      boolean overdue,
      int daysUsedBefore,
      List<DayView> days) {}

  /**
   * @param text in the caller's language
   */
  record DayView(LocalDate date, DueTime.Kind kind, boolean counted, String text) {}

  /**
   * @param methods the ways that are open; one that succeeds is enough
   * @param verifiedBy the way that succeeded; null until one did
   * @param remittance what to remit, and until when is dueAt; null where that way is not open now
   * @param awaited whether an answer can be given now; false while the transfer is on its way
   */
  record VerificationView(
      List<VerificationMethod> methods,
      boolean verified,
      @Nullable VerificationMethod verifiedBy,
      boolean awaited,
      int transfer,
      int attemptsLeft,
      @Nullable OffsetDateTime dueAt,
      @Nullable RemittanceView remittance) {}

  /**
   * A waiver the checks of the round were passed by.
   *
   * @param rule the code of the problem it took away
   */
  record WaiverUse(String id, String rule) {}

  /**
   * What the company is to remit.
   *
   * @param remark to be written as it is: the money is known by it
   */
  record RemittanceView(long amountFen, String remark, ReceivingAccountView account) {}

  /** Where it is to be remitted to. */
  record ReceivingAccountView(String accountNumber, String holder, String bank) {}

  record ContractView(
      String contractId,
      String signUrl,
      @Nullable OffsetDateTime signedAt,
      @Nullable OffsetDateTime dueAt) {}

  /**
   * Amounts in fen.
   *
   * @param promotion the promotion deposit; null where none is demanded
   */
  @Schema(name = "ApplicationDepositView")
  record DepositView(
      long requiredFen,
      long paidFen,
      long missingFen,
      long overpaidFen,
      @Nullable OffsetDateTime dueAt,
      @Nullable PromotionDepositView promotion) {}

  /** What is demanded for promotion, paid apart; amounts in fen. */
  record PromotionDepositView(long requiredFen, long paidFen, long missingFen, long overpaidFen) {}
}
