package dev.merchantreview.onboarding;

import dev.merchantreview.notification.NotifiedEvents;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A merchant is told when money came in that does not verify its account. */
@Configuration(proxyBeanMethods = false)
class AccountNotifications {

  @Bean
  NotifiedEvents notifiedRemittances() {
    return NotifiedEvents.toMerchants(Map.of("REMITTANCE_NOT_TAKEN", "REMITTANCE_NOT_TAKEN"));
  }
}
