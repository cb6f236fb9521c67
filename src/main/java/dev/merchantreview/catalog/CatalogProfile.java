package dev.merchantreview.catalog;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of products. */
@Configuration(proxyBeanMethods = false)
class CatalogProfile {

  @Bean
  ProfilePart productPolicy() {
    return new ProfilePart("catalog", ProductPolicy.class);
  }
}
