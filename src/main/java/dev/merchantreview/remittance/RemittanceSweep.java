package dev.merchantreview.remittance;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.shared.OutsideUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks the bank what came in. What was read before is read again and counts once, by the bank's
 * reference.
 */
@Component
public class RemittanceSweep {

  private static final Logger log = LoggerFactory.getLogger(RemittanceSweep.class);

  private final Bank bank;
  private final Remittances remittances;
  private final OneInstance oneInstance;

  RemittanceSweep(Bank bank, Remittances remittances, OneInstance oneInstance) {
    this.bank = bank;
    this.remittances = remittances;
    this.oneInstance = oneInstance;
  }

  /** Reads what came in since the latest credit on record, and some time before it. */
  @Scheduled(
      initialDelayString = "${merchant-review.remittances.interval}",
      fixedDelayString = "${merchant-review.remittances.interval}")
  public void sweep() {
    oneInstance.ifFree(SharedJob.REMITTANCES, this::read);
  }

  private void read() {
    try {
      bank.credits(remittances.readSince()).forEach(this::take);
    } catch (OutsideUnavailableException away) {
      log.debug("No credits now: {}", away.getMessage());
    }
  }

  /** One that cannot be taken keeps no other from being taken, and is read again the next time. */
  private void take(Bank.Credit credit) {
    try {
      remittances.received(credit);
    } catch (RuntimeException failed) {
      log.error("credit {} could not be taken", credit.reference(), failed);
    }
  }
}
