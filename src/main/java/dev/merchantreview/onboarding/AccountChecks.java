package dev.merchantreview.onboarding;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Problem;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The merchant's part in verifying the settlement account. */
@Service
public class AccountChecks {

  private static final String TRANSFER = "transfer";
  private static final String CONFIRMATION = "confirmationId";

  private final StoreApplications applications;
  private final Progress progress;
  private final PreparedStores stores;
  private final VerificationAmounts amounts;
  private final EngineOutbox outbox;
  private final History history;
  private final Clock clock;

  AccountChecks(
      StoreApplications applications,
      Progress progress,
      PreparedStores stores,
      VerificationAmounts amounts,
      EngineOutbox outbox,
      History history,
      Clock clock) {
    this.applications = applications;
    this.progress = progress;
    this.stores = stores;
    this.amounts = amounts;
    this.outbox = outbox;
    this.history = history;
    this.clock = clock;
  }

  /** What an account verification has come to, as the process's gateways read it. */
  public enum Result {
    /** Verified. */
    MATCHED,
    /** Used up; a new transfer follows. */
    NEW_TRANSFER,
    /** Used up, and no further transfer may follow. */
    EXHAUSTED
  }

  /**
   * What an amount came to.
   *
   * @param attemptsLeft wrong amounts that are still allowed for the transfer
   * @param newTransfer whether another transfer follows this one
   */
  public record Answer(boolean matched, int attemptsLeft, boolean newTransfer) {}

  /**
   * Compares the amount the merchant received. Every wrong amount counts; the last one of the last
   * transfer ends the case.
   *
   * @param amountFen at least 1
   * @param expected the version the caller works from
   */
  @Transactional
  public Optional<Change<Answer>> answer(
      CaseId id, long amountFen, ActorRef merchant, ExpectedVersion expected) {
    return applications
        .lock(id)
        .map(
            application -> {
              expected.require(application.version());
              AccountVerification open = open(application, VerificationMethod.RANDOM_TRANSFER);
              if (open == null) {
                return CaseDoor.refused(application);
              }
              String number = String.valueOf(open.number());
              boolean matched =
                  amounts.matches(id, number, amountFen, String.valueOf(open.amountHash()));
              VerificationNumbers numbers = numbers(application);
              if (matched) {
                application.accountVerified(clock.instant(), VerificationMethod.RANDOM_TRANSFER);
              }
              Result result = matched ? Result.MATCHED : countWrong(application);
              AccountVerification answered = application.verification();
              int left = answered == null ? 0 : answered.attemptsLeft(numbers);
              // The amounts themselves are not recorded: a wrong one narrows down the right one.
              answered(
                  application,
                  CaseEvent.noted(
                      id,
                      merchant,
                      matched ? "ACCOUNT_VERIFIED" : "ACCOUNT_AMOUNT_WRONG",
                      Map.of(TRANSFER, open.transfer(), "attemptsLeft", left)),
                  result);
              return new Change.Made<>(new Answer(matched, left, result == Result.NEW_TRANSFER));
            });
  }

  /** What became of a representative's confirmation. */
  public sealed interface ConfirmationResult {

    /** It counts, or it is one that counted for this verification before. */
    record Confirmed(StoreApplication application) implements ConfirmationResult {}

    /** No confirmation is waited for. */
    record Refused(String state, Set<String> allowed) implements ConfirmationResult {}

    /** It counted for an earlier verification, which may have been of another account. */
    record UsedBefore() implements ConfirmationResult {}

    /** The verification it names is not the present one. */
    record OtherVerification() implements ConfirmationResult {}

    /** It names no verification, and there was more than one. */
    record Unnamed() implements ConfirmationResult {}
  }

  /**
   * The legal representative confirmed that the account is the company's. Only the number of the
   * verification says which account that was: a confirmation that comes late, or once more, is of
   * an account the merchant may have replaced since.
   *
   * @param transfer the verification that was confirmed; null means the first one, while that is
   *     the present one
   * @param by who vouches for it: the identity provider, or an administrator
   */
  @Transactional
  public Optional<ConfirmationResult> confirm(
      CaseId id, String confirmationId, @Nullable Integer transfer, ActorRef by) {
    return applications
        .lock(id)
        .map(application -> confirm(application, confirmationId, transfer, by));
  }

  private ConfirmationResult confirm(
      StoreApplication application,
      String confirmationId,
      @Nullable Integer transfer,
      ActorRef by) {
    AccountVerification present = application.verification();
    if (present != null && transfer != null && transfer != present.transfer()) {
      return new ConfirmationResult.OtherVerification();
    }
    Optional<Integer> countedFor = countedFor(application, confirmationId);
    if (present != null && countedFor.isPresent()) {
      return countedFor.get() == present.transfer()
          ? new ConfirmationResult.Confirmed(application)
          : new ConfirmationResult.UsedBefore();
    }
    AccountVerification open = open(application, VerificationMethod.LEGAL_REPRESENTATIVE);
    if (open == null) {
      return new ConfirmationResult.Refused(application.state().name(), application.ownersEvents());
    }
    if (transfer == null && open.transfer() > 1) {
      return new ConfirmationResult.Unnamed();
    }
    application.accountVerified(clock.instant(), VerificationMethod.LEGAL_REPRESENTATIVE);
    answered(
        application,
        CaseEvent.noted(
            application.id(),
            by,
            "ACCOUNT_VERIFIED",
            Map.of(CONFIRMATION, confirmationId, TRANSFER, open.transfer())),
        Result.MATCHED);
    return new ConfirmationResult.Confirmed(application);
  }

