package dev.merchantreview.refund;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.review.Reviewed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The decided rounds of refunds: their content is sealed where it is kept, and opened here. */
@Component
class RefundRounds {

  private final DecidedRounds decided;
  private final DepositRefunds refunds;
  private final RefundItems items;

  RefundRounds(DecidedRounds decided, DepositRefunds refunds, RefundItems items) {
    this.decided = decided;
    this.refunds = refunds;
    this.items = items;
  }

  /** What is kept of the present round. */
  Reviewed.RoundContent content(DepositRefund refund) {
    DepositRefund.Request request = refund.request();
    return new Reviewed.RoundContent(refunds.kept(refund), items.of(request, refund.content()));
  }

  /** What was handed in, masked. */
  Reviewed.RoundShown shown(DepositRefund refund, @Nullable String kept) {
    RefundContent content = kept == null ? refund.content() : refunds.content(refund, kept);
    return new Reviewed.RoundShown(
        content.masked(), content.erased(), items.of(refund.request(), content));
  }

  /** Oldest first. */
  List<DecidedRound<RefundContent>> of(DepositRefund refund) {
    return decided.of(refund.id(), kept -> refunds.content(refund, kept));
  }
}
