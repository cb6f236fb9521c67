package dev.merchantreview.onboarding;

import dev.merchantreview.shared.StoreType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of store onboarding.
 *
 * @param auditWorkingDays working days until a review is due, 1 to 60
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
 * @param openingConditions what a merchant has to be already; null where nothing is asked for
 */
public record OnboardingNumbers(
    @NotNull @Min(1) @Max(60) Integer auditWorkingDays,
    @NotNull @Min(1) @Max(60) Integer auditReminderWorkingDays,
    @NotNull @Min(1) @Max(365) Integer fixDays,
    @NotNull @Min(1) @Max(50) Integer fixRounds,
    @NotNull @Valid VerificationNumbers accountVerification,
    @NotNull ContractMethod contract,
    @Nullable @Min(1) @Max(365) Integer contractDays,
    @Nullable String contractTemplate,
    @NotNull @Min(1) @Max(365) Integer depositDays,
    @NotNull @Min(1) @Max(364) Integer reminderDays,
    @NotNull @Min(0) @Max(365) Integer licenceRestDays,
    @NotNull @Min(0) @Max(100) Integer minimumAge,
    @Nullable @Valid OpeningConditions openingConditions) {

  /** The ways to verify the account of a store: a personal store has no company account. */
  public List<VerificationMethod> verificationsOf(StoreType storeType) {
    return storeType == StoreType.PERSONAL ? List.of() : accountVerification.methods();
  }

  @AssertTrue(
      message = "contract-days and contract-template belong to contract ONLINE, and to no other")
  boolean isContractWhole() {
    boolean days = contractDays != null;
    boolean template = contractTemplate != null && !contractTemplate.isBlank();
    return contract == ContractMethod.ONLINE ? days && template : !days && !template;
  }
}
