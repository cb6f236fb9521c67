package dev.merchantreview.onboarding;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of opening stores. */
@Configuration(proxyBeanMethods = false)
class OnboardingProfile {

  @Bean
  ProfilePart onboardingNumbers() {
    return new ProfilePart("onboarding", OnboardingNumbers.class);
  }
}
