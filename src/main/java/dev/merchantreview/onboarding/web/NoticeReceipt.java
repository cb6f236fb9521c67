package dev.merchantreview.onboarding.web;

import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.onboarding.StoreApplicationState;

/**
 * What a provider is answered: which case its notice is about, and where that stands; the
 * application itself is not the provider's to see.
 */
record NoticeReceipt(String id, StoreApplicationState state) {

  static NoticeReceipt of(StoreApplication application) {
    return new NoticeReceipt(application.id().value(), application.state());
  }
}
