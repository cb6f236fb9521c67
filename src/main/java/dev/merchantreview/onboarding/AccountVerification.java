package dev.merchantreview.onboarding;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the verification of the settlement account has come.
 *
 * @param methods the ways that are open, of which one that succeeds is enough
 * @param transfer counts verifications of the case from 1, over all rounds
 * @param transferOfRound counts verifications of the present round from 1
 * @param number the bank's number of the transfer; null without one
 * @param amountHash keyed hash of the amount; the amount itself is kept nowhere
 * @param remittance what the company is asked to remit; null where that way is not open
 * @param begunAt null until the bank has moved the money, or the others were asked for
 * @param wrongAnswers wrong amounts given for this transfer
 * @param verifiedAt null until the account is verified
 * @param verifiedBy the way that succeeded; null until one did
 */
public record AccountVerification(
    @JsonAlias("method") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<VerificationMethod> methods,
    int transfer,
    int transferOfRound,
    @Nullable String number,
    @Nullable String amountHash,
    @Nullable Remittance remittance,
    @Nullable Instant begunAt,
    int wrongAnswers,
    @Nullable Instant verifiedAt,
    @Nullable VerificationMethod verifiedBy) {

  /** What was kept before there was a choice of ways has one, and was verified by it. */
  public AccountVerification {
    methods = List.copyOf(methods);
    if (verifiedAt != null && verifiedBy == null && methods.size() == 1) {
      verifiedBy = methods.getFirst();
    }
  }

  /**
   * What the company is asked to remit.
   *
   * @param amountFen at least 1
   * @param remark ours, unique for ever
   */
  public record Remittance(long amountFen, String remark) {}

  AccountVerification begun(Instant now) {
    return with(now, wrongAnswers, verifiedAt, verifiedBy);
  }

  AccountVerification answeredWrong() {
    return with(begunAt, wrongAnswers + 1, verifiedAt, verifiedBy);
  }

  AccountVerification verified(Instant now, VerificationMethod by) {
    return with(begunAt, wrongAnswers, now, by);
  }

  private AccountVerification with(
      @Nullable Instant begun,
      int wrong,
      @Nullable Instant verified,
      @Nullable VerificationMethod by) {
    return new AccountVerification(
        methods,
        transfer,
        transferOfRound,
        number,
        amountHash,
        remittance,
        begun,
        wrong,
        verified,
        by);
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
