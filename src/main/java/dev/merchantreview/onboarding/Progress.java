package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.Platforms;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far an application has come, by the facts on record. */
@Component
class Progress {

  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final Payments payments;
  private final CategoryRule categories;
  private final Clock clock;

  Progress(
      Platforms platforms,
      WorkingCalendar calendar,
      Payments payments,
      CategoryRule categories,
      Clock clock) {
    this.platforms = platforms;
    this.calendar = calendar;
    this.payments = payments;
    this.categories = categories;
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
   * @throws IllegalStateException when no auditor approved what is handed in now: no message leads
   *     past the review, so somebody moved the process
   */
  static void requireApproved(StoreApplication application, String step) {
    if (!application.isApproved()) {
      throw CaseWork.unexpected(application, step + " nobody approved");
    }
  }

  /** Whether the contract is signed, or its platform asks for none. */
  boolean isContractSettled(StoreApplication application) {
    ContractOffer contract = application.contract();
    return numbers(application).contract() == ContractMethod.NONE
        || contract != null && contract.signedAt() != null;
  }

  /**
   * How the verification of the account stands: matched where nobody asks for one, null while an
   * answer is waited for.
   */
  AccountChecks.@Nullable Result accountResult(StoreApplication application) {
    return verifications(application).isEmpty()
        ? AccountChecks.Result.MATCHED
        : AccountChecks.result(application, numbers(application).accountVerification());
  }

  /** The ways to verify the account of this store; none where nobody asks for it. */
  List<VerificationMethod> verifications(StoreApplication application) {
    return numbers(application).verificationsOf(application.content().storeType());
  }

  /** Whether the account is verified, or nobody asks for a verification. */
  boolean isAccountSettled(StoreApplication application) {
    return accountResult(application) == AccountChecks.Result.MATCHED;
  }

  /** What the platform asks of this store on the way, as the process's gateways read it. */
  Road road(StoreApplication application) {
    ApplicationContent content = application.content();
    return new Road(
        !verifications(application).isEmpty(),
        numbers(application).contract(),
        content.platform(),
        content.storeType(),
        content.categories(),
        categories.depositClasses(content.platform(), content.categories()));
  }

  /**
   * What a deposit stands on: an approval, the account, the contract.
   *
   * @throws IllegalStateException when one of them is not on record where no message leads past it:
   *     somebody moved the process
   */
  void requireSigned(StoreApplication application, String step) {
    requireApproved(application, step);
    if (!isAccountSettled(application)) {
      throw CaseWork.unexpected(application, step + " before the account is settled");
    }
    if (!isContractSettled(application)) {
      throw CaseWork.unexpected(application, step + " before the contract is signed");
    }
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
