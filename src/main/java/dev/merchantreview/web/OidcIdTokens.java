package dev.merchantreview.web;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Looks at what the provider says who somebody is: with its public keys, which are asked for within
 * the provider's timeout, and with whatever public-key algorithm it says it signs with.
 */
final class OidcIdTokens implements JwtDecoderFactory<ClientRegistration> {

  private final OidcProvider provider;
  private volatile @Nullable Known known;

  OidcIdTokens(OidcProvider provider) {
    this.provider = provider;
  }

  /** A decoder remembers the keys, so it is kept. */
  private record Known(ClientRegistration client, JwtDecoder decoder) {}

  @Override
  public JwtDecoder createDecoder(ClientRegistration client) {
    Known before = known;
    if (before != null && before.client() == client) {
      return before.decoder();
    }
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(
                Objects.requireNonNull(client.getProviderDetails().getJwkSetUri()))
            .restOperations(new RestTemplate(provider.requests()))
            .jwsAlgorithms(all -> all.addAll(algorithms(client)))
            .build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(), new OidcIdTokenValidator(client)));
    decoder.setClaimSetConverter(
        new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
    known = new Known(client, decoder);
    return decoder;
  }

  private static Set<SignatureAlgorithm> algorithms(ClientRegistration client) {
    Object said =
        client
            .getProviderDetails()
            .getConfigurationMetadata()
            .get("id_token_signing_alg_values_supported");
    Collection<?> names = said instanceof Collection<?> many ? many : List.of();
    Set<SignatureAlgorithm> known =
        names.stream()
            .map(name -> SignatureAlgorithm.from(String.valueOf(name)))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    // OpenID Connect Core 1.0, 2: what every provider has to know.
    return known.isEmpty() ? Set.of(SignatureAlgorithm.RS256) : known;
  }
}
