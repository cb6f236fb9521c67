package dev.merchantreview.rules;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of what is sold. */
@Configuration(proxyBeanMethods = false)
class CatalogProfile {

  @Bean
  ProfilePart platformCatalog() {
    return new ProfilePart("catalog", PlatformCatalog.class);
  }
}
