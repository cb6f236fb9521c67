package dev.merchantreview.onboarding;

import dev.merchantreview.reconciliation.Finding;
import dev.merchantreview.reconciliation.Findings;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Leads people to applications of which no deposit can be demanded by what is in force. */
@Component
class UndecidedDeposits {

  private final Findings findings;
  private final Clock clock;

  UndecidedDeposits(Findings findings, Clock clock) {
    this.findings = findings;
    this.clock = clock;
  }

  /**
   * Keeps the finding, or brings it up to date.
   *
   * @return true when it is new
   */
  boolean report(StoreApplication application, DepositRule.Undecided why) {
    return findings.keepLatest(
        new Finding(
            application.id(),
            application.state().name(),
            Finding.Kind.DEPOSIT_UNDECIDED,
            why.words(),
            clock.instant()));
  }

  /** A deposit is demanded, or none is required: nobody has to look any more. */
  void settle(StoreApplication application) {
    findings.settle(application.id(), Finding.Kind.DEPOSIT_UNDECIDED);
  }
}
