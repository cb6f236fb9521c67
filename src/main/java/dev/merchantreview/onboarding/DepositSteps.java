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

  /** Asks the merchant for the deposit. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Waiting demandDeposit(Asked asked, DepositRule.Requirement required) {
    return cases.with(
        asked,
        application -> {
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
          return until;
        });
  }

  /** Opens the store. */
  @Transactional(propagation = Propagation.MANDATORY)
  public String activate(Asked asked) {
    return cases.with(
        asked,
        application -> {
          if (!cases.isDepositComplete(application)) {
            throw new IllegalStateException(
                "the deposit of " + application.id() + " is not complete");
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
          return store.id().value();
        });
  }
}
