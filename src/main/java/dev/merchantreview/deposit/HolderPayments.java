package dev.merchantreview.deposit;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes the payments that name a store or a service provider: top-ups, and fines that were owed.
 */
@Component
class HolderPayments implements PaymentRecipient {

  private final DepositAccounts accounts;
  private final Deposits deposits;
  private final History history;

  HolderPayments(DepositAccounts accounts, Deposits deposits, History history) {
    this.accounts = accounts;
    this.deposits = deposits;
    this.history = history;
  }

  /**
   * Decided by the id's type alone: an application's account must not be locked before the
   * application itself, the order that every other booking keeps.
   */
  @Override
  public Optional<PaidCase> take(CaseId caseId, DepositPurpose purpose) {
    boolean holder = caseId.value().startsWith("st_") || caseId.value().startsWith("sp_");
    return Optional.of(caseId.value())
        .filter(reference -> holder)
        .flatMap(reference -> accounts.all(reference).stream().findFirst())
        .map(
            any ->
                new PaidCase(
                    // A store that is closed may still owe fines.
                    deposits.isAskedFor(caseId.value(), purpose),
                    purpose == DepositPurpose.STORE ? "OPEN" : "NOT_ASKED_FOR",
                    any.holder(),
                    (payment, paidFen) -> received(caseId, payment)));
  }

  private void received(CaseId caseId, Payment payment) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("paymentId", payment.paymentId());
    details.put("amountFen", payment.amountFen());
    details.put(
        "heldFen",
        accounts.find(caseId.value(), payment.purpose()).orElseThrow().balances().heldFen());
    if (payment.purpose() != DepositPurpose.STORE) {
      details.put("deposit", payment.purpose().name());
    }
    boolean deposit = payment.purpose().isDeposit();
    history.append(
        CaseEvent.noted(
            caseId,
            new ActorRef(ActorRef.Kind.PAYMENT_PROVIDER, "payment-provider"),
            deposit ? "DEPOSIT_PAYMENT_RECEIVED" : "YEARLY_FEE_PAYMENT_RECEIVED",
            details));
  }
}
