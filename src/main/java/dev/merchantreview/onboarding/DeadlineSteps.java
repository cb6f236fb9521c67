package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.ActorRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a deadline of the merchant comes to in the store-onboarding process. */
@Service
public class DeadlineSteps {

  private final CaseSteps cases;

  DeadlineSteps(CaseSteps cases) {
    this.cases = cases;
  }

  /**
   * Reminds the merchant of what it has to do, once for each deadline.
   *
   * @return false when there is nothing to be reminded of any more
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean remindMerchant(Asked asked) {
    return cases.with(
        asked,
        application -> {
          Waiting waiting = application.waiting();
          if (waiting == null || waiting.remindedAt() != null || hasActed(application)) {
            return false;
          }
          application.merchantReminded(cases.now());
          cases.record(
              asked,
              application,
              ActorRef.SYSTEM,
              "MERCHANT_REMINDED",
              null,
              Map.of("state", application.state().name(), "dueAt", waiting.dueAt().toString()));
          return true;
        });
  }

  /**
   * A deadline passed in the engine.
   *
   * @return not expired when the merchant acted in the same moment and was first: then the case
   *     goes on
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Expiry expire(Asked asked) {
    return cases.with(
        asked,
        application -> {
          if (hasActed(application)) {
            cases.record(asked, application, ActorRef.SYSTEM, "DEADLINE_MET", null, Map.of());
            return new Expiry(false, application.round(), cases.accountResult(application));
          }
          Waiting waiting = application.waiting();
          if (waiting != null && cases.now().isBefore(waiting.dueAt())) {
            throw new NotYetException(
                "the deadline of %s lies ahead: %s".formatted(application.id(), waiting.dueAt()));
          }
          String from = application.state().name();
          if (!application.expire()) {
            throw CaseWork.unexpected(application, "expire");
          }
          cases.record(asked, application, ActorRef.SYSTEM, "EXPIRED", from, Map.of());
          return new Expiry(true, application.round(), null);
        });
  }

  /**
   * What a passed deadline came to.
   *
   * @param round the round the case is in
   * @param account how the account verification stands, when there is one
   */
  public record Expiry(boolean expired, int round, AccountChecks.@Nullable Result account) {}

  /** Whether the merchant did what was waited for, although the engine does not know it yet. */
  private boolean hasActed(StoreApplication application) {
    return switch (application.state()) {
      case FIX_REQUIRED -> false;
      case VERIFYING_ACCOUNT -> cases.accountResult(application) != null;
      case SIGNING -> cases.isContractSettled(application);
      case DEPOSIT_DUE -> cases.isDepositComplete(application);
      default -> true;
    };
  }
}
