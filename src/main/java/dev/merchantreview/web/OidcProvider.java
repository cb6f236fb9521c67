package dev.merchantreview.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.RestClient;

/**
 * The OpenID provider as it describes itself. It is asked when the first person comes and not at
 * the start, so that the service starts without it, and asked again for as long as it was away.
 */
final class OidcProvider implements ClientRegistrationRepository {

  static final String NAME = "provider";
  private static final String DESCRIPTION = "/.well-known/openid-configuration";
  private static final String END_SESSION = "end_session_endpoint";

  private final OidcProperties settings;
  private final URI issuer;
  private final String callback;
  private final ClientHttpRequestFactory requests;
  private volatile @Nullable ClientRegistration known;

  /**
   * @param callback where the provider sends people back to
   */
  OidcProvider(OidcProperties settings, String callback) {
    this.settings = settings;
    this.issuer = Objects.requireNonNull(settings.issuer());
    this.callback = callback;
    JdkClientHttpRequestFactory http =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(settings.timeout()).build());
    http.setReadTimeout(settings.timeout());
    this.requests = http;
  }

  /** Requests to the provider, none of which waits for longer than is set. */
  ClientHttpRequestFactory requests() {
    return requests;
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String name) {
    return name.equals(NAME) ? registration() : null;
  }

  /**
   * @throws org.springframework.web.client.RestClientException when the provider is away
   * @throws IllegalStateException when somebody else answers
   */
  private ClientRegistration registration() {
    ClientRegistration before = known;
    if (before != null) {
      return before;
    }
    Map<String, Object> described =
        RestClient.builder()
            .requestFactory(requests)
            .build()
            .get()
            .uri(URI.create(issuer.toString().replaceFirst("/$", "") + DESCRIPTION))
            .retrieve()
            .body(new ParameterizedTypeReference<Map<String, Object>>() {});
    if (described == null || !issuer.toString().equals(described.get("issuer"))) {
      // OpenID Connect Discovery 1.0, 4.3: the one that was asked for, to the letter.
      throw new IllegalStateException(
          "%s calls itself %s, see merchant-review.console.oidc.issuer"
              .formatted(issuer, described == null ? null : described.get("issuer")));
    }
    ClientRegistration found = registration(described);
    known = found;
    return found;
  }

  private ClientRegistration registration(Map<String, Object> described) {
    ClientRegistration.Builder client =
        ClientRegistrations.fromOidcConfiguration(described)
            .registrationId(NAME)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .clientId(Objects.requireNonNull(settings.clientId()))
            .redirectUri(callback)
            .scope(settings.scopes())
            .userNameAttributeName(settings.userNameClaim())
            .clientSettings(
                ClientRegistration.ClientSettings.builder().requireProofKey(true).build());
    return (settings.clientSecret() == null || settings.clientSecret().isBlank()
            ? client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            : client.clientSecret(settings.clientSecret()))
        .build();
  }

  /** Where a log-out goes on, as a source in a content policy; empty before it is known. */
  Optional<String> endOfSession() {
    return Optional.ofNullable(known)
        .map(client -> client.getProviderDetails().getConfigurationMetadata().get(END_SESSION))
        .map(String::valueOf)
        .map(URI::create)
        .filter(address -> address.getScheme() != null && address.getRawAuthority() != null)
        .map(address -> address.getScheme() + "://" + address.getRawAuthority());
  }
}
