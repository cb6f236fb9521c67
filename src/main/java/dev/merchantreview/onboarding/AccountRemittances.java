package dev.merchantreview.onboarding;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.remittance.CreditOutcome;
import dev.merchantreview.remittance.RemittanceRecipient;
import dev.merchantreview.remittance.RemittanceRequest;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.AccountNames;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a company remitted to show that the account is its own [W-shop]: it counts when amount,
 * remark and payer are what was asked for, and the account where the bank names it, while the
 * application waits for it.
 */
@Component
class AccountRemittances implements RemittanceRecipient {

  private static final ActorRef BANK = new ActorRef(ActorRef.Kind.PROVIDER, "bank");

  private final StoreApplications applications;
  private final AccountChecks checks;
  private final AccountNames names;
  private final History history;

  AccountRemittances(
      StoreApplications applications, AccountChecks checks, AccountNames names, History history) {
    this.applications = applications;
    this.checks = checks;
    this.names = names;
    this.history = history;
  }

  @Override
  public Optional<Judged> take(RemittanceRequest request, Bank.Credit credit) {
    return applications.lock(request.caseId()).map(found -> take(found, request, credit));
  }

  private Judged take(StoreApplication application, RemittanceRequest request, Bank.Credit credit) {
    AccountNames.Likeness payer = payer(application, credit);
    CreditOutcome outcome = judge(application, request, credit, payer);
    Map<String, Object> details = details(outcome, request.transfer(), credit);
    switch (outcome) {
      case VERIFIED -> checks.verifiedByRemittance(application, details, BANK);
      case WRONG_AMOUNT -> checks.wrongRemittance(application, details, BANK);
      default -> note(application.id(), details);
    }
    return new Judged(outcome, payer == AccountNames.Likeness.SAME ? application.ownerId() : null);
  }

  private CreditOutcome judge(
      StoreApplication application,
      RemittanceRequest request,
      Bank.Credit credit,
      AccountNames.Likeness payer) {
    AccountVerification verification = application.verification();
    if (verification != null && verification.verifiedAt() != null) {
      return verification.verifiedBy() == VerificationMethod.REMITTANCE
          ? CreditOutcome.REPEATED
          : CreditOutcome.SUPERFLUOUS;
    }
    switch (application.state()) {
      case EXPIRED -> {
        return CreditOutcome.TOO_LATE;
      }
      case WITHDRAWN, REJECTED -> {
        return CreditOutcome.APPLICATION_ENDED;
      }
      default -> {}
    }
    if (verification == null
        || verification.transfer() != request.transfer()
        || !checks.awaits(application, VerificationMethod.REMITTANCE)) {
      return CreditOutcome.REPLACED;
    }
    Waiting waiting = application.waiting();
    if (waiting != null && credit.at().isAfter(waiting.dueAt())) {
      return CreditOutcome.TOO_LATE;
    }
    return switch (payer) {
      case OTHER -> CreditOutcome.WRONG_PAYER;
      case NEAR -> CreditOutcome.PAYER_UNCLEAR;
      case SAME ->
          credit.amountFen() != request.amountFen()
              ? CreditOutcome.WRONG_AMOUNT
              : isSettlementAccount(application, credit)
                  ? CreditOutcome.VERIFIED
                  : CreditOutcome.OTHER_ACCOUNT;
    };
  }

  /** Whether it may have come from the account to be verified: not every bank says from which. */
  private static boolean isSettlementAccount(StoreApplication application, Bank.Credit credit) {
    String told = credit.payerAccount().replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
    return credit.payerAccount().isEmpty()
        || told.equals(application.content().settlementAccount().accountNumber());
  }

  @Override
  public Set<CaseId> waiting(Set<CaseId> cases) {
    return applications.in(StoreApplicationState.VERIFYING_ACCOUNT, cases);
  }

  @Override
  public Optional<Judged> recognise(RemittanceRequest request, Bank.Credit credit) {
    return applications
        .find(request.caseId())
        .filter(
            application -> {
              AccountVerification verification = application.verification();
              return checks.awaits(application, VerificationMethod.REMITTANCE)
                  && verification != null
                  && verification.transfer() == request.transfer()
                  && payer(application, credit) == AccountNames.Likeness.SAME;
            })
        .map(application -> new Judged(CreditOutcome.WRONG_REMARK, application.ownerId()));
  }

  @Override
  public void toldWrongRemark(RemittanceRequest request, Bank.Credit credit) {
    note(request.caseId(), details(CreditOutcome.WRONG_REMARK, request.transfer(), credit));
  }

  private AccountNames.Likeness payer(StoreApplication application, Bank.Credit credit) {
    return credit.payer().isEmpty()
        ? AccountNames.Likeness.OTHER
        : names.compare(credit.payer(), application.content().subject().legalName());
  }

  /** Without the payer's name and account: it may be somebody else's, and the owner reads it. */
  private static Map<String, Object> details(
      CreditOutcome outcome, int transfer, Bank.Credit credit) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("outcome", outcome.name());
    details.put("transfer", transfer);
    details.put("reference", credit.reference());
    details.put("amountFen", credit.amountFen());
    return details;
  }

  private void note(CaseId id, Map<String, Object> details) {
    history.append(CaseEvent.noted(id, BANK, "REMITTANCE_NOT_TAKEN", details));
  }
}
