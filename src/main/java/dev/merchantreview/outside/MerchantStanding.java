package dev.merchantreview.outside;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.List;

/** What the platform's other systems know of a merchant: disputes, settlement, debts. */
public interface MerchantStanding {

  /**
   * How a merchant stands on a platform now, as far as it matters for closing one store or ending
   * one service.
   *
   * @param about the store, application or service provider it is asked for: what the merchant does
   *     with its other stores is none of its business
   * @throws dev.merchantreview.shared.OutsideUnavailableException when that cannot be told now
   */
  Facts of(Platform platform, String merchantId, CaseId about);

  /**
   * What stands against paying a deposit back.
   *
   * @param openDisputes the ids of disputes that are not decided
   * @param unsettledOrders orders whose settlement is not paid out, and {@code unsettledFen} what
   *     they come to
   * @param arrearsFen what the merchant owes the platform besides fines
   * @param asOf the moment this was true
   */
  record Facts(
      List<String> openDisputes,
      long unsettledOrders,
      long unsettledFen,
      long arrearsFen,
      Instant asOf) {}
}
