package dev.merchantreview.onboarding;

import dev.merchantreview.deposit.DepositHolder;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Payment;
import dev.merchantreview.deposit.PaymentRecipient;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** Takes the payments for deposits of store applications. */
@Component
class DepositPayments implements PaymentRecipient {

  private final StoreApplications applications;
  private final Deposits deposits;
  private final History history;
  private final EngineOutbox outbox;
  private final Clock clock;

  DepositPayments(
      StoreApplications applications,
      Deposits deposits,
      History history,
      EngineOutbox outbox,
      Clock clock) {
    this.applications = applications;
    this.deposits = deposits;
    this.history = history;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Optional<PaidCase> take(CaseId caseId, DepositPurpose purpose) {
    return applications.lock(caseId).map(application -> taken(application, purpose));
  }

  private PaidCase taken(StoreApplication application, DepositPurpose purpose) {
    StoreApplicationState state = application.state();
    // What an open store asks for, or has given up, says its account; its application does not
    // know.
    boolean open = state == StoreApplicationState.ACTIVE;
    boolean asked =
        purpose == DepositPurpose.STORE
            || (open
                ? deposits.isAskedFor(application.id().value(), purpose)
                : application.requiredFen(purpose) != null);
    ApplicationContent content = application.content();
    return new PaidCase(
        // An active store's surplus is booked too: the money is there and stays refundable.
        asked && (state == StoreApplicationState.DEPOSIT_DUE || open),
        asked ? state.name() : "NOT_ASKED_FOR",
        DepositHolder.applicant(application.id(), content.platform(), content.merchantId()),
        (payment, paid) -> received(application, payment, paid));
  }

  private void received(
      StoreApplication application, Payment payment, ToLongFunction<DepositPurpose> paid) {
    CaseId caseId = application.id();
    DepositPurpose purpose = payment.purpose();
    Long demanded = application.requiredFen(purpose);
    long required = demanded == null ? 0 : demanded;
    long paidFen = paid.applyAsLong(purpose);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("paymentId", payment.paymentId());
    details.put("amountFen", payment.amountFen());
    details.put("paidFen", paidFen);
    details.put("requiredFen", required);
    if (purpose != DepositPurpose.STORE) {
      details.put("deposit", purpose.name());
    }
    boolean deposit = purpose.isDeposit();
    history.append(
        CaseEvent.noted(
            caseId,
            new ActorRef(ActorRef.Kind.PAYMENT_PROVIDER, "payment-provider"),
            deposit ? "DEPOSIT_PAYMENT_RECEIVED" : "YEARLY_FEE_PAYMENT_RECEIVED",
            details));
    applications.update(application, clock.instant());
    boolean completesItsOwn = paidFen >= required && paidFen - payment.amountFen() < required;
    if (completesItsOwn && application.isDepositComplete(paid)) {
      outbox.publish(caseId, Onboarding.DEPOSIT_PAID, caseId.value(), Map.of());
    }
  }
}
