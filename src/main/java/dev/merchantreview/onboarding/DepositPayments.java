package dev.merchantreview.onboarding;

import dev.merchantreview.deposit.DepositHolder;
import dev.merchantreview.deposit.Payment;
import dev.merchantreview.deposit.PaymentRecipient;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes the payments for deposits of store applications. */
@Component
class DepositPayments implements PaymentRecipient {

  private final StoreApplications applications;
  private final History history;
  private final EngineOutbox outbox;
  private final Clock clock;

  DepositPayments(
      StoreApplications applications, History history, EngineOutbox outbox, Clock clock) {
    this.applications = applications;
    this.history = history;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Optional<PaidCase> take(CaseId caseId) {
    return applications.lock(caseId).map(this::taken);
  }

  private PaidCase taken(StoreApplication application) {
    StoreApplicationState state = application.state();
    ApplicationContent content = application.content();
    return new PaidCase(
        // An active store's surplus is booked too: the money is there and stays refundable.
        state == StoreApplicationState.DEPOSIT_DUE || state == StoreApplicationState.ACTIVE,
        state.name(),
        DepositHolder.applicant(application.id(), content.platform(), content.merchantId()),
        (payment, paidFen) -> received(application, payment, paidFen));
  }

  private void received(StoreApplication application, Payment payment, long paidFen) {
    CaseId caseId = application.id();
    long required = application.depositRequiredFen() == null ? 0 : application.depositRequiredFen();
    history.append(
        CaseEvent.noted(
            caseId,
            new ActorRef(ActorRef.Kind.PAYMENT_PROVIDER, "payment-provider"),
            "DEPOSIT_PAYMENT_RECEIVED",
            Map.of(
                "paymentId",
                payment.paymentId(),
                "amountFen",
                payment.amountFen(),
                "paidFen",
                paidFen,
                "requiredFen",
                required)));
    applications.update(application, clock.instant());
    boolean completes = paidFen >= required && paidFen - payment.amountFen() < required;
    if (completes) {
      outbox.publish(caseId, Onboarding.DEPOSIT_PAID, caseId.value(), Map.of());
    }
  }
}
