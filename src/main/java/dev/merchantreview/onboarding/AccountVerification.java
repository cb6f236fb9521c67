package dev.merchantreview.onboarding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the verification of the settlement account has come.
 *
 * @param transfer counts verifications of the case from 1, over all rounds
 * @param transferOfRound counts verifications of the present round from 1
 * @param number the bank's number of the transfer; null without one
 * @param amountHash keyed hash of the amount; the amount itself is kept nowhere
 * @param begunAt null until the bank has moved the money, or the confirmation was asked for
 * @param wrongAnswers wrong amounts given for this transfer
 * @param verifiedAt null until the account is verified
 */
public record AccountVerification(
    VerificationMethod method,
    int transfer,
    int transferOfRound,
    @Nullable String number,
    @Nullable String amountHash,
    @Nullable Instant begunAt,
    int wrongAnswers,
    @Nullable Instant verifiedAt) {

  AccountVerification begun(Instant now) {
    return new AccountVerification(
        method, transfer, transferOfRound, number, amountHash, now, wrongAnswers, verifiedAt);
  }

  AccountVerification answeredWrong() {
    return new AccountVerification(
        method,
        transfer,
        transferOfRound,
        number,
        amountHash,
        begunAt,
        wrongAnswers + 1,
        verifiedAt);
  }

  AccountVerification verified(Instant now) {
    return new AccountVerification(
        method, transfer, transferOfRound, number, amountHash, begunAt, wrongAnswers, now);
  }

  /** How many wrong amounts are still allowed for this transfer. */
  public int attemptsLeft(VerificationNumbers numbers) {
    return Math.max(0, numbers.wrongAmounts() - wrongAnswers);
  }

  /** Whether an answer is waited for. */
  public boolean isOpen(VerificationNumbers numbers) {
    return begunAt != null && verifiedAt == null && attemptsLeft(numbers) > 0;
  }

  boolean isUsedUp(VerificationNumbers numbers) {
    return verifiedAt == null && attemptsLeft(numbers) == 0;
  }

  /** Whether another transfer may follow this one in the same round. */
  public boolean mayFollow(VerificationNumbers numbers) {
    return transferOfRound <= numbers.newTransfers();
  }
}
