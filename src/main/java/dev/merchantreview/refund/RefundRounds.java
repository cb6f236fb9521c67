package dev.merchantreview.refund;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.review.Reviewed;
import java.util.List;
import org.springframework.stereotype.Component;

/** The decided rounds of refunds: their content opened, and closed sealed. */
@Component
class RefundRounds {

  private final DecidedRounds decided;
  private final SealedRefund contents;
  private final RefundItems items;

  RefundRounds(DecidedRounds decided, SealedRefund contents, RefundItems items) {
    this.decided = decided;
    this.contents = contents;
    this.items = items;
  }

  /** What is kept of the present round. */
  Reviewed.RoundContent content(DepositRefund refund) {
    DepositRefund.Request request = refund.request();
    return new Reviewed.RoundContent(
        contents.seal(request.ownerId(), refund.id().value(), refund.content()),
        items.of(request, refund.content()));
  }

  /** Oldest first. */
  List<DecidedRound<RefundContent>> of(DepositRefund.Request request) {
    return decided.of(
        request.id(), kept -> contents.open(request.ownerId(), request.id().value(), kept));
  }
}
