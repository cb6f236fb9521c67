package dev.merchantreview.duty;

import dev.merchantreview.notification.NotifiedEvents;
import dev.merchantreview.rules.ProfilePart;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of duties, and what people are told of them. */
@Configuration(proxyBeanMethods = false)
class DutyProfile {

  private static final String TOLD = "PROVIDER_DUTY";

  @Bean
  ProfilePart dutyRules() {
    return new ProfilePart("", DutyRules.class);
  }

  @Bean
  NotifiedEvents notifiedDutyEvents() {
    return new NotifiedEvents(
        Map.of(
            "PROVIDER_DUTY_BEGUN", TOLD,
            "PROVIDER_DUTY_REMINDED", TOLD,
            "PROVIDER_DUTY_MET", TOLD,
            "PROVIDER_DUTY_ASSIGNED", TOLD,
            "PROVIDER_DUTY_UNMET", TOLD,
            "PROVIDER_DUTY_LAPSED", TOLD,
            "PROVIDER_DUTY_APPEAL_GRANTED", TOLD,
            "PROVIDER_DUTY_APPEAL_REFUSED", TOLD),
        Map.of(),
        Map.of("PROVIDER_DUTY_APPEALED", "PROVIDER_DUTY_APPEAL"));
  }
}
