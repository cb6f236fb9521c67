package dev.merchantreview.onboarding;

import dev.merchantreview.shared.StoreType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of store onboarding.
 *
 * @param road the phases that lead to a store, in their order
 * @param roads the same for store types that walk another road
 * @param storeFrom from when on there is a store; at the end of the road unless said
 * @param auditWorkingDays working days until a review is due, 1 to 60
 * @param auditReminderWorkingDays working days until the auditors are reminded, 1 to 60
 * @param fixDays calendar days to fix what was sent back, 1 to 365
 * @param fixRounds how often a merchant may be sent back, 1 to 50
 * @param accountVerification how the account is verified; only where a road has it
 * @param shopData what is asked of a shop; only where a road has it
 * @param contractDays calendar days to sign the contract, 1 to 365; only where a road has it
 * @param contractTemplate which contract the signing provider offers; only where a road has it
 * @param depositDays calendar days to pay the deposit, 1 to 365; only where a road has it
 * @param reminderDays how many calendar days before a deadline the merchant is reminded, 1 to 364
 * @param licenceRestDays calendar days a licence must still be valid, 0 to 365
 * @param minimumAge years an applicant must be old, 0 to 100
 * @param openingConditions what a merchant has to be already; null where nothing is asked for
 */
public record OnboardingNumbers(
    @NotNull List<@NotNull Phase> road,
    @Nullable Map<StoreType, List<@NotNull Phase>> roads,
    @Nullable StoreFrom storeFrom,
    @NotNull @Min(1) @Max(60) Integer auditWorkingDays,
    @NotNull @Min(1) @Max(60) Integer auditReminderWorkingDays,
    @NotNull @Min(1) @Max(365) Integer fixDays,
    @NotNull @Min(1) @Max(50) Integer fixRounds,
    @Nullable @Valid VerificationNumbers accountVerification,
    @Nullable @Valid ShopDataNumbers shopData,
    @Nullable @Min(1) @Max(365) Integer contractDays,
    @Nullable String contractTemplate,
    @Nullable @Min(1) @Max(365) Integer depositDays,
    @NotNull @Min(1) @Max(364) Integer reminderDays,
    @NotNull @Min(0) @Max(365) Integer licenceRestDays,
    @NotNull @Min(0) @Max(100) Integer minimumAge,
    @Nullable @Valid OpeningConditions openingConditions) {

  /** The road an application of this store type walks that is handed in now. */
  public Road roadOf(StoreType storeType) {
    return new Road(roads == null ? road : roads.getOrDefault(storeType, road));
  }

  /** Whether any road has a phase, so that there are numbers of it. */
  boolean asks(Phase phase) {
    return anyHas(phase);
  }

  /** Whether a store is prepared from its approval on. */
  public boolean preparesStores() {
    return storeFrom == StoreFrom.APPROVAL;
  }

  /**
   * How accounts are verified.
   *
   * @throws NullPointerException where no road has it
   */
  public VerificationNumbers verification() {
    return Objects.requireNonNull(accountVerification, "account-verification");
  }

  /**
   * What is asked of shops.
   *
   * @throws NullPointerException where no road has it
   */
  public ShopDataNumbers shop() {
    return Objects.requireNonNull(shopData, "shop-data");
  }

  private Stream<List<Phase>> all() {
    return Stream.concat(
        Stream.ofNullable(road), roads == null ? Stream.of() : roads.values().stream());
  }

  private boolean anyHas(Phase phase) {
    return all().anyMatch(one -> one.contains(phase));
  }

  @AssertTrue(
      message =
          "every road begins with SUBJECT, has an AUDIT, SHOP_DATA only before it, names each phase once, and SIGN, then DEPOSIT last")
  boolean isWalkable() {
    return all().allMatch(one -> Road.wrong(one).isEmpty());
  }

  @AssertTrue(
      message = "account-verification belongs to a road with VERIFY_ACCOUNT, and to no other")
  boolean isVerificationWhole() {
    return (accountVerification != null) == anyHas(Phase.VERIFY_ACCOUNT);
  }

  @AssertTrue(message = "shop-data belongs to a road with SHOP_DATA, and to no other")
  boolean isShopDataWhole() {
    return (shopData != null) == anyHas(Phase.SHOP_DATA);
  }

  @AssertTrue(
      message = "contract-days and contract-template belong to a road with SIGN, and to no other")
  boolean isContractWhole() {
    boolean days = contractDays != null;
    boolean template = contractTemplate != null && !contractTemplate.isBlank();
    return anyHas(Phase.SIGN) ? days && template : !days && !template;
  }

  @AssertTrue(message = "deposit-days belong to a road with DEPOSIT, and to no other")
  boolean isDepositWhole() {
    return (depositDays != null) == anyHas(Phase.DEPOSIT);
  }

  /** Those on their way walk the road they were handed in with, and are looked at one by one. */
  @AssertTrue(
      message =
          "with store-from APPROVAL nothing but SIGN and DEPOSIT follows AUDIT on a road: put VERIFY_ACCOUNT before it,"
              + " or set store-from to END_OF_ROAD")
  boolean isApprovalFinalWhereItPreparesAStore() {
    return !preparesStores() || all().map(Road::new).allMatch(Road::isApprovalFinal);
  }
}
