package dev.merchantreview;

import org.springframework.modulith.core.ApplicationModules;

/** The service's modules, read once for all tests: that takes as long as a hundred rules. */
final class ServiceModules {

  static final ApplicationModules ALL =
      ApplicationModules.of(MerchantReviewApplication.class, new ServiceClasses());

  private ServiceModules() {}
}
