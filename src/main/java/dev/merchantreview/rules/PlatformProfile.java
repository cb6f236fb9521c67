package dev.merchantreview.rules;

import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one platform: {@code config/platforms/<name>.yaml}.
 *
 * @param name what people call the platform
 */
public record PlatformProfile(
    @NotNull Platform platform,
    @NotBlank String name,
    @NotNull @Valid Onboarding onboarding,
    @NotNull @Valid Catalog catalog,
    @NotNull @Valid Filing filing,
    @NotNull @Valid Deposit deposit,
    @NotNull @Valid Closure closure,
    @NotNull @Valid Refund refund,
    @NotNull @Valid ServiceProvider serviceProvider) {

  /**
   * Numbers of store onboarding.
   *
   * @param auditWorkingDays working days until an audit is due, 1 to 60
   * @param auditReminderWorkingDays working days until the auditors are reminded, 1 to 60
   * @param fixDays calendar days to fix what was sent back, 1 to 365
   * @param fixRounds how often a merchant may be sent back, 1 to 50
   * @param contract whether a contract is signed before the store opens
   * @param contractDays calendar days to sign the contract, 1 to 365; only where there is one
   * @param contractTemplate which contract the signing provider offers; only where there is one
   * @param depositDays calendar days to pay the deposit, 1 to 365
   * @param reminderDays how many calendar days before a deadline the merchant is reminded, 1 to 364
   * @param licenceRestDays calendar days a licence must still be valid, 0 to 365
   * @param minimumAge years an applicant must be old, 0 to 100
   */
  public record Onboarding(
      @NotNull @Min(1) @Max(60) Integer auditWorkingDays,
      @NotNull @Min(1) @Max(60) Integer auditReminderWorkingDays,
      @NotNull @Min(1) @Max(365) Integer fixDays,
      @NotNull @Min(1) @Max(50) Integer fixRounds,
      @NotNull @Valid AccountVerification accountVerification,
      @NotNull ContractMethod contract,
      @Nullable @Min(1) @Max(365) Integer contractDays,
      @Nullable String contractTemplate,
      @NotNull @Min(1) @Max(365) Integer depositDays,
      @NotNull @Min(1) @Max(364) Integer reminderDays,
      @NotNull @Min(0) @Max(365) Integer licenceRestDays,
      @NotNull @Min(0) @Max(100) Integer minimumAge) {

    /** How the account of a store is verified: a personal store has no company account. */
    public VerificationMethod verificationOf(StoreType storeType) {
      return storeType == StoreType.PERSONAL
          ? VerificationMethod.NONE
          : accountVerification.method();
    }

    @AssertTrue(
        message = "contract-days and contract-template belong to contract ONLINE, and to no other")
    boolean isContractWhole() {
      boolean days = contractDays != null;
      boolean template = contractTemplate != null && !contractTemplate.isBlank();
      return contract == ContractMethod.ONLINE ? days && template : !days && !template;
    }
  }

  /** How a store's contract comes about. */
  public enum ContractMethod {
    /** Signed at the signing provider. */
    ONLINE,
    /** The platform asks for none. */
    NONE
  }

  /**
   * How a settlement account is verified.
   *
   * @param days calendar days to answer, 1 to 365
   * @param wrongAmounts how many wrong amounts a transfer bears, 1 to 20
   * @param newTransfers how often a new transfer follows one that is used up, 0 to 20
   * @param minimumFen and {@code maximumFen}: the amounts a random transfer is drawn from
   */
  public record AccountVerification(
      @NotNull VerificationMethod method,
      @NotNull @Min(1) @Max(365) Integer days,
      @NotNull @Min(1) @Max(20) Integer wrongAmounts,
      @NotNull @Min(0) @Max(20) Integer newTransfers,
      @NotNull @Min(1) @Max(100_000) Long minimumFen,
      @NotNull @Min(1) @Max(100_000) Long maximumFen) {

    @AssertTrue(message = "minimum-fen must be less than maximum-fen")
    boolean isRange() {
      return minimumFen == null || maximumFen == null || minimumFen < maximumFen;
    }
  }

  /**
   * What is sold on the platform.
   *
   * @param categories the categories products are listed in
   * @param notDistributable the categories whose products only their owner may sell live
   * @param watchedFields the fields of a product whose edit sends its filings back
   */
  public record Catalog(
      @NotEmpty List<@NotBlank String> categories,
      @NotNull List<@NotBlank String> notDistributable,
      @NotEmpty Set<WatchedField> watchedFields) {}

  /**
   * Numbers of filing products for designated streamers.
   *
   * @param leadWorkingDays working days before the day of the live a product is filed, 1 to 30
   * @param late what becomes of a filing later than that
   * @param horizonDays calendar days ahead a live may be announced, 1 to 3,650
   * @param reviewWorkingDays working days until a review is due, 1 to 60
   * @param reviewReminderWorkingDays working days until the reviewers are reminded, 1 to 60
   * @param pkHours hours after its announced beginning a PK is over, 1 to 168
   * @param merchantLevelRefreshDay the day of each month a merchant level is new, 1 to 28
   * @param merchantLevelGraceDays calendar days after that of the next month a level still counts,
   *     0 to 28
   * @param experienceRatingDays calendar days an experience rating counts, 1 to 365
   * @param followersDays calendar days a number of followers counts, 1 to 365
   */
  public record Filing(
      @NotNull @Min(1) @Max(30) Integer leadWorkingDays,
      @NotNull LateFiling late,
      @NotNull @Min(1) @Max(3_650) Integer horizonDays,
      @NotNull @Min(1) @Max(60) Integer reviewWorkingDays,
      @NotNull @Min(1) @Max(60) Integer reviewReminderWorkingDays,
      @NotNull @Min(1) @Max(168) Integer pkHours,
      @NotNull @Min(1) @Max(28) Integer merchantLevelRefreshDay,
      @NotNull @Min(0) @Max(28) Integer merchantLevelGraceDays,
      @NotNull @Min(1) @Max(365) Integer experienceRatingDays,
      @NotNull @Min(1) @Max(365) Integer followersDays) {

    /**
     * The last day a merchant level counts: the day of the next month it is refreshed on, and the
     * days of grace after it [K-rules], ours.
     *
     * @param from the day the level is from
     */
    public LocalDate merchantLevelUntil(LocalDate from) {
      return YearMonth.from(from)
          .plusMonths(1)
          .atDay(merchantLevelRefreshDay)
          .plusDays(merchantLevelGraceDays);
    }
  }

  /** What becomes of a filing that comes too late for its live. */
  public enum LateFiling {
    /** Taken, with a warning, and marked. */
    ACCEPT_MARKED,
    /** Not taken. */
    REFUSE
  }

  /**
   * Numbers of deposits.
   *
   * @param topUpDays calendar days to pay what a fine took below the requirement, 1 to 365
   * @param largestPenaltyFen what one fine may be at most
   */
  public record Deposit(
      @NotNull @Min(1) @Max(365) Integer topUpDays,
      @NotNull @Min(1) @Max(1_000_000_000_000L) Long largestPenaltyFen) {}

  /**
   * Numbers of closing a store.
   *
   * @param reviewWorkingDays working days until a closure's review is due, 1 to 60
   * @param reviewReminderWorkingDays working days until the reviewers are reminded, 1 to 60
   * @param reopeningMonths months after the closing before which the merchant opens no new store
   *     here, 0 to 120
   */
  public record Closure(
      @NotNull @Min(1) @Max(60) Integer reviewWorkingDays,
      @NotNull @Min(1) @Max(60) Integer reviewReminderWorkingDays,
      @NotNull @Min(0) @Max(120) Integer reopeningMonths) {}

  /**
   * Numbers of paying a deposit back.
   *
   * @param days days until it is paid back, 1 to 60
   * @param reminderDays days until the reviewers are reminded, 1 to 60
   * @param count which days count
   * @param fixDays calendar days to fix what was sent back, 1 to 365
   * @param fixRounds how often an applicant may be sent back, 1 to 50
   * @param fixReminderDays how many calendar days before that deadline the applicant is reminded, 1
   *     to 364
   * @param penaltiesOnRecord what has to have become of the fines on record
   */
  public record Refund(
      @NotNull @Min(1) @Max(60) Integer days,
      @NotNull @Min(1) @Max(60) Integer reminderDays,
      @NotNull DayCount count,
      @NotNull @Min(1) @Max(365) Integer fixDays,
      @NotNull @Min(1) @Max(50) Integer fixRounds,
      @NotNull @Min(1) @Max(364) Integer fixReminderDays,
      @NotNull PenaltiesOnRecord penaltiesOnRecord) {}

  /** Which fines stand in the way of paying a deposit back. */
  public enum PenaltiesOnRecord {
    /** Each, also when it is paid, until somebody who does not review the refund waives it. */
    WAIVED,
    /** Those that are not paid. */
    PAID
  }

  /** Which days count. */
  public enum DayCount {
    /** Working days of the Chinese calendar. */
    WORKING_DAYS,
    /** All days. */
    CALENDAR_DAYS
  }

  /**
   * Numbers of service providers.
   *
   * @param depositFen what a provider has to deposit
   */
  public record ServiceProvider(
      @NotNull @Min(1) @Max(1_000_000_000_000L) Long depositFen, @NotNull @Valid Refund refund) {}
}
