package dev.merchantreview.store;

import dev.merchantreview.notification.NotifiedEvents;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the merchant of a store is told besides changes of its state. */
@Configuration(proxyBeanMethods = false)
class StoreNotifications {

  @Bean
  NotifiedEvents notifiedStoreEvents() {
    return NotifiedEvents.toMerchants(
        Map.of(
            "STORE_CATEGORY_LOST", "STORE_CATEGORY_LOST",
            "STORE_CATEGORY_RESTORED", "STORE_CATEGORY_RESTORED"));
  }
}
