package dev.merchantreview.closure;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of closing stores. */
@Configuration(proxyBeanMethods = false)
class ClosureProfile {

  @Bean
  ProfilePart closureNumbers() {
    return new ProfilePart("closure", ClosureNumbers.class);
  }
}
