package dev.merchantreview.provider;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of service providers. */
@Configuration(proxyBeanMethods = false)
class ProviderProfile {

  @Bean
  ProfilePart providerNumbers() {
    return new ProfilePart("service-provider", ProviderNumbers.class);
  }
}
