package dev.merchantreview.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;

/**
 * What a person may do, by what the provider says of them. Nothing else the provider gives, such as
 * a scope, is a right here.
 */
final class OidcRoles implements GrantedAuthoritiesMapper {

  private final OidcProperties settings;

  OidcRoles(OidcProperties settings) {
    this.settings = settings;
  }

  @Override
  public Collection<? extends GrantedAuthority> mapAuthorities(
      Collection<? extends GrantedAuthority> given) {
    Set<String> said = new HashSet<>();
    for (GrantedAuthority one : given) {
      if (one instanceof OidcUserAuthority person) {
        said.addAll(texts(find(person.getAttributes(), settings.rolesClaim())));
        said.addAll(texts(find(person.getAttributes(), settings.groupsClaim())));
      }
    }
    return Arrays.stream(Role.values())
        .filter(role -> settings.words(role).stream().anyMatch(said::contains))
        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
        .toList();
  }

  /** A name may have dots of its own: the address some providers put before their claims. */
  private static @Nullable Object find(Map<?, ?> claims, String path) {
    if (claims.containsKey(path)) {
      return claims.get(path);
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        Object found = find(inner, path.substring(dot + 1));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static List<String> texts(@Nullable Object claim) {
    return switch (claim) {
      case String one -> List.of(one);
      case Collection<?> many -> many.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }
}
