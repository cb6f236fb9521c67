package dev.merchantreview.engine;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/**
 * Where the authorization server gives tokens for the service's client id and secret. Says in one
 * line why it gives none, and which setting to look at; never what it was sent or sent back.
 */
final class TokenEndpoint {

  private final String settings;
  private final URI address;
  private final ClientRegistration client;
  private final RestClient http;

  /**
   * @param settings the settings it is made of, for whoever has to look at them
   * @param timeout how long the server may take to take a connection, and to answer
   */
  TokenEndpoint(
      String settings,
      URI address,
      String clientId,
      String clientSecret,
      @Nullable String scope,
      Duration timeout) {
    this.settings = settings;
    this.address = address;
    ClientRegistration.Builder registration =
        ClientRegistration.withRegistrationId("cluster")
            .clientId(clientId)
            .clientSecret(clientSecret)
            // As the Camunda client sends them.
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .tokenUri(address.toString());
    if (scope != null) {
      registration.scope(scope.strip().split(" +"));
    }
    client = registration.build();
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(timeout).build());
    requests.setReadTimeout(timeout);
    http =
        RestClient.builder()
            .requestFactory(requests)
            .configureMessageConverters(
                converters ->
                    converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build();
  }

  /**
   * Asks for a token.
   *
   * @param setting the setting the audience is from
   */
  TokenSource.Issued issue(String audience, String setting) throws TokenException {
    RestClientClientCredentialsTokenResponseClient tokens =
        new RestClientClientCredentialsTokenResponseClient();
    tokens.setRestClient(http);
    MultiValueMap<String, String> more = new LinkedMultiValueMap<>();
    more.add("audience", audience);
    tokens.addParametersConverter(request -> more);
    try {
      OAuth2AccessToken token =
          tokens.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(client)).getAccessToken();
      Instant issued = Objects.requireNonNull(token.getIssuedAt());
      Instant end = Objects.requireNonNull(token.getExpiresAt());
      return new TokenSource.Issued(token.getTokenValue(), Duration.between(issued, end));
    } catch (OAuth2AuthorizationException failed) {
      throw worded(failed, audience, setting);
    }
  }

  private TokenException worded(
      OAuth2AuthorizationException failed, String audience, String setting) {
    return switch (failed.getCause()) {
      case ResourceAccessException away ->
          new TokenException(
              "the authorization server %s does not answer (%s), see %s"
                  .formatted(address, reason(away), addressSetting()),
              false);
      case RestClientResponseException answer -> worded(answer.getStatusCode());
      case null -> worded(failed.getError().getErrorCode(), audience, setting);
      default ->
          new TokenException(
              "%s answers without a token, so it is no token endpoint, see %s"
                  .formatted(address, addressSetting()),
              true);
    };
  }

  private TokenException worded(HttpStatusCode status) {
    if (status.value() == 401 || status.value() == 403) {
      return refusedClient();
    }
    boolean passing = status.is5xxServerError() || status.value() == 429;
    return new TokenException(
        "the authorization server answers %d at %s, see %s"
            .formatted(status.value(), address, addressSetting()),
        !passing);
  }

  private TokenException worded(String error, String audience, String setting) {
    return switch (error) {
      case OAuth2ErrorCodes.INVALID_CLIENT, OAuth2ErrorCodes.UNAUTHORIZED_CLIENT -> refusedClient();
      case OAuth2ErrorCodes.INVALID_SCOPE ->
          new TokenException(
              "the authorization server does not know the scope, see " + settings + ".scope", true);
      case "invalid_token_response" ->
          new TokenException(
              "%s answers without a token, so it is no token endpoint, see %s"
                  .formatted(address, addressSetting()),
              true);
      // RFC 8707 has invalid_target; others say it with other words.
      default ->
          new TokenException(
              "the authorization server gives the client %s no token for %s (%s), see %s.%s"
                  .formatted(client.getClientId(), audience, error, settings, setting),
              true);
    };
  }

  private TokenException refusedClient() {
    return new TokenException(
        "the authorization server refuses the client %s, see %s.client-id and %s.client-secret"
            .formatted(client.getClientId(), settings, settings),
        true);
  }

  private String addressSetting() {
    return settings.endsWith("saas")
        ? "the way to the internet"
        : settings + ".authorization-server";
  }

  private static String reason(ResourceAccessException away) {
    Throwable cause = away.getCause();
    return cause == null ? "no connection" : cause.getClass().getSimpleName();
  }
}
