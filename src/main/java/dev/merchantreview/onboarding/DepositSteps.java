package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.DepositRule;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreRegister;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The deposit, and the store it opens, in the store-onboarding process. */
@Service
public class DepositSteps {

  private final CaseSteps cases;
  private final StoreRegister stores;

  DepositSteps(CaseSteps cases, StoreRegister stores) {
    this.cases = cases;
    this.stores = stores;
  }

  /**
   * What became of asking for a deposit.
   *
   * @param required whether there is something to pay
   */
  public record Demanded(Reviewed reviewed, boolean required) {}

  /**
   * Asks the merchant for the deposit, or says that none is required; before the contract is
   * signed, it is waited for again.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Demanded demandDeposit(Asked asked, DepositRule.Requirement required) {
    return cases.with(
        asked,
        application -> {
          if (application.state() == StoreApplicationState.SIGNING
              && !cases.isContractSettled(application)) {
            return new Demanded(cases.waitFor(asked, application, "CONTRACT_SIGNED"), true);
          }
          cases.requireSigned(application, "demand a deposit");
          if (required.amountFen() == 0) {
            if (!application.depositNotRequired()) {
              throw CaseWork.unexpected(application, "demand no deposit");
            }
            cases.record(
                asked,
                application,
                ActorRef.SYSTEM,
                "DEPOSIT_NOT_REQUIRED",
                null,
                Map.of("requiredFen", 0, "decision", required.evidence()));
            return new Demanded(Reviewed.of(Reviewed.Outcome.PASSED, application.round()), false);
          }
          PlatformProfile.Onboarding numbers = cases.profile(application).onboarding();
          Waiting until = cases.waiting(numbers.depositDays(), numbers);
          String from = application.state().name();
          if (!application.demandDeposit(required.amountFen(), until)) {
            throw CaseWork.unexpected(application, "demand deposit");
          }
          cases.record(
              asked,
              application,
              ActorRef.SYSTEM,
              "DEPOSIT_DEMANDED",
              from,
              Map.of(
                  "requiredFen", required.amountFen(),
                  "depositDueAt", until.dueAt().toString(),
                  "decision", required.evidence()));
          return new Demanded(Reviewed.passed(application.round(), until), true);
        });
  }

  /**
   * What became of opening a store.
   *
   * @param storeId the open store; null when there is none yet
   */
  public record Activated(Reviewed reviewed, @Nullable String storeId) {}

  /**
   * Opens the store; before the deposit is complete, it is waited for again.
   *
   * @throws IllegalStateException when approval, account, contract or the amount of the deposit are
   *     not on record, whatever state the case is in
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Activated activate(Asked asked) {
    return cases.with(
        asked,
        application -> {
          if (application.state() == StoreApplicationState.DEPOSIT_DUE
              && !cases.isDepositComplete(application)) {
            return new Activated(cases.waitFor(asked, application, "DEPOSIT_PAID"), null);
          }
          cases.requireSigned(application, "activate");
          if (!cases.isDepositComplete(application)) {
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
                      Objects.requireNonNull(application.depositRequiredFen())));
          String from = application.state().name();
          if (!application.activate(store.id().value())) {
            throw CaseWork.unexpected(application, "activate");
          }
          cases.record(
              asked,
              application,
              ActorRef.SYSTEM,
              "ACTIVATED",
              from,
              Map.of("storeId", store.id().value()));
          return new Activated(
              Reviewed.of(Reviewed.Outcome.PASSED, application.round()), store.id().value());
        });
  }
}
