package dev.merchantreview.onboarding.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.onboarding.AccountVerification;
import dev.merchantreview.onboarding.ApplicationProblems;
import dev.merchantreview.onboarding.ContractOffer;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.onboarding.OnboardingNumbers;
import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.onboarding.StoreApplicationState;
import dev.merchantreview.onboarding.VerificationNumbers;
import dev.merchantreview.remittance.RemittanceProperties;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.web.CaseViews;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.waiver.Waivers;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.NextAction;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows store applications. */
@Component
class ApplicationViews extends CaseViews<StoreApplication, ApplicationView> {

  private final Onboarding onboarding;
  private final Payments payments;
  private final Deposits deposits;
  private final Platforms platforms;
  private final RemittanceProperties.Account receiving;

  ApplicationViews(
      Onboarding onboarding,
      Payments payments,
      Deposits deposits,
      ApplicationProblems problems,
      Platforms platforms,
      RemittanceProperties remittances,
      WorkingCalendar calendar,
      Clock clock) {
    super(problems, calendar, clock);
    this.onboarding = onboarding;
    this.payments = payments;
    this.deposits = deposits;
    this.platforms = platforms;
    this.receiving = remittances.account();
  }

  @Override
  protected Optional<StoreApplication> find(CaseId id) {
    return onboarding.find(id);
  }

  /**
   * What was paid, and which of the others hold money.
   *
   * @param paidFen by application and purpose
   * @param holding ids of applications
   */
  private record Money(Map<String, Map<DepositPurpose, Long>> paidFen, Set<String> holding) {

    long paidFen(StoreApplication application, DepositPurpose purpose) {
      return paidFen.getOrDefault(application.id().value(), Map.of()).getOrDefault(purpose, 0L);
    }
  }

  @Override
  public ApplicationView view(StoreApplication application, Caller caller, Locale locale) {
    return viewer(List.of(application), caller, locale).apply(application);
  }

  /** What was paid and is held is read once for all of them. */
  @Override
  public Function<StoreApplication, ApplicationView> viewer(
      List<StoreApplication> shown, Caller caller, Locale locale) {
    Map<String, Map<DepositPurpose, Long>> paid =
        payments.paidFen(
            shown.stream()
                .filter(
                    one ->
                        one.depositRequiredFen() != null
                            || one.requiredFen(DepositPurpose.PROMOTION) != null)
                .map(one -> one.id().value())
                .toList());
    Map<String, List<DepositAccount>> accounts =
        deposits.all(
            shown.stream()
                .filter(one -> mayHold(one) && owns(one, caller))
                .map(one -> one.id().value())
                .toList());
    Set<String> holding = new HashSet<>();
    accounts.forEach(
        (id, all) -> {
          if (all.stream().anyMatch(account -> account.balances().heldFen() > 0)) {
            holding.add(id);
          }
        });
    Money money = new Money(paid, holding);
    return application -> view(application, money, caller, locale);
  }

  private ApplicationView view(
      StoreApplication application, Money money, Caller caller, Locale locale) {
    boolean owned = owns(application, caller);
    OffsetDateTime until = waitingUntil(application);
    ReviewClock audit = application.clock();
    return new ApplicationView(
        application.id().value(),
        application.state(),
        application.round(),
        owned ? application.content() : application.content().masked(),
        problems(application.problems(), locale),
        application.reason(),
        reviewDueAt(application),
        audit == null ? null : due(audit, isOverdue(application), locale),
        application.state() == StoreApplicationState.FIX_REQUIRED ? until : null,
        application.state() == StoreApplicationState.SHOP_DATA_DUE ? until : null,
        verification(application, until),
        contract(application, until),
        deposit(application, money, until),
        application.storeId(),
        Waivers.used(application.checks()).stream()
            .map(use -> new ApplicationView.WaiverUse(use.id(), use.rule()))
            .toList(),
        at(application.createdAt()),
        at(application.updatedAt()),
        owned ? nextActions(application, money, until) : List.of());
  }

  List<ApplicationView.ProblemView> problems(List<Problem> found, Locale locale) {
    return problems(found, locale, ApplicationView.ProblemView::new);
  }

  private ApplicationView.AuditDueView due(ReviewClock audit, boolean overdue, Locale locale) {
    return new ApplicationView.AuditDueView(
        at(audit.dueAt()),
        at(audit.remindAt()),
        audit.provisional(),
        overdue,
        audit.daysUsedBefore(),
        audit.days().stream()
            .map(
                day ->
                    new ApplicationView.DayView(
                        day.date(), day.kind(), day.kind().isWorked(), day.kind().label(locale)))
            .toList());
  }

