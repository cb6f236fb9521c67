package dev.merchantreview.waiver;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of waivers. */
@Configuration(proxyBeanMethods = false)
class WaiverProfile {

  @Bean
  ProfilePart waiverNumbers() {
    return new ProfilePart("waivers", WaiverNumbers.class);
  }
}
