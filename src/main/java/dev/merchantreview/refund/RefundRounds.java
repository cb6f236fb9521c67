package dev.merchantreview.refund;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /** Keeps how the present round was decided; a second decision on it replaces the first. */
  void close(
      DepositRefund refund,
      Verdict verdict,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Instant now) {
    DepositRefund.Request request = refund.request();
    decided.close(
        new DecidedRounds.Decision(
            refund.id(),
            refund.round(),
            contents.seal(request.ownerId(), refund.id().value(), refund.content()),
            refund.submittedAt(),
            items.of(request, refund.content()),
            verdict,
            by,
            problems,
            reason,
            now));
  }

  /** Oldest first. */
  List<DecidedRound<RefundContent>> of(DepositRefund.Request request) {
    return decided.of(
        request.id(), kept -> contents.open(request.ownerId(), request.id().value(), kept));
  }
}
