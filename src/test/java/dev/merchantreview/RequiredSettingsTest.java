package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class RequiredSettingsTest {

  @Test
  void namesEverythingThatIsMissingAtOnce() {
    assertThat(RequiredSettings.missing(new MockEnvironment())).hasSize(21);
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
            "merchant-review.reviewers.groups.finance",
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
            .withProperty("merchant-review.bank.url", "https://bank")
            .withProperty("merchant-review.bank.token", "token")
            .withProperty("merchant-review.contract-signing.url", "https://signing")
            .withProperty("merchant-review.contract-signing.token", "token")
            .withProperty("merchant-review.provider-secrets.contract-signing", "a secret")
            .withProperty("merchant-review.provider-secrets.identity", "a secret")
            .withProperty("merchant-review.account-verification.key", "a key")
            .withProperty("merchant-review.remittances.account.number", "1")
            .withProperty("merchant-review.remittances.account.holder", "us")
            .withProperty("merchant-review.remittances.account.bank", "bank")
            .withProperty("merchant-review.personal-data.master-key", "a key")
            .withProperty("merchant-review.reviewers.groups.store-auditors[0]", "auditor1")
            .withProperty("merchant-review.reviewers.groups.product-reviewers", "auditor1,auditor2")
            .withProperty("merchant-review.reviewers.groups.finance[0]", "finance1")
            .withProperty("merchant-review.web.public-url", "https://review")
            .withProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://issuer");
    assertThat(RequiredSettings.missing(environment)).isEmpty();
  }
}
