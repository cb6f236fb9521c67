package dev.merchantreview.deposit;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of deposits. */
@Configuration(proxyBeanMethods = false)
class DepositProfile {

  @Bean
  ProfilePart yearlyFeeSwitch() {
    return new ProfilePart("", YearlyFeeSwitch.class);
  }

  @Bean
  ProfilePart depositNumbers() {
    return new ProfilePart("deposit", DepositNumbers.class);
  }
}
