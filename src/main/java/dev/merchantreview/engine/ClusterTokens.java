package dev.merchantreview.engine;

import io.camunda.client.CredentialsProvider;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the service shows a cluster that asks for OAuth client credentials: one token for the engine
 * (gRPC and REST), one each for the APIs that Tasklist and Operate have of their own up to 8.7.
 */
@Component
class ClusterTokens {

  private static final URI SAAS_TOKENS = URI.create("https://login.cloud.camunda.io/oauth/token");

  private final TokenProblems problems = new TokenProblems();
  private final @Nullable TokenSource engine;
  private final @Nullable TokenSource tasklist;
  private final @Nullable TokenSource operate;

  ClusterTokens(EngineProperties properties) {
    EngineProperties.OAuth oauth = properties.oauth();
    EngineProperties.Saas saas = properties.saas();
    if (oauth != null) {
      TokenEndpoint endpoint =
          new TokenEndpoint(
              "merchant-review.engine.oauth",
              oauth.authorizationServer(),
              oauth.clientId(),
              oauth.clientSecret(),
              oauth.scope(),
              properties.tokens().timeout());
      engine = source(endpoint, "audience", oauth.audience(), properties);
      tasklist = source(endpoint, "tasklist-audience", oauth.tasklistAudience(), properties);
      operate = source(endpoint, "operate-audience", oauth.operateAudience(), properties);
    } else if (saas != null) {
      TokenEndpoint endpoint =
          new TokenEndpoint(
              "merchant-review.engine.saas",
              SAAS_TOKENS,
              saas.clientId(),
              saas.clientSecret(),
              null,
              properties.tokens().timeout());
      engine = source(endpoint, "cluster-id", "zeebe.camunda.io", properties);
      tasklist = source(endpoint, "cluster-id", "tasklist.camunda.io", properties);
      operate = source(endpoint, "cluster-id", "operate.camunda.io", properties);
    } else {
      engine = null;
      tasklist = null;
      operate = null;
    }
  }

  private TokenSource source(
      TokenEndpoint endpoint, String setting, String audience, EngineProperties properties) {
    return new TokenSource(
        () -> endpoint.issue(audience, setting),
        new TokenSource.Times(
            properties.tokens().renewBefore(),
            properties.retryBackoff(),
            properties.outsideBackoff()),
        problems,
        System::nanoTime);
  }

  /** For the Camunda client; empty when the cluster asks for none. */
  Optional<CredentialsProvider> credentials() {
    return engine().map(TokenCredentials::new);
  }

  private Optional<TokenSource> engine() {
    return Optional.ofNullable(engine);
  }

  /** For Tasklist's own API; empty when it has a login. */
  Optional<TokenSource> tasklist() {
    return Optional.ofNullable(tasklist);
  }

  /** For Operate's own API; empty when it has a login. */
  Optional<TokenSource> operate() {
    return Optional.ofNullable(operate);
  }

  /** Why there is no token, in one line for whoever runs the service; empty while all is well. */
  Optional<String> problem() {
    return Stream.of(engine(), tasklist(), operate())
        .flatMap(Optional::stream)
        .flatMap(source -> source.problem().stream())
        .findFirst();
  }
}
