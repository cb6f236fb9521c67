package dev.merchantreview.refund;

import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What merchants ask deposits back with. */
final class RefundRequests {

  private static final List<String> PAPERS =
      List.of("REFUND_REQUEST", "BUSINESS_LICENCE", "BANK_ACCOUNT_PROOF");

  private RefundRequests() {}

  /**
   * To an account of the holder's own, with all papers.
   *
   * @param by the name of the id, {@code storeId} or {@code applicationId}
   * @param deposits which are meant; null where the request does not say it
   */
  static Map<String, Object> of(
      ServiceAlone service, String by, String holder, @Nullable List<String> deposits) {
    Map<String, Object> request = new HashMap<>();
    request.put(by, holder);
    request.put(
        "account",
        Map.of(
            "holder",
            service.bean(Holders.class).find(new CaseId(holder)).orElseThrow().legalName(),
            "bank",
            "招商银行杭州分行",
            "accountNumber",
            "6227" + Math.floorMod(holder.hashCode(), 90_000_000) + "0000",
            "kind",
            "COMPANY"));
    request.put(
        "documents",
        PAPERS.stream()
            .map(
                kind ->
                    Map.of(
                        "kind",
                        kind,
                        "documentId",
                        service.api("merchant").upload(kind, SampleApplications.png())))
            .toList());
    if (deposits != null) {
      request.put("deposits", deposits);
    }
    return request;
  }
}
