package dev.merchantreview.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Fills {@link Caller} parameters. */
@Component
public class CallerResolver implements HandlerMethodArgumentResolver {

  private final WebProperties properties;

  CallerResolver(WebProperties properties) {
    this.properties = properties;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(Caller.class);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return caller();
  }

  /** Whoever makes the request that is being answered; without one, somebody without rights. */
  public Caller caller() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null) {
      return new Caller("", Set.of(), List.of());
    }
    Set<Role> roles =
        authentication.getAuthorities().stream()
            .map(authority -> String.valueOf(authority.getAuthority()))
            .flatMap(name -> role(name).stream())
            .collect(Collectors.toSet());
    return new Caller(authentication.getName(), roles, merchants(authentication));
  }

  /** Whether somebody is logged in, with or without rights. */
  public boolean isLoggedIn() {
    return CallerLimits.loggedIn().isPresent();
  }

  private static Optional<Role> role(String authority) {
    return Arrays.stream(Role.values())
        .filter(role -> authority.equals("ROLE_" + role.name()))
        .findFirst();
  }

  private List<String> merchants(Authentication authentication) {
    if (authentication instanceof JwtAuthenticationToken token) {
      List<String> claimed = token.getToken().getClaimAsStringList(properties.merchantsClaim());
      return claimed == null ? List.of() : claimed;
    }
    if (authentication.getPrincipal() instanceof OidcUser person) {
      List<String> claimed = person.getClaimAsStringList(properties.merchantsClaim());
      return claimed == null ? List.of() : claimed;
    }
    List<WebProperties.LocalUser> users =
        properties.localUsers() == null ? List.of() : properties.localUsers();
    return users.stream()
        .filter(user -> user.name().equals(authentication.getName()))
        .flatMap(
            user -> user.merchants() == null ? Stream.<String>empty() : user.merchants().stream())
        .toList();
  }
}
