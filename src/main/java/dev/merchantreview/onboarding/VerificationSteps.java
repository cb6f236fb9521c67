package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.remittance.RemittanceRequest;
import dev.merchantreview.remittance.Remittances;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The account verification in the store-onboarding process. */
@Service
public class VerificationSteps {

  private final ApplicationSteps cases;
  private final Progress progress;
  private final VerificationAmounts amounts;
  private final Remittances remittances;
  private final VerifiedAccounts accounts;

  VerificationSteps(
      ApplicationSteps cases,
      Progress progress,
      VerificationAmounts amounts,
      Remittances remittances,
      VerifiedAccounts accounts) {
    this.remittances = remittances;
    this.cases = cases;
    this.progress = progress;
    this.amounts = amounts;
    this.accounts = accounts;
  }

  /**
   * Starts the verification that is due, in a transaction of its own: the transfer's number must be
   * on record before the bank is asked to move money. Asked again, it answers the same.
   *
   * @return the order to give; empty when the method needs no transfer
   */
  @Transactional
  public Optional<Bank.Order> begin(Asked asked) {
    return cases.with(
        asked,
        application -> {
          if (!progress.road(application).has(Phase.VERIFY_ACCOUNT)) {
            throw CaseWork.unexpected(application, "verify an account nobody asks about");
          }
          progress.requireBefore(application, Phase.VERIFY_ACCOUNT, "verify an account");
          VerificationNumbers numbers = numbers(application);
          AccountVerification current = application.verification();
          AccountChecks.Result result = progress.accountResult(application);
          if (result == AccountChecks.Result.MATCHED) {
            throw CaseWork.unexpected(application, "start another verification");
          }
          AccountVerification verification =
              application.state() == StoreApplicationState.VERIFYING_ACCOUNT
                      && current != null
                      && result == null
                  ? current
                  : start(asked, application, numbers);
          return order(application, verification, numbers);
        });
  }

  /**
   * What the account's verification came to, by the record and not by what the process was told;
   * while there is no answer, the process goes back to waiting for it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled answered(Asked asked) {
    return cases.with(
        asked,
        application -> {
          AccountChecks.Result result = progress.accountResult(application);
          AccountVerification verification = application.verification();
          Map<String, @Nullable Object> variables = new HashMap<>();
          variables.put("accountResult", result == null ? null : result.name());
          variables.put("transfer", verification == null ? 0 : verification.transfer());
          Handled handled =
              result == null
                  ? cases.waitFor(asked, application, "ACCOUNT_VERIFIED")
                  : Handled.of(Handled.PASSED, application);
          return handled.with(variables);
        });
  }

  private AccountVerification start(
      Asked asked, StoreApplication application, VerificationNumbers numbers) {
    AccountVerification before = application.verification();
    boolean sameRound = application.state() == StoreApplicationState.VERIFYING_ACCOUNT;
    if (sameRound && progress.accountResult(application) != AccountChecks.Result.NEW_TRANSFER) {
      throw CaseWork.unexpected(application, "start another verification");
    }
    int transfer = before == null ? 1 : before.transfer() + 1;
    int ofRound = sameRound && before != null ? before.transferOfRound() + 1 : 1;
    List<VerificationMethod> methods = progress.verifications(application);
    boolean byTransfer = methods.contains(VerificationMethod.RANDOM_TRANSFER);
    String number = byTransfer ? Ids.next("vt_") : null;
    String hash =
        number == null
            ? null
            : amounts.hash(application.id(), number, amounts.amountOf(number, numbers));
    AccountVerification next =
        new AccountVerification(
            methods,
            transfer,
            ofRound,
            number,
            hash,
            methods.contains(VerificationMethod.REMITTANCE)
                ? remittance(application, transfer, numbers)
                : null,
            null,
            0,
            null,
            null,
            accounts.of(application.content()));
    String from = sameRound ? null : application.state().name();
    if (!application.verifyAccount(
        next, progress.waiting(numbers.days(), progress.numbers(application)))) {
      throw CaseWork.unexpected(application, "verify the account");
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("methods", methods.stream().map(VerificationMethod::name).toList());
    details.put("transfer", transfer);
    if (number != null) {
      details.put("number", number);
    }
    cases.changed(asked, application, "ACCOUNT_VERIFICATION_STARTED", from, details);
    return next;
  }

  private AccountVerification.Remittance remittance(
      StoreApplication application, int transfer, VerificationNumbers numbers) {
    long amountFen = amounts.amountOf(Ids.next("vt_"), numbers);
    RemittanceRequest asked = remittances.ask(application.id(), transfer, amountFen);
    return new AccountVerification.Remittance(asked.amountFen(), asked.remark());
  }

  private Optional<Bank.Order> order(
      StoreApplication application, AccountVerification verification, VerificationNumbers numbers) {
    String number = verification.number();
    if (number == null) {
      return Optional.empty();
    }
    ApplicationContent.SettlementAccount account = application.content().settlementAccount();
    return Optional.of(
        new Bank.Order(
            number,
            account.accountNumber(),
            account.holder(),
            account.bank(),
            amounts.amountOf(number, numbers),
            "账户验证 " + application.id()));
  }

  /** The money is there, or the confirmation can be given: the merchant's days begin. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled begun(Asked asked) {
    return cases.with(
        asked,
        application -> {
          VerificationNumbers numbers = numbers(application);
          AccountVerification before = application.verification();
          if (before != null && before.begunAt() != null && application.waiting() != null) {
            return begun(application, before.transfer());
          }
          application.verificationBegun(cases.now());
          AccountVerification verification = application.verification();
          Waiting until = progress.waiting(numbers.days(), progress.numbers(application));
          int transfer = verification == null ? 0 : verification.transfer();
          if (verification == null || !application.verifyAccount(verification, until)) {
            throw CaseWork.unexpected(application, "verify the account");
          }
          cases.note(
              asked,
              application,
              "ACCOUNT_ANSWER_AWAITED",
              Map.of("transfer", transfer, "dueAt", until.dueAt().toString()));
          return begun(application, transfer);
        });
  }

  /**
   * @param transfer counts verifications of the case; the process waits for the answer by it
   */
  private static Handled begun(StoreApplication application, int transfer) {
    return Handled.of(Handled.PASSED, application)
        .until(application.waiting())
        .with(Map.of("transfer", transfer));
  }

  /** The bank refused for good: the merchant has to name another account. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled refused(Asked asked, @Nullable String bankSays) {
    return cases.with(
        asked,
        application -> {
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("round", application.round());
          if (bankSays != null) {
            details.put("bank", bankSays);
          }
          return cases.sendBack(
              asked,
              application,
              List.of(
                  new Problem(
                      "/settlementAccount", "ACCOUNT_REFUSED", bankSays, Problem.Source.MACHINE)),
              details);
        });
  }

  private VerificationNumbers numbers(StoreApplication application) {
    return progress.numbers(application).verification();
  }
}
