package dev.merchantreview.programme;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of programmes. */
@Configuration(proxyBeanMethods = false)
class MembershipProfile {

  @Bean
  ProfilePart membershipNumbers() {
    return new ProfilePart("programmes", MembershipNumbers.class);
  }
}
