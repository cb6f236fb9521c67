package dev.merchantreview;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The service. Configuration is read from {@code config/}, see {@code config/application.yaml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@Modulithic(systemName = "Merchant Review", sharedModules = "shared")
public class MerchantReviewApplication {

  public static void main(String[] args) {
    SpringApplication.run(MerchantReviewApplication.class, args);
  }
}
