package dev.merchantreview.refund;

import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Penalties;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.AccountNames;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks for everything that stands in the way of paying a deposit back. */
@Service
public class BlockerChecks {

  private final Deposits deposits;
  private final Penalties penalties;
  private final MerchantStanding standing;
  private final Submissions filings;
  private final RefundRule rules;
  private final AccountNames names;
  private final Platforms platforms;

  BlockerChecks(
      Deposits deposits,
      Penalties penalties,
      MerchantStanding standing,
      Submissions filings,
      RefundRule rules,
      AccountNames names,
      Platforms platforms) {
    this.deposits = deposits;
    this.penalties = penalties;
    this.standing = standing;
    this.filings = filings;
    this.rules = rules;
    this.names = names;
    this.platforms = platforms;
  }

  /**
   * What other systems said.
   *
   * @param heldFen the balance the second review was asked about
   */
  public record OutsideFacts(
      MerchantStanding.Facts standing,
      DocumentRule.Requirement required,
      RefundRule.SecondReview second,
      long heldFen) {

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
  public OutsideFacts ask(Holder holder) {
    long held = heldFen(holder);
    return new OutsideFacts(
        standing.of(holder.platform(), holder.ownerId(), holder.id()),
        rules.requirementFor(holder.platform(), holder.kind().name(), holder.type()),
        rules.secondReviewFor(holder.platform(), holder.kind().name(), held),
        held);
  }

  private long heldFen(Holder holder) {
    return deposits
        .find(holder.id().value())
        .map(account -> account.balances().heldFen())
        .orElse(0L);
  }

  /** One result for each rule, in the order of the rules. */
  @Transactional(readOnly = true)
  public List<RuleResult> apply(Holder holder, RefundContent content, OutsideFacts outside) {
    DepositAccount account = deposits.find(holder.id().value()).orElse(null);
    BlockerRule.Facts facts =
        new BlockerRule.Facts(
            holder,
            content,
            account == null ? 0 : account.balances().heldFen(),
            account == null ? 0 : penalties.unpaidFen(account.id()),
            account == null ? List.of() : penalties.of(account.id()),
            RefundNumbers.of(platforms.get(holder.platform()), holder.kind()).penaltiesOnRecord(),
            outside.standing(),
            filings.inReviewOf(holder.platform(), holder.ownerId()),
            outside.required(),
            names);
    return Arrays.stream(BlockerRule.values()).map(rule -> rule.apply(facts)).toList();
  }

  static List<Problem> problems(List<RuleResult> results) {
    return results.stream().flatMap(result -> result.problems().stream()).toList();
  }
}
