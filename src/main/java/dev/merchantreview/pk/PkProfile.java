package dev.merchantreview.pk;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of PK sessions. */
@Configuration(proxyBeanMethods = false)
class PkProfile {

  @Bean
  ProfilePart pkNumbers() {
    return new ProfilePart("filing", PkNumbers.class);
  }
}
