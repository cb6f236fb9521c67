package dev.merchantreview.filing;

import dev.merchantreview.notification.NotifiedEvents;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the sides of a filing are told besides changes of its state. */
@Configuration(proxyBeanMethods = false)
class FilingNotifications {

  @Bean
  NotifiedEvents notifiedFilingEvents() {
    return NotifiedEvents.toMerchants(
        Map.of("REOPENED_BY_NOTICE", "REVIEW_AGAIN", "REVIEW_AGAIN_TIGHTENED", "REVIEW_AGAIN"));
  }
}