  private ApplicationView.@Nullable VerificationView verification(
      StoreApplication application, @Nullable OffsetDateTime until) {
    AccountVerification verification = application.verification();
    VerificationNumbers numbers = numbers(application);
    if (verification == null || numbers == null) {
      return null;
    }
    boolean verifying = application.state() == StoreApplicationState.VERIFYING_ACCOUNT;
    return new ApplicationView.VerificationView(
        verification.methods(numbers),
        verification.verifiedAt() != null,
        verification.verifiedBy(),
        verifying && verification.isOpen(numbers),
        verification.transfer(),
        verification.attemptsLeft(numbers),
        verifying ? until : null,
        verifying && verification.isOpen(numbers) ? remittance(verification) : null);
  }

  private ApplicationView.@Nullable RemittanceView remittance(AccountVerification verification) {
    AccountVerification.Remittance asked = verification.remittance();
    return asked == null
        ? null
        : new ApplicationView.RemittanceView(
            asked.amountFen(),
            asked.remark(),
            new ApplicationView.ReceivingAccountView(
                receiving.number(), receiving.holder(), receiving.bank()));
  }

  private ApplicationView.@Nullable ContractView contract(
      StoreApplication application, @Nullable OffsetDateTime until) {
    ContractOffer contract = application.contract();
    return contract == null
        ? null
        : new ApplicationView.ContractView(
            contract.contractId(),
            contract.signUrl(),
            orNull(contract.signedAt()),
            application.state() == StoreApplicationState.SIGNING ? until : null);
  }

  private ApplicationView.@Nullable DepositView deposit(
      StoreApplication application, Money money, @Nullable OffsetDateTime until) {
    Long required = application.depositRequiredFen();
    if (required == null) {
      return null;
    }
    long paid = money.paidFen(application, DepositPurpose.STORE);
    return new ApplicationView.DepositView(
        required,
        paid,
        Math.max(0, required - paid),
        Math.max(0, paid - required),
        application.state() == StoreApplicationState.DEPOSIT_DUE ? until : null,
        promotion(application, money));
  }

  private ApplicationView.@Nullable PromotionDepositView promotion(
      StoreApplication application, Money money) {
    Long required = application.requiredFen(DepositPurpose.PROMOTION);
    if (required == null) {
      return null;
    }
    long paid = money.paidFen(application, DepositPurpose.PROMOTION);
    return new ApplicationView.PromotionDepositView(
        required, paid, Math.max(0, required - paid), Math.max(0, paid - required));
  }

  private List<NextAction> nextActions(
      StoreApplication application, Money money, @Nullable OffsetDateTime until) {
    String path = "/api/v1/store-applications/" + application.id();
    List<NextAction> actions = new ArrayList<>();
    switch (application.state()) {
      case FIX_REQUIRED ->
          actions.add(new NextAction("RESUBMIT", "POST", path + "/resubmission", until));
      case VERIFYING_ACCOUNT -> {
        AccountVerification verification = application.verification();
        VerificationNumbers numbers = numbers(application);
        if (verification != null && numbers != null && verification.isOpen(numbers)) {
          verification
              .methods(numbers)
              .forEach(
                  method ->
                      actions.add(
                          switch (method) {
                            case RANDOM_TRANSFER ->
                                new NextAction(
                                    "NAME_RECEIVED_AMOUNT",
                                    "POST",
                                    path + "/account-verification",
                                    until);
                            case LEGAL_REPRESENTATIVE ->
                                new NextAction("HAVE_REPRESENTATIVE_CONFIRM", null, null, until);
                            case REMITTANCE -> new NextAction("REMIT", null, null, until);
                          }));
        }
      }
      case SHOP_DATA_DUE -> {
        if (application.isShopAwaited()) {
          actions.add(new NextAction("HAND_IN_SHOP_DATA", "POST", path + "/shop", until));
        }
      }
      case SIGNING -> {
        ContractOffer contract = application.contract();
        if (contract != null && contract.signedAt() == null) {
          actions.add(new NextAction("SIGN_CONTRACT", "GET", contract.signUrl(), until));
        }
      }
      case DEPOSIT_DUE -> actions.add(new NextAction("PAY_DEPOSIT", null, null, until));
      default -> {}
    }
    if (!application.isEnded()) {
      actions.add(new NextAction("WITHDRAW", "POST", path + "/withdrawal", null));
    } else if (money.holding().contains(application.id().value())) {
      actions.add(new NextAction("REQUEST_REFUND", "POST", "/api/v1/deposit-refunds", null));
    }
    return actions;
  }

  /** One that ended without a store. */
  private static boolean mayHold(StoreApplication application) {
    return application.isEnded() && application.state() != StoreApplicationState.ACTIVE;
  }

  private @Nullable VerificationNumbers numbers(StoreApplication application) {
    return platforms
        .get(application.content().platform())
        .part(OnboardingNumbers.class)
        .accountVerification();
  }
}
