package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInProvider;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which words of a provider let people in to the console, by how they are signed and what they say.
 */
class OidcTokensIT {

  private static final Map<String, List<String>> AUDITOR = Map.of("groups", List.of("auditors"));

  private static StandInProvider provider;
  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    provider = new StandInProvider();
    service =
        ServiceAlone.with(
            "--merchant-review.web.local-users=",
            "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri="
                + provider.issuer()
                + "/keys",
            "--merchant-review.console.oidc.issuer=" + provider.issuer(),
            "--merchant-review.console.oidc.client-id=console",
            "--merchant-review.console.oidc.roles.AUDITOR=auditors",
            "--merchant-review.console.oidc.roles.OPERATOR=operators");
  }

  @AfterAll
  static void stop() {
    service.close();
    provider.close();
  }

  private static HttpResponse<String> arrive() {
    ProviderVisitor visitor = new ProviderVisitor(service.serviceUrl());
    return visitor.follow(visitor.get("/console/cases"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "ES256"})
  void takesEveryAlgorithmTheProviderSaysItSignsWith(String algorithm) {
    provider.tells(JWSAlgorithm.parse(algorithm), AUDITOR);
    HttpResponse<String> page = arrive();
    assertThat(page.uri().getPath()).isEqualTo("/console/cases");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(">auditor1<");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS512", "PS384"})
  void takesNoOther(String algorithm) {
    provider.tells(JWSAlgorithm.parse(algorithm), AUDITOR);
    assertThat(arrive().uri().getQuery()).isEqualTo("refused");
  }

  @Test
  void takesNothingSignedWithAKeyTheProviderDoesNotPublish() {
    provider.tells(JWSAlgorithm.RS256, AUDITOR);
    provider.signsByAnotherKey();
    assertThat(arrive().uri().getQuery()).isEqualTo("refused");
  }

  /** Somebody may have called a group of theirs so. */
  @ParameterizedTest
  @ValueSource(strings = {"groups", "roles"})
  void givesNoRoleForAWordThatHasTheNameOfOne(String claim) {
    provider.tells(
        JWSAlgorithm.RS256, Map.of(claim, List.of("ADMIN", "OPERATOR", "AUDITOR", "ROLE_ADMIN")));
    HttpResponse<String> page = arrive();
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("没有权限");
    provider.tells(JWSAlgorithm.RS256, Map.of(claim, List.of("ADMIN", "operators")));
    HttpResponse<String> operator = arrive();
    assertThat(operator.statusCode()).isEqualTo(200);
    assertThat(operator.body()).contains("href=\"/console/operations\"");
  }
}
