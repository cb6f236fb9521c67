package dev.merchantreview.notice;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.CaseId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Opens what notices have reviewed again, a portion of each at a time. Each case has a transaction
 * of its own that is right whoever does it: an instance that dies leaves nothing half done, and the
 * next one goes on where it was.
 */
@Component
class ReviewAgainJob {

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
    this.reviews = reviews;
    this.oneInstance = oneInstance;
    this.properties = properties;
    this.meters = meters;
  }

  @Scheduled(
      initialDelayString = "${merchant-review.review-again.pause}",
      fixedDelayString = "${merchant-review.review-again.pause}")
  void openPortions() {
    oneInstance.ifFree(SharedJob.REVIEW_AGAIN, () -> reviews.due().forEach(this::openPortion));
  }

  private void openPortion(RuleNotice notice) {
    ReviewAgainRun run = reviews.begin(notice);
    List<CaseId> portion = reviews.portion(notice, run, properties.portion());
    if (portion.isEmpty()) {
      reviews.passEnded(notice, run);
      return;
    }
    int failed = 0;
    for (CaseId id : portion) {
      try {
        ReviewsAgain.Opening opening = reviews.open(notice, id);
        count(opening.name());
        if (opening == ReviewsAgain.Opening.OVER) {
          return;
        }
      } catch (RuntimeException cause) {
        // The others do not wait for it; it is tried again when they are open.
        failed++;
        count("FAILED");
        log.warn("{} cannot be reviewed again for notice {} now", id, notice.id(), cause);
      }
    }
    reviews.advance(notice, portion.getLast(), failed);
  }

  private void count(String outcome) {
    meters.counter("merchantreview.review.again", "outcome", outcome).increment();
  }
}
