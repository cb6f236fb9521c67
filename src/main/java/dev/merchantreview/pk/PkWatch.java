package dev.merchantreview.pk;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the processes of PK sessions told what changes with the days alone: figures become too old,
 * and a calendar notice moves a last day to file.
 */
@Component
class PkWatch {

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
      List<CaseId> these = portion;
      transaction.executeWithoutResult(status -> these.forEach(process::dayPassed));
      portion = paths.workedOnAfter(these.getLast().value(), PORTION);
    }
  }
}
