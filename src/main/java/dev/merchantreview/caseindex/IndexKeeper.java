package dev.merchantreview.caseindex;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.DatabaseAway;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after the index: makes it when it is not complete or somebody asked for it, and writes the
 * rows of what an instance of before the index has changed meanwhile.
 */
@Component
class IndexKeeper {

  /** How far back it looks at least (ours): longer than a transaction lasts. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  /** More of them wait for the next look. */
  private static final int RENAMED_AT_ONCE = 1_000;

  /** Of those that could not be read. */
  private static final int TRIED_AT_ONCE = 100;

  /** More of them wait for the next look, which is not kept waiting longer (ours). */
  private static final int MOST_TRIED = 20_000;

  private final IndexBuild build;
  private final IndexRows rows;
  private final IndexWriter writer;
  private final CaseFigures figures;
  private final UnreadableCases unreadable;
  private final OneInstance oneInstance;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Counter behind;

  IndexKeeper(
      IndexBuild build,
      IndexRows rows,
      IndexWriter writer,
      CaseFigures figures,
      UnreadableCases unreadable,
      OneInstance oneInstance,
      TransactionTemplate transaction,
      Clock clock,
      MeterRegistry meters) {
    this.build = build;
    this.rows = rows;
    this.writer = writer;
    this.figures = figures;
    this.unreadable = unreadable;
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

  /**
   * What cannot be written now is put aside and tried again until it is: how far back the next look
   * goes must not depend on one case.
   */
  private void catchUp() {
    Instant now = clock.instant();
    Instant since = build.lookedAt();
    Set<CaseId> tried = new HashSet<>();
    for (CaseId id : rows.behind((since.isBefore(now) ? since : now).minus(OVERLAP))) {
      tried.add(id);
      write(id);
    }
    build.looked(now);
    retry(tried);
  }

  /**
   * Once a key is back that many could not be read without, they return one portion behind the
   * other. While it is not, a portion of which none can be read is enough for a look.
   *
   * @param tried what is not tried in this look any more
   */
  private void retry(Set<CaseId> tried) {
    boolean some = true;
    while (some && tried.size() < MOST_TRIED) {
      some = false;
      for (CaseId id : unreadable.longestUntried(TRIED_AT_ONCE)) {
        some |= tried.add(id) && write(id);
      }
    }
  }

  /**
   * @return whether it could be read
   */
  private boolean write(CaseId id) {
    try {
      transaction.executeWithoutResult(status -> writer.write(id));
      behind.increment();
      unreadable.forget(id);
      return true;
    } catch (RuntimeException failed) {
      if (DatabaseAway.explains(failed)) {
        throw failed;
      }
      unreadable.keep(id, failed);
      return false;
    }
  }

  private void rename() {
    for (IndexRows.Renamed renamed : rows.renamed(RENAMED_AT_ONCE)) {
      build.repair(renamed.key());
      rows.forget(renamed);
    }
  }
}
