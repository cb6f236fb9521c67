package dev.merchantreview.store;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.deposit.YearlyFees;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has one instance demand the fees of years that have begun, and tell of those that are not paid.
 * Each is one transaction, and done once, whoever looks and however often.
 */
@Component
class YearlyFeeJob {

  private static final Logger log = LoggerFactory.getLogger(YearlyFeeJob.class);
  private static final int PORTION = 500;
  // Each portion looks through all stores of the platform.
  private static final int STORES = 10_000;

  private final StoreFees stores;
  private final YearlyFees fees;
  private final Platforms platforms;
  private final OneInstance oneInstance;

  YearlyFeeJob(StoreFees stores, YearlyFees fees, Platforms platforms, OneInstance oneInstance) {
    this.stores = stores;
    this.fees = fees;
    this.platforms = platforms;
    this.oneInstance = oneInstance;
  }

  @Scheduled(
      initialDelayString = "${merchant-review.yearly-fees.first-look}",
      fixedDelayString = "${merchant-review.yearly-fees.look}")
  void look() {
    oneInstance.ifFree(SharedJob.YEARLY_FEES, this::demandAndTell);
  }

  /** The same, whether another instance looks or not. */
  void demandAndTell() {
    platforms.served().forEach(this::demand);
    List<String> untold = fees.toTell(PORTION);
    while (untold.stream().filter(id -> done(id, fees::tell)).count() == PORTION) {
      untold = fees.toTell(PORTION);
    }
  }

  private void demand(Platform platform) {
    stores.askedSince(platform).ifPresent(since -> demand(platform, since));
  }

  private void demand(Platform platform, Instant since) {
    List<CaseId> portion = stores.owing(platform, since, "", STORES);
    while (!portion.isEmpty()) {
      portion.forEach(id -> done(id.value(), store -> stores.demand(id, since)));
      portion = stores.owing(platform, since, portion.getLast().value(), STORES);
    }
  }

  /** One that fails keeps no other waiting, and is tried again at the next look. */
  private static boolean done(String id, Consumer<String> work) {
    try {
      work.accept(id);
      return true;
    } catch (RuntimeException failed) {
      log.error("the yearly fee {} could not be looked after", id, failed);
      return false;
    }
  }
}
