package dev.merchantreview.rules;

import dev.merchantreview.shared.Platform;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * The numbers of one platform: {@code config/platforms/<name>.yaml}.
 *
 * @param name what people call the platform
 */
public record PlatformProfile(
    @NotNull Platform platform, @NotBlank String name, @NotNull @Valid Onboarding onboarding) {

  /**
   * Numbers of store onboarding.
   *
   * @param auditWorkingDays working days until an audit is due, 1 to 60
   * @param auditReminderWorkingDays working days until the auditors are reminded, 1 to 60
   * @param fixDays calendar days to fix what was sent back, 1 to 365
   * @param fixRounds how often a merchant may be sent back, 1 to 50
   * @param contractDays calendar days to sign the contract, 1 to 365
   * @param contractTemplate which contract the signing provider offers
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
      @NotNull @Min(1) @Max(365) Integer contractDays,
      @NotBlank String contractTemplate,
      @NotNull @Min(1) @Max(365) Integer depositDays,
      @NotNull @Min(1) @Max(364) Integer reminderDays,
      @NotNull @Min(0) @Max(365) Integer licenceRestDays,
      @NotNull @Min(0) @Max(100) Integer minimumAge) {}

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
}
