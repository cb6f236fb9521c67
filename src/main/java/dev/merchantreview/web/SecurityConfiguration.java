package dev.merchantreview.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;

/** Who may call what: HTTP Basic for local users, bearer tokens otherwise. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String LOCAL_USERS = "merchant-review.web.local-users[0].name";

  private final ProblemWriter problems;
  private final LimitProperties limits;
  private final MultipartProperties uploads;
  private final MeterRegistry meters;
  private final HandlerRoles handlers;

  SecurityConfiguration(
      ProblemWriter problems,
      LimitProperties limits,
      MultipartProperties uploads,
      MeterRegistry meters,
      HandlerRoles handlers) {
    this.problems = problems;
    this.limits = limits;
    this.uploads = uploads;
    this.meters = meters;
    this.handlers = handlers;
  }

  @Bean
  @ConditionalOnProperty(LOCAL_USERS)
  UserDetailsService localUsers(WebProperties properties) {
    List<WebProperties.LocalUser> users =
        properties.localUsers() == null ? List.of() : properties.localUsers();
    return new InMemoryUserDetailsManager(
        users.stream()
            .map(
                user ->
                    User.withUsername(user.name())
                        .password(user.password())
                        .roles(user.roles().stream().map(Enum::name).toArray(String[]::new))
                        .build())
            .toArray(UserDetails[]::new));
  }

  /**
   * Local users' passwords stand in the configuration as they are. Compared in the same time
   * whatever is wrong, and for a name nobody has as well: how long the answer takes tells nothing.
   */
  @Bean
  @ConditionalOnProperty(LOCAL_USERS)
  PasswordEncoder localPasswords() {
    return new PasswordEncoder() {
      @Override
      public String encode(@Nullable CharSequence password) {
        return String.valueOf(password);
      }

      @Override
      public boolean matches(@Nullable CharSequence given, @Nullable String known) {
        return given != null
            && known != null
            && MessageDigest.isEqual(bytes(given.toString()), bytes(known));
      }

      private byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
    };
  }

  /** Each request is observed as a whole; not once more in each of the filters it passes. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  SecurityFilterChain api(HttpSecurity http, WebProperties properties) throws Exception {
    http.addFilterBefore(new LoginLimits(limits, problems, meters), LogoutFilter.class)
        .addFilterBefore(
            new CallerLimits(limits, uploads.getMaxRequestSize(), problems, meters),
            ExceptionTranslationFilter.class)
        .csrf(csrf -> csrf.disable())
        // A call has no session: there is nothing to log out of, and nothing to come back to.
        .logout(logout -> logout.disable())
        .requestCache(cache -> cache.disable())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        "/",
                        "/v3/api-docs/**",
                        "/swagger-ui/**",
                        "/swagger-ui.html",
                        "/problems/**",
                        "/error")
                    .permitAll()
                    .requestMatchers("/actuator/health/**", "/actuator/info")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .hasRole(Role.ADMIN.name())
                    .requestMatchers(HandlerRoles.API + "**")
                    .access(handlers)
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(
                        (request, response, cause) ->
                            refuse(request, response, HttpStatus.UNAUTHORIZED))
                    .accessDeniedHandler(
                        (request, response, cause) ->
                            refuse(request, response, HttpStatus.FORBIDDEN)));
    if (properties.hasLocalUsers()) {
      http.httpBasic(
          basic ->
              basic.authenticationEntryPoint(
                  (request, response, cause) ->
                      refuse(request, response, HttpStatus.UNAUTHORIZED)));
    } else {
      JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
      roles.setAuthoritiesClaimName(properties.rolesClaim());
      roles.setAuthorityPrefix("ROLE_");
      JwtAuthenticationConverter tokens = new JwtAuthenticationConverter();
      tokens.setJwtGrantedAuthoritiesConverter(roles);
      http.oauth2ResourceServer(
          server ->
              server
                  .authenticationEntryPoint(
                      (request, response, cause) ->
                          refuse(request, response, HttpStatus.UNAUTHORIZED))
                  .jwt(jwt -> jwt.jwtAuthenticationConverter(tokens)));
    }
    return http.build();
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
      throws IOException {
    if (status == HttpStatus.UNAUTHORIZED) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"merchant-review\"");
    }
    problems.write(request, response, status);
  }
}
