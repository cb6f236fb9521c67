package dev.merchantreview.pk;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.DatabaseAway;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the processes of PK sessions told what changes with the days alone: figures become too old,
 * and a calendar notice moves a last day to file.
 */
@Component
class PkWatch {

  private static final Logger log = LoggerFactory.getLogger(PkWatch.class);

  private static final int PORTION = 100;

  private final PkPaths paths;
  private final PkProcess process;
  private final OneInstance oneInstance;
  private final TransactionTemplate transaction;

  PkWatch(
      PkPaths paths, PkProcess process, OneInstance oneInstance, TransactionTemplate transaction) {
    this.paths = paths;
    this.process = process;
    this.oneInstance = oneInstance;
    this.transaction = transaction;
  }

  @Scheduled(
      initialDelayString = "${merchant-review.pk.watch-interval}",
      fixedDelayString = "${merchant-review.pk.watch-interval}")
  void watch() {
    oneInstance.ifFree(SharedJob.PK_WATCH, this::watchAll);
  }

  private void watchAll() {
    List<CaseId> portion = paths.workedOnAfter("", PORTION);
    while (!portion.isEmpty()) {
      lookAt(portion);
      portion = paths.workedOnAfter(portion.getLast().value(), PORTION);
    }
  }

  private void lookAt(List<CaseId> portion) {
    try {
      dayPassed(portion);
    } catch (RuntimeException failed) {
      if (DatabaseAway.explains(failed)) {
        throw failed;
      }
      // One of them cannot be looked at, and nobody knows which.
      portion.forEach(this::lookAt);
    }
  }

  /** One that fails keeps no other waiting, and is tried again at the next look. */
  private void lookAt(CaseId one) {
    try {
      dayPassed(List.of(one));
    } catch (RuntimeException failed) {
      if (DatabaseAway.explains(failed)) {
        throw failed;
      }
      log.error("{} could not be looked at", one, failed);
    }
  }

  private void dayPassed(List<CaseId> sessions) {
    transaction.executeWithoutResult(status -> process.dayPassed(sessions));
  }
}
