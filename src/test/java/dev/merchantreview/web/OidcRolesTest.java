package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;

class OidcRolesTest {

  private static final Map<Role, Set<String>> BY_NAME =
      Map.of(
          Role.AUDITOR,
          Set.of("AUDITOR"),
          Role.OPERATOR,
          Set.of("OPERATOR"),
          Role.ADMIN,
          Set.of("ADMIN"));

  private static final Map<Role, Set<String>> NAMED =
      Map.of(Role.AUDITOR, Set.of("/auditors", "finance"), Role.OPERATOR, Set.of("ops"));

  private static List<String> roles(
      String rolesClaim, @Nullable Map<Role, Set<String>> named, Map<String, Object> claims) {
    OidcProperties settings =
        new OidcProperties(
            URI.create("https://issuer.example"),
            "console",
            null,
            Set.of("openid"),
            "preferred_username",
            rolesClaim,
            "groups",
            named,
            Duration.ofSeconds(1));
    Map<String, Object> all = new HashMap<>(claims);
    all.put("sub", "1");
    OidcIdToken token = new OidcIdToken("token", Instant.EPOCH, Instant.MAX, all);
    Collection<? extends GrantedAuthority> mapped =
        new OidcRoles(settings)
            .mapAuthorities(
                List.of(
                    new OidcUserAuthority(token),
                    new SimpleGrantedAuthority("SCOPE_ADMIN"),
                    new SimpleGrantedAuthority("ROLE_ADMIN")));
    return mapped.stream().map(one -> String.valueOf(one.getAuthority())).toList();
  }

  @Test
  void findsRolesWhereverTheProviderPutsThem() {
    assertThat(roles("roles", BY_NAME, Map.of("roles", List.of("OPERATOR", "other"))))
        .containsExactly("ROLE_OPERATOR");
    assertThat(roles("roles", BY_NAME, Map.of("roles", "AUDITOR"))).containsExactly("ROLE_AUDITOR");
    assertThat(
            roles(
                "realm_access.roles",
                BY_NAME,
                Map.of("realm_access", Map.of("roles", List.of("ADMIN")))))
        .containsExactly("ROLE_ADMIN");
    assertThat(
            roles(
                "resource_access.merchant.review.roles",
                BY_NAME,
                Map.of(
                    "resource_access",
                    Map.of("merchant.review", Map.of("roles", List.of("AUDITOR"))))))
        .containsExactly("ROLE_AUDITOR");
    assertThat(
            roles(
                "https://example.org/roles",
                BY_NAME,
                Map.of("https://example.org/roles", List.of("AUDITOR"))))
        .containsExactly("ROLE_AUDITOR");
  }

  @Test
  void takesTheProvidersWordsForTheRolesTheyAreNamedFor() {
    assertThat(
            roles(
                "roles",
                NAMED,
                Map.of("roles", List.of("ops"), "groups", List.of("/auditors", "others"))))
        .containsExactly("ROLE_OPERATOR", "ROLE_AUDITOR");
    for (String claim : List.of("roles", "groups")) {
      assertThat(roles("roles", NAMED, Map.of(claim, List.of("OPERATOR", "AUDITOR", "ADMIN"))))
          .isEmpty();
    }
  }

  @Test
  void doesNotStartWhereNobodyCouldHaveARole() {
    assertThatThrownBy(() -> roles("roles", null, Map.of()))
        .hasMessageContaining("merchant-review.console.oidc.roles");
    assertThatThrownBy(() -> roles("roles", Map.of(Role.ADMIN, Set.of()), Map.of()))
        .hasMessageContaining("merchant-review.console.oidc.roles");
  }

  @Test
  void givesNoRightForAnythingElse() {
    assertThat(roles("roles", BY_NAME, Map.of())).isEmpty();
    assertThat(roles("roles", BY_NAME, Map.of("roles", Map.of("ADMIN", true)))).isEmpty();
    assertThat(roles("roles", BY_NAME, Map.of("roles", List.of("admin", "ROLE_ADMIN", "xADMIN"))))
        .isEmpty();
    assertThat(roles("a.b.roles", BY_NAME, Map.of("a", Map.of("b", "ADMIN")))).isEmpty();
  }
}
