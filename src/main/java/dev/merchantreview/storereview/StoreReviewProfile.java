package dev.merchantreview.storereview;

import dev.merchantreview.notification.NotifiedEvents;
import dev.merchantreview.rules.ProfilePart;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of reviewing stores again, and what merchants are told. */
@Configuration(proxyBeanMethods = false)
class StoreReviewProfile {

  @Bean
  ProfilePart storeReviewNumbers() {
    return new ProfilePart("store-review", StoreReviewNumbers.class);
  }

  @Bean
  NotifiedEvents notifiedStoreReviewEvents() {
    return NotifiedEvents.toMerchants(Map.of("STORE_REVIEW_BEGUN", "STORE_REVIEW"));
  }
}
