package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreRegister;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The deposit, and the store it opens, in the store-onboarding process. */
@Service
public class DepositSteps {

  /** How long a job waits that no table can answer: until then hardly anybody has looked. */
  private static final Duration UNDECIDED = Duration.ofSeconds(30);

  private final ApplicationSteps cases;
  private final Progress progress;
  private final StoreRegister stores;
  private final UndecidedDeposits undecided;

  DepositSteps(
      ApplicationSteps cases,
      Progress progress,
      StoreRegister stores,
      UndecidedDeposits undecided) {
    this.cases = cases;
    this.progress = progress;
    this.stores = stores;
    this.undecided = undecided;
  }

  /**
   * Leads a person to a case of which nothing can be demanded today, if it has come so far that
   * something would be. A transaction of its own, in which the case itself stays as it is: it is
   * asked for every half minute, and whoever works from the version he read would be refused.
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void reportUndecided(Asked asked, DepositRule.Undecided why) {
    StoreApplication application = cases.bind(asked);
    if (application.isApproved()
        && progress.isAccountSettled(application)
        && progress.isContractSettled(application)
        && undecided.report(application, why)) {
      cases.note(
          asked,
          application,
          "DEPOSIT_UNDECIDED",
          Map.of(
              "why",
              why.words(),
              "reasons",
              why.reasons().stream().map(reason -> reason.why().name()).toList()));
    }
  }

  /** Whether there is something to pay, as the process's gateway reads it. */
  private static Map<String, Object> deposit(boolean required) {
    return Map.of("deposit", required ? "REQUIRED" : "NONE");
  }

  /**
   * Asks the merchant for the deposit, or says that none is required; while the contract is not
   * signed, the process goes back to waiting for it.
   *
   * @throws NotYetException when nothing can be demanded: a person was told of it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled demandDeposit(Asked asked, DepositRule.Demand demand) {
    return cases.with(
        asked,
        application -> {
          if (application.state() == StoreApplicationState.SIGNING
              && !progress.isContractSettled(application)) {
            return cases.waitFor(asked, application, "CONTRACT_SIGNED").with(deposit(true));
          }
          progress.requireSigned(application, "demand a deposit");
          if (demand.undecided().isPresent()
              || !(demand.store() instanceof DepositRule.Requirement required)) {
            throw new NotYetException("no deposit can be decided", UNDECIDED);
          }
          undecided.settle(application);
          DepositRule.Requirement promotion =
              demand.promotion() instanceof DepositRule.Requirement asks ? asks : null;
          if (required.amountFen() == 0 && promotion == null) {
            if (!application.depositNotRequired()) {
              throw CaseWork.unexpected(application, "demand no deposit");
            }
            cases.note(
                asked,
                application,
                "DEPOSIT_NOT_REQUIRED",
                Map.of("requiredFen", 0, "decision", required.evidence()));
            return Handled.of(Handled.PASSED, application).with(deposit(false));
          }
          OnboardingNumbers numbers = progress.numbers(application);
          Waiting until = progress.waiting(numbers.depositDays(), numbers);
          String from = application.state().name();
          if (!application.demandDeposit(
              required.amountFen(), promotion == null ? null : promotion.amountFen(), until)) {
            throw CaseWork.unexpected(application, "demand deposit");
          }
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("requiredFen", required.amountFen());
          details.put("depositDueAt", until.dueAt().toString());
          details.put("decision", required.evidence());
          if (promotion != null) {
            details.put("promotionRequiredFen", promotion.amountFen());
            details.put("promotionDecision", promotion.evidence());
          } else if (application.content().wantsPromotion()) {
            // Wanted, but not open any more, or asked nothing for.
            details.put("promotionRequiredFen", 0);
          }
          cases.changed(asked, application, "DEPOSIT_DEMANDED", from, details);
          return Handled.of(Handled.PASSED, application).until(until).with(deposit(true));
        });
  }

  /**
   * Opens the store; while the deposit is not complete, the process goes back to waiting for it.
   *
   * @throws IllegalStateException when approval, account, contract or the amount of the deposit are
   *     not on record, whatever state the case is in
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled activate(Asked asked) {
    return cases.with(
        asked,
        application -> {
          if (application.state() == StoreApplicationState.DEPOSIT_DUE
              && !progress.isDepositComplete(application)) {
            return cases.waitFor(asked, application, "DEPOSIT_PAID");
          }
          progress.requireSigned(application, "activate");
          if (!progress.isDepositComplete(application)) {
            throw CaseWork.unexpected(application, "activate without a deposit");
          }
          ApplicationContent content = application.content();
          Store store =
              stores.open(
                  new StoreRegister.Approved(
                      application.id(),
                      content.platform(),
                      content.merchantId(),
                      content.storeType(),
                      content.storeName(),
                      application.reviewer(),
                      Objects.requireNonNull(application.depositRequiredFen()),
                      application.requiredFen(DepositPurpose.PROMOTION)));
          String from = application.state().name();
          if (!application.activate(store.id().value())) {
            throw CaseWork.unexpected(application, "activate");
          }
          cases.changed(
              asked, application, "ACTIVATED", from, Map.of("storeId", store.id().value()));
          return Handled.of(Handled.PASSED, application)
              .with(Map.of("storeId", store.id().value()));
        });
  }
}
