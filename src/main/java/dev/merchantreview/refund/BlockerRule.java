package dev.merchantreview.refund;

import dev.merchantreview.deposit.Penalty;
import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.refund.RefundNumbers.PenaltiesOnRecord;
import dev.merchantreview.review.DeskText;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.AccountNames;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can stand in the way of paying a deposit back, each a named rule that tells what it found
 * and what it looked at. All are applied, so that an applicant learns of all at once.
 */
public enum BlockerRule {
  /**
   * [D-refund] Only after the store is closed; a provider's when its service has ended. Ours: what
   * was paid for an application, when that is over and no store came of it; and a store's promotion
   * deposit, when promotion was given up while the store goes on.
   */
  HOLDER_ENDED(
      "已关店或已终止合作",
      "Closed or ended",
      "店铺已关闭、未开成店的申请已结束、服务商合作已终止，或已放弃推广",
      "the store is closed, the application over without one, the service ended, or promotion given up") {
    @Override
    RuleResult apply(Facts facts) {
      return result(
          "D-refund",
          Map.of("ended", facts.ended()),
          facts.ended()
              ? List.of()
              : List.of(
                  problem(
                      "",
                      facts.givenUp() != null
                          ? "PROMOTION_NOT_GIVEN_UP"
                          : switch (facts.holder().kind()) {
                            case STORE -> "STORE_NOT_CLOSED";
                            case APPLICATION -> "APPLICATION_NOT_ENDED";
                            case SERVICE_PROVIDER -> "SERVICE_NOT_ENDED";
                          },
                      null)));
    }
  },

  /** [D-refund] No fine is unpaid. */
  PENALTIES_PAID("违约金已缴清", "Fines paid", "没有未缴清的违约金", "no fine is unpaid") {
    @Override
    RuleResult apply(Facts facts) {
      return result(
          "D-refund",
          Map.of("unpaidFen", facts.unpaidFen()),
          facts.unpaidFen() == 0
              ? List.of()
              : List.of(problem("", "PENALTIES_UNPAID", yuan(facts.unpaidFen()))));
    }
  },

  /** [D-refund][D-fee] Nothing is owed: the fee of no year that has begun is unpaid. */
  YEARLY_FEES_PAID("年费已缴清", "Yearly fees paid", "没有未缴清的年费", "no yearly fee is unpaid") {
    @Override
    RuleResult apply(Facts facts) {
      return result(
          "D-fee",
          Map.of("unpaidFen", facts.unpaidFeesFen()),
          facts.unpaidFeesFen() == 0
              ? List.of()
              : List.of(problem("", "YEARLY_FEES_UNPAID", yuan(facts.unpaidFeesFen()))));
    }
  },

  /** [D-refund] No fine is on record, or each was waived; by profile, paid fines do not matter. */
  NO_PENALTY_ON_RECORD(
      "无违约金记录",
      "No fine on record",
      "没有违约金记录，或每一条均已由不参与审核者豁免",
      "no fine is on record, or each was waived by somebody without a say here") {
    @Override
    RuleResult apply(Facts facts) {
      List<Penalty> standing =
          facts.penaltiesOnRecord() == PenaltiesOnRecord.PAID
              ? List.of()
              : facts.penalties().stream().filter(one -> one.waiver() == null).toList();
      return result(
          "D-refund",
          Map.of(
              "demanded", facts.penaltiesOnRecord().name(),
              "onRecord", facts.penalties().size(),
              "notWaived", standing.size()),
          standing.isEmpty()
              ? List.of()
              : List.of(
                  problem(
                      "",
                      "PENALTY_ON_RECORD",
                      standing.stream()
                          .limit(NAMED)
                          .map(one -> one.id() + "（" + yuan(one.amountFen()) + "）")
                          .collect(Collectors.joining("，")))));
    }
  },

