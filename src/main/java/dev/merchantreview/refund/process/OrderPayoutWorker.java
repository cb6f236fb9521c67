package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.refund.PayoutSteps;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * {@code refund.order-payout}: asks the bank what it knows of the payout's number, and orders it
 * only when the bank knows nothing.
 */
@Component
class OrderPayoutWorker extends CaseWorker {

  private final PayoutSteps payouts;
  private final Bank bank;
  private final Clock clock;
  private final Duration pendingPause;

  OrderPayoutWorker(
      PayoutSteps payouts,
      Bank bank,
      Clock clock,
      @Value("${merchant-review.bank.pending-pause}") Duration pendingPause) {
    super("refund.order-payout");
    this.payouts = payouts;
    this.bank = bank;
    this.clock = clock;
    this.pendingPause = pendingPause;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    Bank.Order order =
        payouts
            .order(asked.caseId())
            .orElseThrow(
                () -> new IllegalStateException(asked.caseId() + " has no payout to order"));
    Bank.Transfer said = bank.transfer(order);
    return () -> {
      Map<String, Object> variables =
          new HashMap<>(payouts.answered(asked, order.number(), said).variables());
      variables.put("payoutNumber", order.number());
      variables.put("payoutAskAt", clock.instant().plus(pendingPause).toString());
      return variables;
    };
  }
}
