package dev.merchantreview.deposit;

import dev.merchantreview.notification.NotifiedEvents;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A merchant is told what becomes of its deposit. */
@Configuration(proxyBeanMethods = false)
class DepositNotifications {

  @Bean
  NotifiedEvents notifiedDepositEvents() {
    return NotifiedEvents.toMerchants(
        Map.of(
            "YEARLY_FEE_DEMANDED", "YEARLY_FEE",
            "YEARLY_FEE_REMINDED", "YEARLY_FEE",
            "YEARLY_FEE_OVERDUE", "YEARLY_FEE",
            "YEARLY_FEE_PAID", "YEARLY_FEE",
            "PENALTY_IMPOSED", "DEPOSIT_CHANGED",
            "TOP_UP_DEMANDED", "DEPOSIT_CHANGED",
            "TOP_UP_PAID", "DEPOSIT_CHANGED",
            "PROMOTION_ASKED", "DEPOSIT_CHANGED",
            "PROMOTION_GIVEN_UP", "DEPOSIT_CHANGED"));
  }
}
