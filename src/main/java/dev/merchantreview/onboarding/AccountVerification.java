package dev.merchantreview.onboarding;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the verification of the settlement account has come.
 *
 * @param methods the ways that are open, of which one that succeeds is enough; none where they are
 *     not on record
 * @param transfer counts verifications of the case from 1, over all rounds
 * @param transferOfRound counts verifications of the present round from 1
 * @param number the bank's number of the transfer; null without one
 * @param amountHash keyed hash of the amount; the amount itself is kept nowhere
 * @param remittance what the company is asked to remit; null where that way is not open
 * @param begunAt null until the bank has moved the money, or the others were asked for
 * @param wrongAnswers wrong amounts given for this transfer
 * @param verifiedAt null until the account is verified
 * @param verifiedBy the way that succeeded; null until one did
 * @param account keyed hash of the account it is about; null where it began before this was kept
 */
public record AccountVerification(
    List<VerificationMethod> methods,
    int transfer,
    int transferOfRound,
    @Nullable String number,
    @Nullable String amountHash,
    @Nullable Remittance remittance,
    @Nullable Instant begunAt,
    int wrongAnswers,
    @Nullable Instant verifiedAt,
    @Nullable VerificationMethod verifiedBy,
    @Nullable String account) {

  public AccountVerification {
    methods = List.copyOf(methods);
  }

  /**
   * What is kept of it as the release before knows it: an instance of that release which runs
   * beside this one keeps the whole of it, and whatever it does not know is gone.
   *
   * @param method the way the release before knows; null where a remittance is the only one, or
   *     where an instance of it did not know
   */
  record Kept(
      @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          @Nullable VerificationMethod method,
      int transfer,
      int transferOfRound,
      @Nullable String number,
      @Nullable String amountHash,
      @Nullable Instant begunAt,
      int wrongAnswers,
      @Nullable Instant verifiedAt) {}

  /**
   * What is kept of it besides, in a place of its own, where an instance of the release before
   * leaves it as it is.
   *
   * @param transfer which verification it is of: of another it says nothing
   */
  record Ways(
      int transfer,
      @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          List<@Nullable VerificationMethod> methods,
      @Nullable Remittance remittance,
      @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          @Nullable VerificationMethod verifiedBy,
      @Nullable String account) {}

  Kept kept() {
    return new Kept(
        methods.stream()
            .filter(method -> method != VerificationMethod.REMITTANCE)
            .findFirst()
            .orElse(null),
        transfer,
        transferOfRound,
        number,
        amountHash,
        begunAt,
        wrongAnswers,
        verifiedAt);
  }

  Ways ways() {
    return new Ways(transfer, List.copyOf(methods), remittance, verifiedBy, account);
  }

  /** As it was kept. What was verified by one of before there was a choice was so by its method. */
  static AccountVerification of(Kept kept, @Nullable Ways besides) {
    Ways ways = besides != null && besides.transfer() == kept.transfer() ? besides : null;
    VerificationMethod by = ways == null ? null : ways.verifiedBy();
    return new AccountVerification(
        ways == null
            ? kept.method() == null ? List.of() : List.of(kept.method())
            : ways.methods().stream().filter(Objects::nonNull).toList(),
        kept.transfer(),
        kept.transferOfRound(),
        kept.number(),
        kept.amountHash(),
        ways == null ? null : ways.remittance(),
        kept.begunAt(),
        kept.wrongAnswers(),
        kept.verifiedAt(),
        kept.verifiedAt() == null ? null : by == null ? kept.method() : by,
        ways == null ? null : ways.account());
  }

  /**
   * The ways that are open: those on record, and where none is, those of the platform of which what
   * they need is there.
   */
  public List<VerificationMethod> methods(VerificationNumbers numbers) {
    return methods.isEmpty()
        ? numbers.methods().stream()
            .filter(
                method ->
                    switch (method) {
                      case RANDOM_TRANSFER -> number != null;
                      case REMITTANCE -> remittance != null;
                      case LEGAL_REPRESENTATIVE -> true;
                    })
            .toList()
        : methods;
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
        by,
        account);
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
