package dev.merchantreview.admission;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of admitting service providers. */
@Configuration(proxyBeanMethods = false)
class AdmissionProfile {

  @Bean
  ProfilePart providerAdmissionNumbers() {
    return new ProfilePart("service-provider", AdmissionNumbers.Part.class);
  }
}
