package dev.merchantreview.refund;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of paying deposits back. */
@Configuration(proxyBeanMethods = false)
class RefundProfile {

  @Bean
  ProfilePart refundNumbers() {
    return new ProfilePart("refund", RefundNumbers.class);
  }

  @Bean
  ProfilePart providerRefundNumbers() {
    return new ProfilePart("service-provider", ProviderRefundNumbers.class);
  }
}
