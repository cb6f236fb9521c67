package dev.merchantreview.refund;

import dev.merchantreview.shared.CaseId;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what the bank was asked to pay. */
@Service
public class RefundPayouts {

  private final Payouts payouts;

  RefundPayouts(Payouts payouts) {
    this.payouts = payouts;
  }

  /** A refund's payouts, oldest first. */
  @Transactional(readOnly = true)
  public List<Payout> of(CaseId refundId) {
    return payouts.of(refundId);
  }
}
