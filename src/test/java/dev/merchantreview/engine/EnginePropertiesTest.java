package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which settings of the cluster the service starts with. */
class EnginePropertiesTest {

  private static final String SECRET = "the-secret-0123456789";
  private static final String[] OAUTH = {
    "client-id=review",
    "client-secret=" + SECRET,
    "audience=zeebe-api",
    "authorization-server=https://login/token"
  };

  @EnableConfigurationProperties(EngineProperties.class)
  static class Bound {}

  private static ApplicationContextRunner with(String... oauth) {
    return new ApplicationContextRunner()
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withUserConfiguration(Bound.class)
        .withSystemProperties("spring.config.location=file:config/application.yaml")
        .withPropertyValues(
            "merchant-review.engine.grpc-address=https://cluster:26500",
            "merchant-review.engine.rest-address=https://cluster",
            "merchant-review.engine.tasklist.url=https://cluster")
        .withPropertyValues(
            Stream.of(oauth)
                .map(setting -> "merchant-review.engine.oauth." + setting)
                .toArray(String[]::new));
  }

  private static String told(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void hasTheAudiencesOfTheDocumentation() {
    with(OAUTH)
        .run(
            started -> {
              EngineProperties properties = started.getBean(EngineProperties.class);
              assertThat(properties.oauth().tasklistAudience()).isEqualTo("tasklist-api");
              assertThat(properties.oauth().operateAudience()).isEqualTo("operate-api");
              assertThat(properties.toString()).doesNotContain(SECRET);
            });
  }

  @ParameterizedTest
  @CsvSource({"0, clientId", "1, clientSecret", "2, audience", "3, authorizationServer"})
  void doesNotStartWithAPartOfOAuth(int missing, String field) {
    String[] rest =
        Stream.of(OAUTH).filter(setting -> !setting.equals(OAUTH[missing])).toArray(String[]::new);
    with(rest)
        .run(
            failed ->
                assertThat(told(failed.getStartupFailure()))
                    .contains("on field 'oauth." + field + "'")
                    .doesNotContain(SECRET));
  }

  @Test
  void doesNotStartWithTwoClusters() {
    with(OAUTH)
        .withPropertyValues(
            "merchant-review.engine.saas.cluster-id=id",
            "merchant-review.engine.saas.client-id=review",
            "merchant-review.engine.saas.client-secret=" + SECRET,
            "merchant-review.engine.saas.region=bru-2")
        .run(
            failed ->
                assertThat(told(failed.getStartupFailure()))
                    .contains("not both")
                    .doesNotContain(SECRET));
  }

  @ParameterizedTest
  @CsvSource({
    "http://keycloak:18080/token, false",
    "http://127.0.0.1.example.com/token, false",
    "ftp://127.0.0.1/token, false",
    "http://127.0.0.1:18080/token, true",
    "http://localhost:18080/token, true",
    "http://[::1]:18080/token, true",
    "https://keycloak/token, true"
  })
  void doesNotSendItsSecretInClearToAnotherMachine(String address, boolean starts) {
    with(OAUTH[0], OAUTH[1], OAUTH[2], "authorization-server=" + address)
        .run(
            tried -> {
              assertThat(tried.getStartupFailure() == null).isEqualTo(starts);
              if (!starts) {
                assertThat(told(tried.getStartupFailure()))
                    .contains("merchant-review.engine.oauth.clear-text")
                    .doesNotContain(SECRET);
              }
            });
  }

  @Test
  void sendsItInClearWhereThatIsAllowed() {
    with(
            OAUTH[0],
            OAUTH[1],
            OAUTH[2],
            "authorization-server=http://keycloak:18080/token",
            "clear-text=true")
        .run(started -> assertThat(started).hasNotFailed());
  }
}
