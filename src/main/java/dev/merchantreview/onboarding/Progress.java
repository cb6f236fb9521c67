package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.Platforms;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far an application has come, by the facts on record. */
@Component
class Progress {

  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final Payments payments;
  private final CategoryRule categories;
  private final VerifiedAccounts accounts;
  private final Clock clock;

  Progress(
      Platforms platforms,
      WorkingCalendar calendar,
      Payments payments,
      CategoryRule categories,
      VerifiedAccounts accounts,
      Clock clock) {
    this.platforms = platforms;
    this.calendar = calendar;
    this.payments = payments;
    this.categories = categories;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * A deadline of the merchant, with its reminder.
   *
   * @param days calendar days from today, at least 1
   */
  Waiting waiting(int days, OnboardingNumbers numbers) {
    int remindAfter = Math.max(1, days - numbers.reminderDays());
    return new Waiting(
        calendar.endOfDayAfter(clock.instant(), remindAfter),
        calendar.endOfDayAfter(clock.instant(), days),
        null);
  }

  /**
   * The road an application walks: the one it was handed in with, but for phases its platform asks
   * of nobody any more. One handed in before roads were kept walks as it did then: reviewed first,
   * and never asked for the data of its shop.
   */
  Road road(StoreApplication application) {
    OnboardingNumbers numbers = numbers(application);
    Road own = application.road();
    if (own != null) {
      return new Road(own.phases().stream().filter(numbers::asks).toList());
    }
    Road now = numbers.roadOf(application.content().storeType());
    return new Road(
        Stream.of(Phase.SUBJECT, Phase.AUDIT, Phase.VERIFY_ACCOUNT, Phase.SIGN, Phase.DEPOSIT)
            .filter(now::has)
            .toList());
  }

  /** The first phase that is not settled; empty at the end of the road. */
  Optional<Phase> next(StoreApplication application) {
    return road(application).next(phase -> isSettled(application, phase));
  }

  /** Whether a phase has all it needs on record. */
  boolean isSettled(StoreApplication application, Phase phase) {
    return switch (phase) {
      case SUBJECT -> application.areChecksPassed();
      case VERIFY_ACCOUNT -> isAccountSettled(application);
      case SHOP_DATA -> isShopDataWhole(application);
      case AUDIT -> application.isApproved();
      case SIGN -> isContractSettled(application);
      case DEPOSIT -> isDepositComplete(application);
    };
  }

  /**
   * What a phase stands on: all that come before it on the road.
   *
   * @throws IllegalStateException when one of them is not settled where no message leads past it:
   *     somebody moved the process
   */
  void requireBefore(StoreApplication application, Phase phase, String step) {
    road(application)
        .lackingBefore(phase, one -> isSettled(application, one))
        .ifPresent(
            lacking -> {
              throw CaseWork.unexpected(application, step + " " + lacking.lacking());
            });
  }

  /**
   * What a store stands on: the whole road.
   *
   * @throws IllegalStateException when a phase of it is not settled
   */
  void requireAll(StoreApplication application, String step) {
    next(application)
        .ifPresent(
            lacking -> {
              throw CaseWork.unexpected(application, step + " " + lacking.lacking());
            });
  }

  /** Whether the contract is signed, or the road has none. */
  boolean isContractSettled(StoreApplication application) {
    ContractOffer contract = application.contract();
    return !road(application).has(Phase.SIGN) || contract != null && contract.signedAt() != null;
  }

  /**
   * How the verification of the account stands: matched where the road has none, null while an
   * answer is waited for. A verification of another account counts for nothing.
   */
  AccountChecks.@Nullable Result accountResult(StoreApplication application) {
    if (!road(application).has(Phase.VERIFY_ACCOUNT)) {
      return AccountChecks.Result.MATCHED;
    }
    return accounts.isOf(application.verification(), application.content())
        ? AccountChecks.result(application, numbers(application).verification())
        : null;
  }

  /** The ways to verify the account of this store; none where nobody asks for it. */
  List<VerificationMethod> verifications(StoreApplication application) {
    return road(application).has(Phase.VERIFY_ACCOUNT)
        ? numbers(application).verification().methods()
        : List.of();
  }

  /** Whether the account is verified, or nobody asks for a verification. */
  boolean isAccountSettled(StoreApplication application) {
    return accountResult(application) == AccountChecks.Result.MATCHED;
  }

  /**
   * Whether the shop shows all that is required of it, or nobody asks. What an auditor approved is
   * whole, whatever is asked of others since.
   */
  private boolean isShopDataWhole(StoreApplication application) {
    if (application.isApproved() || !road(application).has(Phase.SHOP_DATA)) {
      return true;
    }
    ShopData shop = application.content().shop();
    return shop != null && shop.missing(numbers(application).shop()).isEmpty();
  }

  /**
   * What the process asks the deposit table with, and what the gateways of earlier diagrams read.
   */
  Map<String, Object> variables(StoreApplication application) {
    ApplicationContent content = application.content();
    Road road = road(application);
    return new HashMap<>(
        Map.of(
            "accountVerification",
            road.has(Phase.VERIFY_ACCOUNT) ? "REQUIRED" : "NONE",
            "contract",
            road.has(Phase.SIGN) ? "ONLINE" : "NONE",
            "platform",
            content.platform().name(),
            "storeType",
            content.storeType().name(),
            "categories",
            content.categories(),
            "depositClasses",
            categories.depositClasses(content.platform(), content.categories())));
  }

  /** Whether everything that was demanded has been paid, each deposit for itself. */
  boolean isDepositComplete(StoreApplication application) {
    return application.isDepositComplete(
        purpose -> payments.paidFen(application.id().value(), purpose));
  }

  OnboardingNumbers numbers(StoreApplication application) {
    return profile(application).part(OnboardingNumbers.class);
  }

  PlatformProfile profile(StoreApplication application) {
    return platforms.get(application.content().platform());
  }
}
