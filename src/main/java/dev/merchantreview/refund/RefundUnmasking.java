package dev.merchantreview.refund;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets a person see the whole account, and puts that on record first. */
@Service
public class RefundUnmasking {

  private final DepositRefunds refunds;
  private final History history;

  RefundUnmasking(DepositRefunds refunds, History history) {
    this.refunds = refunds;
    this.history = history;
  }

  /**
   * @param purpose why it has to be seen
   * @return empty when there is no such refund
   */
  @Transactional
  public Optional<PayoutAccount> unmask(CaseId id, String purpose, ActorRef reader) {
    return refunds
        .lock(id)
        .map(
            refund -> {
              history.append(
                  new CaseEvent(
                      id,
                      reader,
                      "PERSONAL_DATA_READ",
                      null,
                      null,
                      null,
                      Map.of("purpose", purpose)));
              return refund.content().account();
            });
  }
}
