package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.deposit.Penalty;
import dev.merchantreview.deposit.PenaltyWaiver;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.refund.RefundNumbers.PenaltiesOnRecord;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.AccountNames;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refund takes the same names for one as an application does. */
class BlockerRuleTest {

  private static final AccountNames NAMES =
      new AccountNames(new ConfigurationDirectory("classpath:/config/"));

  @ParameterizedTest
  @CsvSource({
    "罗兰·贝格（上海）管理咨询有限公司, [] []",
    "罗兰・贝格 (上海) 管理咨询有限公司, [] []",
    "罗兰．贝格〔上海〕管理咨询有限公司, [] []",
    "罗兰·贝格（上海）管理咨詢有限公司, [] [ACCOUNT_HOLDER_NEAR]",
    "罗兰·贝尔（上海）管理咨询有限公司, [ACCOUNT_HOLDER_DIFFERS] []"
  })
  void takesANameForTheSameHoweverTheBankPrintsIt(String holder, String found) {
    RuleResult result = BlockerRule.ACCOUNT_HOLDER.apply(facts(holder));
    assertThat(codes(result.problems()) + " " + codes(result.findings())).isEqualTo(found);
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  /** [D-refund] asks for no penalty on record, [K-sp] pays back what is left after the fines. */
  @Test
  void letsAPaidFineStandInTheWayWhereItsPlatformSaysSo() {
    Penalty paid = penalty(null);
    Penalty waived = penalty(new PenaltyWaiver("申诉成立", "operator", Instant.EPOCH));
    assertThat(onRecord(PenaltiesOnRecord.WAIVED)).isEmpty();
    assertThat(onRecord(PenaltiesOnRecord.WAIVED, waived)).isEmpty();
    assertThat(onRecord(PenaltiesOnRecord.WAIVED, waived, paid))
        .containsExactly("PENALTY_ON_RECORD pn_1（1500.00 元 · yuan）");
    assertThat(onRecord(PenaltiesOnRecord.PAID, waived, paid)).isEmpty();
  }

  private static List<String> onRecord(PenaltiesOnRecord demanded, Penalty... penalties) {
    return BlockerRule.NO_PENALTY_ON_RECORD
        .apply(facts("罗兰", List.of(penalties), demanded))
        .problems()
        .stream()
        .map(problem -> problem.code() + " " + problem.note())
        .toList();
  }

  private static Penalty penalty(@Nullable PenaltyWaiver waiver) {
    return new Penalty("pn_1", 150_000, "R-7", "虚假宣传", "admin", Instant.EPOCH, 150_000, 1, waiver);
  }

  private static BlockerRule.Facts facts(String named) {
    return facts(named, List.of(), PenaltiesOnRecord.WAIVED);
  }

  /** "Only after the store is closed" holds for the store deposit, not for promotion's alone. */
  @Test
  void promotionAloneAsksWhetherPromotionWasGivenUp() {
    for (boolean givenUp : new boolean[] {true, false}) {
      BlockerRule.Facts closed = facts("罗兰", List.of(), PenaltiesOnRecord.PAID);
      BlockerRule.Facts alone =
          new BlockerRule.Facts(
              closed.holder(),
              closed.content(),
              closed.heldFen(),
              0,
              0,
              List.of(),
              PenaltiesOnRecord.PAID,
              new MerchantStanding.Facts(List.of("dispute-1"), 3, 500, 0, Instant.EPOCH),
              List.of(new CaseId("fl_0000000000000001")),
              closed.required(),
              NAMES,
              givenUp);
      assertThat(BlockerRule.HOLDER_ENDED.apply(alone).problems())
          .extracting(Problem::code)
          .isEqualTo(givenUp ? List.of() : List.of("PROMOTION_NOT_GIVEN_UP"));
      // The store goes on, and its own deposit secures what it owes its buyers.
      for (BlockerRule rule :
          List.of(
              BlockerRule.DISPUTES_DECIDED,
              BlockerRule.ORDERS_SETTLED,
              BlockerRule.FILINGS_DECIDED)) {
        assertThat(rule.apply(alone).problems()).as(rule.name()).isEmpty();
      }
    }
  }

  private static BlockerRule.Facts facts(
      String named, List<Penalty> penalties, PenaltiesOnRecord demanded) {
    Instant now = Instant.parse("2026-11-20T02:00:00Z");
    return new BlockerRule.Facts(
        new Holder(
            new CaseId("st_0000000000000001"),
            Holder.Kind.STORE,
            Platform.DOUYIN,
            "m-1",
            "罗兰",
            "ENTERPRISE",
            "普通企业店 · Enterprise",
            true,
            now,
            "罗兰·贝格（上海）管理咨询有限公司",
            "陈青",
            true,
            null,
            Set.of()),
        new RefundContent(
            new PayoutAccount(named, "招商银行", "571900000010606", PayoutAccount.Kind.COMPANY),
            List.of()),
        100,
        0,
        0,
        penalties,
        demanded,
        new MerchantStanding.Facts(List.of(), 0, 0, 0, now),
        List.of(),
        new DocumentRule.Requirement(List.of(), Map.of()),
        NAMES,
        null);
  }
}