  /** [K-sp] No dispute is open. */
  DISPUTES_DECIDED("纠纷已结", "Disputes decided", "没有未结的交易纠纷", "no dispute is open") {
    @Override
    RuleResult apply(Facts facts) {
      List<String> open = facts.traded() ? facts.standing().openDisputes() : List.of();
      return result(
          "K-sp",
          Map.of("open", open, "asOf", facts.standing().asOf().toString()),
          open.isEmpty()
              ? List.of()
              : List.of(problem("", "DISPUTES_OPEN", String.join("，", open))));
    }
  },

  /** [D-refund] All settlement cycles are paid out. */
  ORDERS_SETTLED("订单已结算", "Orders settled", "全部账期已结算", "every settlement is paid out") {
    @Override
    RuleResult apply(Facts facts) {
      long orders = facts.traded() ? facts.standing().unsettledOrders() : 0;
      return result(
          "D-refund",
          Map.of("orders", orders, "asOf", facts.standing().asOf().toString()),
          orders == 0
              ? List.of()
              : List.of(
                  problem(
                      "",
                      "ORDERS_UNSETTLED",
                      orders + "（" + yuan(facts.standing().unsettledFen()) + "）")));
    }
  },

  /** [D-refund] Nothing else is owed. */
  NOTHING_OWED("无其他欠款", "Nothing owed", "对平台没有其他欠款", "nothing else is owed") {
    @Override
    RuleResult apply(Facts facts) {
      long owed = facts.standing().arrearsFen();
      return result(
          "D-refund",
          Map.of("arrearsFen", owed, "asOf", facts.standing().asOf().toString()),
          owed == 0 ? List.of() : List.of(problem("", "ARREARS", yuan(owed))));
    }
  },

  /** Ours: nothing of the merchant is in review on the platform any more. */
  FILINGS_DECIDED("无审核中的报备", "No filing in review", "没有审核中的商品报备", "no filing is in review") {
    @Override
    RuleResult apply(Facts facts) {
      List<String> running =
          facts.traded() ? facts.runningFilings().stream().map(CaseId::value).toList() : List.of();
      return result(
          "filings 1",
          Map.of("inReview", running.size()),
          running.isEmpty()
              ? List.of()
              : List.of(
                  problem(
                      "",
                      "FILINGS_RUNNING",
                      String.join("，", running.subList(0, Math.min(NAMED, running.size()))))));
    }
  },

  /** A refund never exceeds the balance, and there is one. */
  BALANCE_HELD("有可退余额", "Something to pay back", "保证金余额大于零", "something is held") {
    @Override
    RuleResult apply(Facts facts) {
      return result(
          "ledger",
          Map.of("heldFen", facts.heldFen()),
          facts.heldFen() > 0 ? List.of() : List.of(problem("", "NOTHING_TO_REFUND", null)));
    }
  },

  /** [D-refund] The account is in the name on the licence; a person's, in the person's. */
  ACCOUNT_HOLDER(
      "收款户名一致", "Account holder", "户名与营业执照（或本人）一致", "in the name on the licence, or the person's") {
    @Override
    RuleResult apply(Facts facts) {
      Holder holder = facts.holder();
      String named = facts.content().account().holder();
      AccountNames.Likeness own = facts.names().compare(named, holder.legalName());
      boolean representatives =
          !holder.company()
              && holder.representative() != null
              && facts.names().compare(named, holder.representative())
                  == AccountNames.Likeness.SAME;
      List<Problem> findings = new ArrayList<>();
      if (own == AccountNames.Likeness.NEAR && !representatives) {
        findings.add(problem("/account/holder", "ACCOUNT_HOLDER_NEAR", null));
      }
      String known = holder.knownAccount();
      if (known != null && !known.equals(facts.content().account().accountNumber())) {
        findings.add(problem("/account/accountNumber", "ACCOUNT_CHANGED", null));
      }
      return new RuleResult(
          name(),
          "D-refund",
          Map.of("holderAndSubject", own.name(), "holderIsRepresentative", representatives),
          own != AccountNames.Likeness.OTHER || representatives
              ? List.of()
              : List.of(problem("/account/holder", "ACCOUNT_HOLDER_DIFFERS", null)),
          findings);
    }
  },

