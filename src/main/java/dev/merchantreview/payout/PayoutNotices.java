package dev.merchantreview.payout;

import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the bank tells of a payout unasked. It only makes the process ask the bank sooner: what is
 * told moves no money, whoever told it.
 */
@Service
public class PayoutNotices {

  /** The process's message, as {@code bpmn/deposit-refund.bpmn} names it. */
  private static final String NOTIFIED = "deposit-payout-notified";

  private final Payouts payouts;
  private final EngineOutbox outbox;
  private final History history;

  PayoutNotices(Payouts payouts, EngineOutbox outbox, History history) {
    this.payouts = payouts;
    this.outbox = outbox;
    this.history = history;
  }

  /**
   * What a notice came to.
   *
   * @param known whether its end was known before; nothing happens then
   */
  public record Receipt(String number, boolean known) {}

  /**
   * @param said what the bank says its end was, for the record
   * @return empty when there is no such payout
   */
  @Transactional
  public Optional<Receipt> told(String number, String said, ActorRef bank) {
    return payouts
        .find(number)
        .map(
            payout -> {
              if (payout.status() != Payout.Status.ORDERED) {
                return new Receipt(number, true);
              }
              history.append(
                  CaseEvent.noted(
                      payout.refundId(),
                      bank,
                      "PAYOUT_NOTIFIED",
                      Map.of("number", number, "said", said)));
              outbox.publish(payout.refundId(), NOTIFIED, number, Map.of());
              return new Receipt(number, false);
            });
  }
}
