package dev.merchantreview.pk;

import dev.merchantreview.notification.NotifiedEvents;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Both sides of a PK are told what changes in it; who must act is reminded. */
@Configuration(proxyBeanMethods = false)
class PkNotifications {

  @Bean
  NotifiedEvents notifiedPkEvents() {
    return NotifiedEvents.toMerchants(
        Map.of(
            "PK_CONFIRMED", "PK_CHANGED",
            "PK_SIDE_LEFT", "PK_CHANGED",
            "PK_LIVE_MOVED", "PK_CHANGED",
            "PK_PRODUCT_ADDED", "PK_CHANGED",
            "PK_PRODUCT_REMOVED", "PK_CHANGED",
            "PK_READY", "PK_CHANGED",
            "PK_REOPENED", "PK_CHANGED",
            "PK_FILING_ENDED", "PK_CHANGED",
            "PK_LIVE_BEGAN", "PK_CHANGED"));
  }

  @Bean
  NotifiedEvents notifiedPkReminders() {
    return NotifiedEvents.toNamedMerchants(Map.of("PK_SIDE_REMINDED", "REMINDER"));
  }
}
