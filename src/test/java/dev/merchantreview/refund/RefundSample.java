package dev.merchantreview.refund;

import dev.merchantreview.closure.ClosureSample;
import dev.merchantreview.review.ReviewSample;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionTemplate;

/** Refunds in the first review, which have to be agreed to by a second person. */
public final class RefundSample implements ReviewSample {

  private final ServiceAlone service;

  public RefundSample(ServiceAlone service) {
    this.service = service;
  }

  @Override
  public CaseId inReview() {
    CaseId store = new ClosureSample(service).opened();
    StoredStores.close(service.database(), store.value());
    CaseId id =
        new CaseId(
            service
                .api("merchant")
                .post(
                    "/api/v1/deposit-refunds",
                    Map.of(
                        "storeId",
                        store.value(),
                        "account",
                        Map.of(
                            "holder", "杭州青禾服饰有限公司",
                            "bank", "招商银行杭州分行",
                            "accountNumber", "571900000010606",
                            "kind", "COMPANY"),
                        "documents",
                        List.of()))
                .id());
    DepositRefunds refunds = service.bean(DepositRefunds.class);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              DepositRefund refund = refunds.lock(id).orElseThrow();
              refund.openReview(
                  service.bean(RefundClocks.class).of(refund), new Assessment(100, true, Map.of()));
              refunds.update(refund, Instant.now());
            });
    return id;
  }

  @Override
  public void takeBack(CaseId caseId) {
    service
        .bean(Refunds.class)
        .withdraw(
            caseId, null, new ActorRef(ActorRef.Kind.MERCHANT, "merchant"), ExpectedVersion.ANY);
  }
}
