package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.store.Store;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
  private final PreparedStores stores;
  private final UndecidedDeposits undecided;

  DepositSteps(
      ApplicationSteps cases,
      Progress progress,
      PreparedStores stores,
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
    if (progress.next(application).filter(phase -> phase == Phase.DEPOSIT).isPresent()
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
   * Asks the merchant for the deposit, or says that none is required: the table says so, or the
   * road has none. While the contract is not signed, an earlier diagram goes back to waiting for
   * it.
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
          progress.requireBefore(application, Phase.DEPOSIT, "demand a deposit");
          if (application.state() == StoreApplicationState.DEPOSIT_DUE) {
            // Demanded already: the amount stands, the merchant's days run on.
            return Handled.of(Handled.PASSED, application)
                .until(application.waiting())
                .with(deposit(true));
          }
          if (!progress.road(application).has(Phase.DEPOSIT)) {
            return Handled.of(Handled.PASSED, application).with(deposit(false));
          }
          if (demand.undecided().isPresent()
              || !(demand.store() instanceof DepositRule.Requirement required)) {
            throw new NotYetException("no deposit can be decided", UNDECIDED);
          }
          undecided.settle(application);
          DepositRule.Requirement promotion =
              demand.promotion() instanceof DepositRule.Requirement asks ? asks : null;
          return required.amountFen() == 0 && promotion == null
              ? demandNothing(asked, application, required)
              : demand(asked, application, required, promotion);
        });
  }

  private Handled demandNothing(
      Asked asked, StoreApplication application, DepositRule.Requirement required) {
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

  private Handled demand(
      Asked asked,
      StoreApplication application,
      DepositRule.Requirement required,
      DepositRule.@Nullable Requirement promotion) {
    OnboardingNumbers numbers = progress.numbers(application);
    Waiting until = progress.waiting(Objects.requireNonNull(numbers.depositDays()), numbers);
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
  }

  /**
   * Opens the store of an earlier diagram; while the deposit is not complete, that goes back to
   * waiting for it.
   *
   * @throws IllegalStateException as {@link #open}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled activate(Asked asked) {
    return cases.with(
        asked,
        application ->
            application.state() == StoreApplicationState.DEPOSIT_DUE
                    && !progress.isDepositComplete(application)
                ? cases.waitFor(asked, application, "DEPOSIT_PAID")
                : open(asked, application));
  }

  /**
   * Opens the store.
   *
   * @throws IllegalStateException when a phase of the road is not settled, whatever state the case
   *     is in
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled open(Asked asked) {
    return cases.with(asked, application -> open(asked, application));
  }

  private Handled open(Asked asked, StoreApplication application) {
    progress.requireAll(application, "activate");
    if (application.state() == StoreApplicationState.DEPOSIT_DUE
        && !progress.isDepositComplete(application)) {
      // What was demanded is paid, whatever the road has become since.
      throw CaseWork.unexpected(application, "activate " + Phase.DEPOSIT.lacking());
    }
    Store store = stores.open(application);
    String from = application.state().name();
    if (!application.activate(store.id().value())) {
      throw CaseWork.unexpected(application, "activate");
    }
    cases.changed(asked, application, "ACTIVATED", from, Map.of("storeId", store.id().value()));
    return Handled.of(Handled.PASSED, application).with(Map.of("storeId", store.id().value()));
  }
}
