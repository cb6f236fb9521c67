package dev.merchantreview.streamer;

import dev.merchantreview.rules.ProfilePart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the platforms' profiles say of streamers' figures. */
@Configuration(proxyBeanMethods = false)
class StreamerProfile {

  @Bean
  ProfilePart streamerNumbers() {
    return new ProfilePart("filing", StreamerNumbers.class);
  }
}
