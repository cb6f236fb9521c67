package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class RequiredSettingsTest {

  @Test
  void namesEverythingThatIsMissingAtOnce() {
    assertThat(RequiredSettings.missing(new MockEnvironment())).hasSize(6);
    String told =
        new RequiredSettings.Analyzer()
            .analyze(
                new RequiredSettings.MissingSettingsException(
                    RequiredSettings.missing(new MockEnvironment())))
            .getDescription();
    assertThat(told)
        .contains(
            "spring.datasource.url",
            "merchant-review.engine.grpc-address or merchant-review.engine.saas.cluster-id",
            "merchant-review.engine.tasklist.url",
            "merchant-review.deposit.payment-secret",
            "issuer-uri");
  }

  @Test
  void isContentWithEitherKindOfCluster() {
    MockEnvironment environment =
        new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://db/merchant_review")
            .withProperty("merchant-review.engine.saas.cluster-id", "id")
            .withProperty("merchant-review.engine.tasklist.url", "https://tasklist")
            .withProperty("merchant-review.deposit.payment-secret", "a secret long enough")
            .withProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://issuer");
    assertThat(RequiredSettings.missing(environment)).isEmpty();
  }
}
