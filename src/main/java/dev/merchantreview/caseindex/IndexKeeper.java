package dev.merchantreview.caseindex;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.OutsideUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after the index: makes it when it is not complete or somebody asked for it, and writes the
 * rows of what an instance of before the index has changed meanwhile.
 */
@Component
class IndexKeeper {

  private static final Logger log = LoggerFactory.getLogger(IndexKeeper.class);

  /** How far back it looks at least (ours): longer than a transaction lasts. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  /** More of them wait for the next look. */
  private static final int RENAMED_AT_ONCE = 1_000;

  private final IndexBuild build;
  private final IndexRows rows;
  private final IndexWriter writer;
  private final CaseFigures figures;
  private final OneInstance oneInstance;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Counter behind;

  IndexKeeper(
      IndexBuild build,
      IndexRows rows,
      IndexWriter writer,
      CaseFigures figures,
      OneInstance oneInstance,
      TransactionTemplate transaction,
      Clock clock,
      MeterRegistry meters) {
    this.build = build;
    this.rows = rows;
    this.writer = writer;
    this.figures = figures;
    this.oneInstance = oneInstance;
    this.transaction = transaction;
    this.clock = clock;
    this.behind =
        Counter.builder("merchantreview.caseindex.behind")
            .description("Cases whose row did not know of their last event, and was written")
            .register(meters);
  }

  @Scheduled(
      initialDelayString = "${merchant-review.case-index.first-look}",
      fixedDelayString = "${merchant-review.case-index.interval}")
  void look() {
    oneInstance.ifFree(
        SharedJob.CASE_INDEX,
        () -> {
          catchUp();
          rename();
          if (build.isWanted()) {
            build.run();
          }
        });
  }

  @Scheduled(fixedDelayString = "${merchant-review.case-index.figures-summed}")
  void sumUp() {
    oneInstance.ifFree(SharedJob.CASE_FIGURES, figures::sumUp);
  }

  /** What cannot be written now is looked for again, until it is. */
  private void catchUp() {
    Instant now = clock.instant();
    Instant since = build.lookedAt();
    boolean all = true;
    for (CaseId id : rows.behind((since.isBefore(now) ? since : now).minus(OVERLAP))) {
      try {
        transaction.executeWithoutResult(status -> writer.write(id));
        behind.increment();
      } catch (OutsideUnavailableException | IllegalStateException later) {
        log.warn("The row of {} is written later: {}", id, later.toString());
        all = false;
      }
    }
    if (all) {
      build.looked(now);
    }
  }

  private void rename() {
    for (IndexRows.Renamed renamed : rows.renamed(RENAMED_AT_ONCE)) {
      build.repair(renamed.key());
      rows.forget(renamed);
    }
  }
}
