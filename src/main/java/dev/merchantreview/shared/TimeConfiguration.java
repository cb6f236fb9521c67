package dev.merchantreview.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

  /**
   * Every instant the service takes comes from here, so that a test can move it; as exactly as the
   * database keeps it, so that what was read is what was kept.
   */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.system(ZoneId.of("Asia/Shanghai")), Duration.ofNanos(1_000));
  }
}