  /**
   * The verification of the case that a confirmation counted for, by what is on record; 0, which is
   * none, where that was before the record said which.
   */
  private Optional<Integer> countedFor(StoreApplication application, String confirmationId) {
    return history.of(application.id(), 0, Integer.MAX_VALUE).stream()
        .filter(event -> event.action().equals("ACCOUNT_VERIFIED"))
        .filter(event -> event.details().path(CONFIRMATION).asString("").equals(confirmationId))
        .map(event -> event.details().path(TRANSFER).asInt(0))
        .findFirst();
  }

  /** Counts a wrong amount; the last one of the last transfer rejects the application. */
  private @Nullable Result countWrong(StoreApplication application) {
    application.accountAnsweredWrong();
    Result result = result(application, numbers(application));
    if (result == Result.EXHAUSTED) {
      application.reject(
          List.of(
              new Problem(
                  "/settlementAccount", "VERIFICATION_EXHAUSTED", null, Problem.Source.MACHINE)),
          null);
      stores.applicationEnded(application);
    }
    return result;
  }

  /** Keeps what an answer came to, puts it on record, and tells the process what matters to it. */
  private void answered(StoreApplication application, CaseEvent event, @Nullable Result result) {
    AccountVerification verification = application.verification();
    history.append(event);
    if (result == Result.EXHAUSTED) {
      history.append(
          CaseEvent.moved(
              application.id(),
              ActorRef.SYSTEM,
              "REJECTED",
              StoreApplicationState.VERIFYING_ACCOUNT.name(),
              application.state().name(),
              Map.of("reason", "VERIFICATION_EXHAUSTED")));
    }
    applications.update(application, clock.instant());
    if (result != null && verification != null) {
      tell(application, verification.transfer(), result);
    }
  }

  /**
   * The company remitted what it was asked to.
   *
   * @param application locked, and waiting for a remittance
   */
  void verifiedByRemittance(
      StoreApplication application, Map<String, Object> details, ActorRef bank) {
    application.accountVerified(clock.instant(), VerificationMethod.REMITTANCE);
    answered(
        application,
        CaseEvent.noted(application.id(), bank, "ACCOUNT_VERIFIED", details),
        Result.MATCHED);
  }

  /**
   * The company remitted another amount: it counts as a wrong answer does.
   *
   * @param application locked, and waiting for a remittance
   */
  void wrongRemittance(StoreApplication application, Map<String, Object> details, ActorRef bank) {
    Result result = countWrong(application);
    AccountVerification answered = application.verification();
    Map<String, Object> counted = new LinkedHashMap<>(details);
    counted.put("attemptsLeft", answered == null ? 0 : answered.attemptsLeft(numbers(application)));
    answered(
        application,
        CaseEvent.noted(application.id(), bank, "REMITTANCE_NOT_TAKEN", counted),
        result);
  }

  /** Whether an answer is waited for that may come this way. */
  boolean awaits(StoreApplication application, VerificationMethod method) {
    return open(application, method) != null;
  }

  /** How the verification stands; null while an answer is waited for, or there is none. */
  static @Nullable Result result(StoreApplication application, VerificationNumbers numbers) {
    AccountVerification verification = application.verification();
    if (verification == null) {
      return null;
    }
    if (verification.verifiedAt() != null) {
      return Result.MATCHED;
    }
    if (verification.isUsedUp(numbers)) {
      return verification.mayFollow(numbers) ? Result.NEW_TRANSFER : Result.EXHAUSTED;
    }
    return null;
  }

  private @Nullable AccountVerification open(
      StoreApplication application, VerificationMethod method) {
    AccountVerification verification = application.verification();
    boolean waited =
        application.state() == StoreApplicationState.VERIFYING_ACCOUNT
            && verification != null
            && verification.methods(numbers(application)).contains(method)
            && verification.isOpen(numbers(application));
    return waited ? verification : null;
  }

  private void tell(StoreApplication application, int transfer, Result result) {
    // The transfer is part of the key, so that an answer to an old one never counts for a new one.
    outbox.publish(
        application.id(),
        Onboarding.ACCOUNT_ANSWERED,
        application.id().value() + ":" + transfer,
        Map.of("accountResult", result.name()));
  }

  private VerificationNumbers numbers(StoreApplication application) {
    return progress.numbers(application).verification();
  }
}
