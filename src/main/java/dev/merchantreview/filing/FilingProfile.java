package dev.merchantreview.filing;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of filing products. */
@Configuration(proxyBeanMethods = false)
class FilingProfile {

  @Bean
  ProfilePart filingNumbers() {
    return new ProfilePart("filing", FilingNumbers.class);
  }
}
