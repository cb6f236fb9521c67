package dev.merchantreview.programme;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.review.ReviewSample;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;

/** Applications to a programme whose entry is reviewed. */
public final class MembershipSample implements ReviewSample {

  private static final String PROGRAMME = "xiaohongshu-own-customer-service";
  private static final ActorRef OWNER = new ActorRef(ActorRef.Kind.MERCHANT, "merchant");

  private final ServiceAlone service;

  public MembershipSample(ServiceAlone service) {
    this.service = service;
  }

  @Override
  public CaseId inReview() {
    Members members = new Members(service);
    String merchant = Merchants.next();
    String store = members.store("XIAOHONGSHU", merchant);
    members.figure(SubjectKind.STORE, store, "service-staff", 0, "2");
    Membership applied = members.applied(PROGRAMME, store, merchant);
    members.change(
        applied.id(), one -> one.openReview(service.bean(MembershipClocks.class).of(one)));
    return applied.id();
  }

  @Override
  public void takeBack(CaseId caseId) {
    service.bean(MembershipDesk.class).leave(caseId, null, OWNER, ExpectedVersion.ANY);
  }
}
