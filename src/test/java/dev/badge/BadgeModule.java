package dev.badge;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** All there is to tell the service about the type: where it stands. */
@Configuration
@ComponentScan
public class BadgeModule {

  /** Where its table is made. */
  public static final String MIGRATIONS =
      "--spring.flyway.locations=classpath:db/migration,classpath:badge/db";
}
