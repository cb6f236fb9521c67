package dev.merchantreview.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where people of the console log in who are no local users: an OpenID provider (OpenID Connect
 * Core 1.0), found by its issuer (OpenID Connect Discovery 1.0).
 *
 * @param issuer as the provider writes it into its tokens; null where people do not log in with one
 * @param clientSecret null for a client without one, which proves itself by PKCE alone
 * @param scopes what is asked for; {@code openid} has to be among them
 * @param userNameClaim what a person is called; has to be the name Tasklist and the groups know
 * @param rolesClaim where a person's roles are, a path of names with dots between them: {@code
 *     realm_access.roles}
 * @param groupsClaim where a person's groups are, in the same way
 * @param roles which of the provider's roles and groups stand for a role of ours; nothing else
 *     does, not even what has the name of one
 * @param timeout how long the provider may take to take a connection, and to answer
 */
@Validated
@ConfigurationProperties("merchant-review.console.oidc")
record OidcProperties(
    @Nullable URI issuer,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @NotEmpty Set<String> scopes,
    @NotBlank String userNameClaim,
    @NotNull String rolesClaim,
    @NotNull String groupsClaim,
    @Nullable Map<Role, Set<String>> roles,
    @NotNull Duration timeout) {

  OidcProperties {
    if (isGiven(issuer) && (clientId == null || clientId.isBlank())) {
      throw new IllegalArgumentException(
          "merchant-review.console.oidc.issuer needs merchant-review.console.oidc.client-id");
    }
    if (isGiven(issuer) && (roles == null || roles.values().stream().allMatch(Set::isEmpty))) {
      throw new IllegalArgumentException(
          "merchant-review.console.oidc.issuer needs merchant-review.console.oidc.roles: nobody has one");
    }
  }

  boolean isOn() {
    return isGiven(issuer);
  }

  /** An empty text in a deployment's values is none. */
  private static boolean isGiven(@Nullable URI issuer) {
    return issuer != null && !issuer.toString().isBlank();
  }

  /** Which of the provider's words stand for a role. */
  Set<String> words(Role role) {
    return roles == null ? Set.of() : roles.getOrDefault(role, Set.of());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "OidcProperties[issuer=" + issuer + ", clientId=" + clientId + "]";
  }
}
