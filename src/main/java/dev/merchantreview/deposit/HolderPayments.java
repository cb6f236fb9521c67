package dev.merchantreview.deposit;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes the payments that name a store or a service provider: top-ups, and fines that were owed.
 */
@Component
class HolderPayments implements PaymentRecipient {

  private final DepositAccounts accounts;
  private final History history;

  HolderPayments(DepositAccounts accounts, History history) {
    this.accounts = accounts;
    this.history = history;
  }

  /**
   * Decided by the id's type alone: an application's account must not be locked before the
   * application itself, the order that every other booking keeps.
   */
  @Override
  public Optional<PaidCase> take(CaseId caseId) {
    boolean holder = caseId.value().startsWith("st_") || caseId.value().startsWith("sp_");
    return Optional.of(caseId.value())
        .filter(reference -> holder)
        .flatMap(accounts::lock)
        // Always: a store that is closed may still owe fines.
        .map(
            account ->
                new PaidCase(
                    true,
                    "OPEN",
                    account.holder(),
                    (payment, paidFen) -> received(caseId, payment)));
  }

  private void received(CaseId caseId, Payment payment) {
    history.append(
        CaseEvent.noted(
            caseId,
            new ActorRef(ActorRef.Kind.PAYMENT_PROVIDER, "payment-provider"),
            "DEPOSIT_PAYMENT_RECEIVED",
            Map.of(
                "paymentId", payment.paymentId(),
                "amountFen", payment.amountFen(),
                "heldFen", accounts.find(caseId.value()).orElseThrow().balances().heldFen())));
  }
}
