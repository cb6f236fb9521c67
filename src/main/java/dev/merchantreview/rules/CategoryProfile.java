package dev.merchantreview.rules;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of categories. */
@Configuration(proxyBeanMethods = false)
class CategoryProfile {

  @Bean
  ProfilePart platformCatalog() {
    return new ProfilePart("catalog", PlatformCatalog.class);
  }
}
