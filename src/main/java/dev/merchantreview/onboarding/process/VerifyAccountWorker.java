package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.onboarding.VerificationSteps;
import dev.merchantreview.outside.Bank;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** {@code onboarding.verify-account}: the small transfer, or asking for the confirmation. */
@Component
class VerifyAccountWorker extends CaseWorker {

  private final VerificationSteps steps;
  private final Bank bank;
  private final Duration pendingPause;

  VerifyAccountWorker(
      VerificationSteps steps,
      Bank bank,
      @Value("${merchant-review.bank.pending-pause}") Duration pendingPause) {
    super("onboarding.verify-account");
    this.steps = steps;
    this.bank = bank;
    this.pendingPause = pendingPause;
  }

  @Override
  public Set<String> formerJobTypes() {
    return Set.of("onboarding.begin-verification");
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    Optional<Bank.Transfer> transfer = steps.begin(asked).map(bank::transfer);
    Bank.Status status = transfer.map(Bank.Transfer::status).orElse(Bank.Status.SETTLED);
    return switch (status) {
      case PENDING ->
          throw new NotYetException("the bank has not settled the transfer yet", pendingPause);
      case FAILED ->
          () -> steps.refused(asked, transfer.map(Bank.Transfer::reason).orElse(null)).variables();
      case SETTLED -> () -> steps.begun(asked).variables();
    };
  }
}
