package dev.merchantreview.refund;

import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Penalties;
import dev.merchantreview.deposit.YearlyFees;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.AccountNames;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.waiver.Waivers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks for everything that stands in the way of paying a deposit back. */
@Service
public class BlockerChecks {

  private final Deposits deposits;
  private final Penalties penalties;
  private final YearlyFees fees;
  private final MerchantStanding standing;
  private final Submissions filings;
  private final RefundRule rules;
  private final AccountNames names;
  private final Platforms platforms;
  private final Waivers waivers;

  BlockerChecks(
      Deposits deposits,
      Penalties penalties,
      YearlyFees fees,
      MerchantStanding standing,
      Submissions filings,
      RefundRule rules,
      AccountNames names,
      Platforms platforms,
      Waivers waivers) {
    this.waivers = waivers;
    this.deposits = deposits;
    this.penalties = penalties;
    this.fees = fees;
    this.standing = standing;
    this.filings = filings;
    this.rules = rules;
    this.names = names;
    this.platforms = platforms;
  }

  /**
   * What other systems said.
   *
   * @param heldFen what was held of the deposits that are asked back
   * @param limitFen the amount the second review was asked about
   */
  public record OutsideFacts(
      MerchantStanding.Facts standing,
      DocumentRule.Requirement required,
      RefundRule.SecondReview second,
      long heldFen,
      long limitFen) {

    /** The evidence of the decision tables that were asked. */
    List<Map<String, Object>> tables() {
      return List.of(required.evidence(), second.evidence());
    }
  }

  /**
   * Asks outside; not in a transaction, because the answers come over the network.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when one cannot answer now
   */
  public OutsideFacts ask(Claim claim) {
    Holder holder = claim.holder();
    List<DepositAccount> all = deposits.all(holder.id().value());
    long limited = limitFen(claim, all);
    return new OutsideFacts(
        standing.of(holder.platform(), holder.ownerId(), holder.id()),
        rules.requirementFor(holder.platform(), holder.kind().name(), holder.type()),
        rules.secondReviewFor(holder.platform(), holder.kind().name(), limited),
        heldFen(claim, all),
        limited);
  }

  /**
   * The amount that decides whether a second person has to agree. It moves without the deposits
   * that are asked back: by what is paid for the others, and when the holder ends.
   */
  @Transactional(readOnly = true)
  public long limitFen(Claim claim) {
    return limitFen(claim, deposits.all(claim.holder().id().value()));
  }

  private static long limitFen(Claim claim, List<DepositAccount> all) {
    return claim.holder().ended() ? wholeFen(all) : heldFen(claim, all);
  }

  private static long heldFen(Claim claim, List<DepositAccount> all) {
    return of(claim, all).mapToLong(account -> account.balances().heldFen()).sum();
  }

  private static Stream<DepositAccount> of(Claim claim, List<DepositAccount> all) {
    return all.stream().filter(account -> claim.deposits().contains(account.purpose()));
  }

  /**
   * Everything a holder that has ended gets back, in whichever portions it asks for it: a limit for
   * one amount is none for two halves of it.
   */
  private static long wholeFen(List<DepositAccount> all) {
    return all.stream()
        .map(DepositAccount::balances)
        .mapToLong(one -> one.heldFen() + one.inPayoutFen() + one.paidOutFen())
        .sum();
  }

  /** One result for each rule, in the order of the rules. */
  @Transactional(readOnly = true)
  public List<RuleResult> apply(Claim claim, RefundContent content, OutsideFacts outside) {
    Holder holder = claim.holder();
    List<DepositAccount> all = deposits.all(holder.id().value());
    BlockerRule.Facts facts =
        new BlockerRule.Facts(
            holder,
            content,
            heldFen(claim, all),
            all.stream().mapToLong(account -> penalties.unpaidFen(account.id())).sum(),
            all.stream().mapToLong(account -> fees.unpaidFen(account.id())).sum(),
            (holder.ended() ? all.stream() : of(claim, all))
                .flatMap(account -> penalties.of(account.id()).stream())
                .toList(),
            RefundNumbers.of(platforms.get(holder.platform()), holder.kind()).penaltiesOnRecord(),
            outside.standing(),
            filings.inReviewOf(holder.platform(), holder.ownerId()),
            outside.required(),
            names,
            claim.isPromotionAlone() ? of(claim, all).noneMatch(DepositAccount::operating) : null);
    return RefundWaivers.honoured(
        waivers,
        holder,
        Arrays.stream(BlockerRule.values()).map(rule -> rule.apply(facts)).toList());
  }

  static List<Problem> problems(List<RuleResult> results) {
    return results.stream().flatMap(result -> result.problems().stream()).toList();
  }
}
