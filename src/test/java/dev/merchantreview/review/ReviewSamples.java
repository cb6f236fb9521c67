package dev.merchantreview.review;

import dev.badge.BadgeSample;
import dev.merchantreview.admission.AdmissionSample;
import dev.merchantreview.closure.ClosureSample;
import dev.merchantreview.filing.FilingSample;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.programme.MembershipSample;
import dev.merchantreview.refund.RefundSample;
import dev.merchantreview.storereview.StoreReviewSample;
import dev.merchantreview.testing.ServiceAlone;
import java.util.Map;

/** A sample of every type of case that is reviewed, the tests' own among them. */
final class ReviewSamples {

  private ReviewSamples() {}

  /** By what ids begin with. */
  static Map<String, ReviewSample> of(ServiceAlone service) {
    return Map.of(
        "bg_", new BadgeSample(service),
        "pm_", new MembershipSample(service),
        "pa_", new AdmissionSample(service),
        "sa_", new ApplicationSample(service),
        "st_", new ClosureSample(service),
        "sr_", new StoreReviewSample(service),
        "rf_", new RefundSample(service),
        "fl_", new FilingSample(service));
  }
}
