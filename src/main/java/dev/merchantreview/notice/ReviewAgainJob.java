package dev.merchantreview.notice;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.LoopingService;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Opens what notices have reviewed again, a portion of each at a time, on a thread of its own:
 * other jobs do not wait for it. Each case has a transaction of its own that is right whoever does
 * it: an instance that dies leaves nothing half done, and the next one goes on where it was.
 */
@Component
class ReviewAgainJob extends LoopingService {

  private static final Logger log = LoggerFactory.getLogger(ReviewAgainJob.class);

  private final ReviewsAgain reviews;
  private final OneInstance oneInstance;
  private final ReviewAgainProperties properties;
  private final MeterRegistry meters;

  ReviewAgainJob(
      ReviewsAgain reviews,
      OneInstance oneInstance,
      ReviewAgainProperties properties,
      MeterRegistry meters) {
    super("review-again", properties.pause());
    this.reviews = reviews;
    this.oneInstance = oneInstance;
    this.properties = properties;
    this.meters = meters;
  }

  /** The pause comes behind each portion, however much is left. */
  @Override
  protected boolean workSome() {
    openPortions();
    return false;
  }

  void openPortions() {
    oneInstance.ifFree(SharedJob.REVIEW_AGAIN, () -> reviews.due().forEach(this::tryPortion));
  }

  /** One notice that fails does not keep the others waiting. */
  private void tryPortion(RuleNotice notice) {
    try {
      openPortion(notice);
    } catch (RuntimeException cause) {
      log.warn(
          "Nothing can be reviewed again for notice {} now: {}", notice.id(), cause.toString());
    }
  }

  private void openPortion(RuleNotice notice) {
    ReviewAgainOrder order = reviews.order(notice);
    ReviewAgainRun run = reviews.begin(notice, order);
    if (!reviews.isInPass(run)) {
      return;
    }
    List<CaseId> portion = reviews.portion(order, run, properties.portion());
    int opened = 0;
    for (CaseId id : portion) {
      try {
        ReviewsAgain.Opening opening = reviews.open(order, id);
        count(opening.name());
        if (opening == ReviewsAgain.Opening.OVER) {
          return;
        }
        opened += opening == ReviewsAgain.Opening.OPENED ? 1 : 0;
      } catch (RuntimeException cause) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        putAside(order, id, cause);
      }
    }
    reviews.advance(notice, run, portion, opened, portion.size() < properties.portion());
  }

  /** The others do not wait for it; what the log says of it in full, it says once. */
  private void putAside(ReviewAgainOrder order, CaseId id, RuntimeException cause) {
    count("FAILED");
    if (reviews.putAside(order, id, cause.toString())) {
      log.warn("{} cannot be reviewed again for notice {} now", id, order.noticeId(), cause);
    }
  }

  private void count(String outcome) {
    meters.counter("merchantreview.review.again", "outcome", outcome).increment();
  }
}
