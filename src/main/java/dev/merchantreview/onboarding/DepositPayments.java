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
  public boolean knows(CaseId caseId) {
    return applications.lock(caseId).isPresent();
  }

  /** An active store's surplus is booked too: the money is there and stays refundable. */
  @Override
  public Readiness readiness(CaseId caseId) {
    StoreApplicationState state = applications.lock(caseId).orElseThrow().state();
    return new Readiness(
        state == StoreApplicationState.DEPOSIT_DUE || state == StoreApplicationState.ACTIVE,
        state.name());
  }

  @Override
  public DepositHolder holder(CaseId caseId) {
    ApplicationContent content = applications.lock(caseId).orElseThrow().content();
    return DepositHolder.applicant(caseId, content.platform(), content.merchantId());
  }

  @Override
  public void received(CaseId caseId, Payment payment, long paidFen) {
    StoreApplication application = applications.lock(caseId).orElseThrow();
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