  /** [D-refund] [K-sp] A company is paid to a company account. */
  COMPANY_ACCOUNT(
      "对公账户", "Company account", "企业使用对公账户收款", "a company is paid to a company account") {
    @Override
    RuleResult apply(Facts facts) {
      boolean companys = facts.content().account().kind() == PayoutAccount.Kind.COMPANY;
      return result(
          "D-refund",
          Map.of("company", facts.holder().company(), "companyAccount", companys),
          facts.holder().company() && !companys
              ? List.of(problem("/account/kind", "NOT_A_COMPANY_ACCOUNT", null))
              : List.of());
    }
  },

  /** [D-refund] The papers are complete. */
  PAPERS_COMPLETE("材料齐全", "Papers complete", "退款材料已全部提交", "every paper was handed in") {
    @Override
    RuleResult apply(Facts facts) {
      Set<String> handedIn =
          facts.content().documents().stream()
              .map(document -> document.kind().name())
              .collect(Collectors.toCollection(TreeSet::new));
      return result(
          Decisions.named(facts.required().evidence()),
          Map.of("required", facts.required().anyOf(), "handedIn", List.copyOf(handedIn)),
          facts.required().anyOf().stream()
              .filter(demand -> demand.stream().noneMatch(handedIn::contains))
              .map(demand -> problem("/documents", "PAPERS_MISSING", named(demand)))
              .toList());
    }
  };

  private static final int NAMED = 5;

  private final String zh;
  private final String en;
  private final String meaningZh;
  private final String meaningEn;

  BlockerRule(String zh, String en, String meaningZh, String meaningEn) {
    this.zh = zh;
    this.en = en;
    this.meaningZh = meaningZh;
    this.meaningEn = meaningEn;
  }

  /**
   * What the rules look at.
   *
   * @param heldFen what is held, and {@code unpaidFen} what of fines is owed
   * @param unpaidFeesFen what of yearly fees is owed
   * @param penalties every fine on record, and what their platform demands of them
   * @param standing what the platform's other systems said just now
   * @param required the papers the holder has to hand in
   * @param names what counts as one name
   * @param givenUp whether promotion was given up, where the promotion deposit of a store that goes
   *     on is asked back; null everywhere else
   */
  record Facts(
      Holder holder,
      RefundContent content,
      long heldFen,
      long unpaidFen,
      long unpaidFeesFen,
      List<Penalty> penalties,
      PenaltiesOnRecord penaltiesOnRecord,
      MerchantStanding.Facts standing,
      List<CaseId> runningFilings,
      DocumentRule.Requirement required,
      AccountNames names,
      @Nullable Boolean givenUp) {

    /** Whether what the deposit was for is over. */
    boolean ended() {
      return givenUp == null ? holder.ended() : givenUp;
    }

    /** Whether orders, disputes and filings stand in the way: they are the store deposit's. */
    boolean traded() {
      return givenUp == null && holder.traded();
    }
  }

  abstract RuleResult apply(Facts facts);

  /** The rule of this name; empty when there is none any more. */
  static Optional<BlockerRule> ofName(String name) {
    return Arrays.stream(values()).filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** What it is called. */
  ProblemTable.Text text() {
    return new ProblemTable.Text(zh, en);
  }

  /** What the rule is called. */
  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }

  Dossiers.RuleWords words() {
    return new Dossiers.RuleWords(zh + " · " + en, meaningZh + " · " + meaningEn);
  }

  RuleResult result(String version, Map<String, Object> inputs, List<Problem> problems) {
    return new RuleResult(name(), version, inputs, problems, List.of());
  }

  private static Problem problem(String pointer, String code, @Nullable String note) {
    return new Problem(pointer, code, note, Problem.Source.MACHINE);
  }

  private static String named(List<String> demand) {
    return demand.stream()
        .map(kind -> DocumentKind.valueOf(kind).label())
        .collect(Collectors.joining(" / "));
  }

  private static String yuan(long fen) {
    return DeskText.yuan(fen);
  }
}
