package dev.merchantreview.review;

import dev.merchantreview.notification.NotifiedEvents;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whom reminders and overdue reviews are told to. */
@Configuration(proxyBeanMethods = false)
class ReviewNotifications {

  @Bean
  NotifiedEvents notifiedReviewEvents() {
    return new NotifiedEvents(
        Map.of("MERCHANT_REMINDED", "REMINDER"),
        Map.of(),
        Map.of("AUDITOR_REMINDED", "AUDIT_REMINDER", "AUDIT_OVERDUE", "AUDIT_ESCALATION"));
  }
}
