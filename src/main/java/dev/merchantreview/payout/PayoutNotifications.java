package dev.merchantreview.payout;

import dev.merchantreview.notification.NotifiedEvents;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Operators are told when a payout and the bank's statement differ. */
@Configuration(proxyBeanMethods = false)
class PayoutNotifications {

  @Bean
  NotifiedEvents notifiedPayoutEvents() {
    return NotifiedEvents.toOperators(Map.of("PAYOUT_FINDING_OPENED", "PAYOUT_FINDING"));
  }
}
