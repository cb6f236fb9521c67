package dev.merchantreview.remittance;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.outside.Bank;
import java.util.List;
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
  private final RemittanceReading reading;
  private final OneInstance oneInstance;

  RemittanceSweep(
      Bank bank, Remittances remittances, RemittanceReading reading, OneInstance oneInstance) {
    this.bank = bank;
    this.remittances = remittances;
    this.reading = reading;
    this.oneInstance = oneInstance;
  }

  /** Reads what came in since the last complete reading, and some time before it. */
  @Scheduled(
      initialDelayString = "${merchant-review.remittances.interval}",
      fixedDelayString = "${merchant-review.remittances.interval}")
  public void sweep() {
    oneInstance.ifFree(SharedJob.REMITTANCES, this::read);
  }

  private void read() {
    RemittanceReading.Begun begun = reading.begin();
    List<Bank.Credit> told;
    try {
      told = bank.credits(begun.since());
    } catch (RuntimeException away) {
      log.warn("what came in could not be read from the bank: {}", away.toString());
      return;
    }
    // Each is tried, whatever became of the others.
    long failed = remittances.unknown(told).stream().filter(credit -> !take(credit)).count();
    if (failed == 0) {
      reading.completed(begun);
    }
  }

  /** One that cannot be taken keeps no other from being taken, and is read again until it is. */
  private boolean take(Bank.Credit credit) {
    try {
      remittances.received(credit);
      return true;
    } catch (RuntimeException failed) {
      log.error("credit {} could not be taken", credit.reference(), failed);
      return false;
    }
  }
}
